"""Monitors the open file: damage, loss, replacement, and changes by other programs."""

import asyncio
from collections.abc import Callable
from concurrent.futures import Future
from contextlib import closing, suppress
from datetime import datetime
from pathlib import Path
from threading import Thread
from typing import TypeVar

from secretariat_tui import settings
from secretariat_tui.core.atomic_file import remove_stale_parts, sweep
from secretariat_tui.core.errors import FileBusyError, UserError
from secretariat_tui.core.i18n import _
from secretariat_tui.core.text import resolve_particles
from secretariat_tui.database.audit import history as audit_history
from secretariat_tui.database.engine.reader import Reader
from secretariat_tui.database.file import OfficeFile, is_current
from secretariat_tui.database.maintenance import location
from secretariat_tui.database.maintenance.integrity import quick_check, read_into_cache
from secretariat_tui.database.watch import FileEvent, FileWatch
from secretariat_tui.tables.history import format_time
from secretariat_tui.tui.dialogs.picker import Picker, option
from secretariat_tui.tui.paint.text import styled_line
from secretariat_tui.tui.runtime.crash import unexpected_error
from secretariat_tui.tui.runtime.shell import Shell

T = TypeVar("T")
INTERVAL = 1.0  # seconds between two checks


async def monitor(app: Shell) -> None:
    """Warn of a risky location, check the file for damage, then check it at intervals until cancelled.

    No error ends it, for the file may be away for a while.
    """
    await asyncio.to_thread(_sweep, app.store.file)
    await asyncio.gather(_warn_of_location(app), _check_until_done(app), _check_at_intervals(app))


def _sweep(file: OfficeFile) -> None:
    """Remove the temporary files that killed processes left behind."""
    with suppress(OSError, UserError):
        sweep(settings.unfinished_dir())
    for folder in filter(None, (file.path.parent, file.backup_policy.folder)):
        with suppress(OSError):
            remove_stale_parts(folder)


async def _warn_of_location(app: Shell) -> None:
    with suppress(OSError):  # the file is away just now, which the others notice
        if warnings := await asyncio.to_thread(location.warnings, app.store.file.path):
            app.show_message(" · ".join(warnings), "warn")


async def _check_until_done(app: Shell) -> None:
    while not await check_file(app):  # noqa: ASYNC110 - a file that comes back sends no event
        await asyncio.sleep(INTERVAL)


async def check_file(app: Shell) -> bool:
    """Check the file for damage. If it is damaged, block writes and offer its backups.

    Return whether the check could be made. The backups are read then, so that closing the file need not.
    """
    file = app.store.file

    def check(fd: int) -> UserError | None:
        read_into_cache(fd)  # first, since the check itself keeps the file from being written
        return file.write_block.block() if quick_check(file.path) else None

    try:
        fd = await _run_in_daemon_thread(file.open_descriptor)
        while True:
            try:
                damage = await _run_in_daemon_thread(lambda: check(fd))
                break
            except FileBusyError:
                await asyncio.sleep(INTERVAL)
    except (UserError, OSError) as error:  # the screens show it too, with its remedy
        _show_once(app, error)
        return False
    if damage:
        await _offer_backups(app, damage, _("이제부터 읽기만 합니다."))
    else:
        with suppress(OSError):
            await _run_in_daemon_thread(file.backup_policy.backups)
    return True


def _show_once(app: Shell, error: UserError | OSError) -> None:
    """Show an error in the status line unless it is the last message there."""
    text = str(error)
    if isinstance(error, OSError):
        text = _("파일을 읽거나 쓸 수 없습니다: {reason}").format(reason=error.strerror or error)
    if app.last_message != text:
        app.show_message(text, "bad")


async def _check_at_intervals(app: Shell) -> None:
    watch = await app.store.run(FileWatch)
    try:
        while True:
            await asyncio.sleep(INTERVAL)
            try:
                await check_once(app, watch)
            except (UserError, OSError) as error:
                _show_once(app, error)
            except Exception as error:  # noqa: BLE001 - shown; the next check may succeed
                _show_once(app, unexpected_error(error))
    finally:
        app.store.submit(watch.close)  # not while a poll is running


async def check_once(app: Shell, watch: FileWatch) -> None:
    """Show what happened to the file since the last check, and reload the front screen if it changed."""
    file = app.store.file
    for message in file.backup_policy.take_messages():
        app.show_message(message, "warn")
    try:
        if file.write_block.error:
            await _unblock_if_sound(app)
        event = await app.store.run(lambda _file: watch.poll())
    except UserError as error:
        if app.last_message != str(error):
            app.show_message(str(error), "bad")
            if file.write_block.error is None:
                await check_file(app)
        return
    if watch.error:
        await _show_file_error(app, watch, event, watch.error)
        return
    await _index_until_current(app)
    if event is FileEvent.WRITTEN:
        app.show_message(_("다른 창에서 바꾼 것을 읽었습니다."))
        app.reload_front()
    elif app.front and app.front.read_failed:
        app.front.reload()


async def _index_until_current(app: Shell) -> None:
    """Index what a change of many records, or another program, left unindexed; other work goes in between."""
    with suppress(FileBusyError):  # another program is writing; the next check tries again
        while await app.store.run(OfficeFile.update_index_partly):
            pass


async def _unblock_if_sound(app: Shell) -> None:
    """Allow writes again if the file is no longer damaged."""
    if await app.store.run(lambda file: file.write_block.clear_if_sound()):
        app.show_message(_("자료 파일이 온전한 것으로 바뀌었습니다."), "good")
        app.reload_front()


async def _show_file_error(
    app: Shell, watch: FileWatch, event: FileEvent, error: UserError
) -> None:
    if event is FileEvent.UPGRADED:
        await app.show_error(error)
    elif event is FileEvent.GONE:
        await _rescue(app, watch, error)
    elif app.wrong_file:  # offered before, when the user chose to go on
        await _offer_backups(app, error, "")


async def _rescue(app: Shell, watch: FileWatch, error: UserError) -> None:
    """Save the contents of a file that is gone, and offer its backups unless it has come back."""
    app.show_message(str(error), "bad")
    text = await _save_contents(app)
    await _until_in_front(app)
    with suppress(UserError):  # then `watch.error` remains
        await app.store.run(lambda _file: watch.poll())
    if watch.error:
        await _offer_backups(app, error, text)
    elif app.front:
        app.show_message(_("자료 파일이 제자리에 돌아왔습니다."), "good")
        app.front.reload()
        await check_file(app)


async def _save_contents(app: Shell) -> str:
    """Save the contents of a file that is gone beside it; return a message with the new path."""
    try:
        saved = await app.store.run(lambda file: file.rescue(_now()))
    except (UserError, OSError) as error:
        return str(error)
    if saved:
        return _("지금까지의 자료는 여기에 두었습니다: {path}").format(path=saved)
    if not app.store.file.file_identity.was_replaced:
        return _("덮어쓰기 전의 내용은 남아 있지 않아 따로 두지 못했습니다.")
    return ""


async def _offer_backups(app: Shell, error: UserError, text: str) -> None:
    """Let the user go on, reopen the file that is at the path now, or restore a backup."""
    from secretariat_tui.tui.dialogs.restore import newest_backup_text, restore

    app.show_message(str(error), "bad")
    file = app.store.file
    newest = await asyncio.to_thread(newest_backup_text, file)
    backups = await asyncio.to_thread(file.backup_policy.backups)
    current = "" if file.write_block.error else await asyncio.to_thread(_current_file, file.path)
    await _until_in_front(app)
    lines = [each for each in (error.location, text, current, newest) if each]
    options = [option(_("그대로 두고 계속 보기"), value="")]
    if current:
        options.append(option(_("지금 있는 파일로 계속하기"), value="reopen"))
    if backups:
        options.append(option(_("백업에서 되살리기"), value="restore"))
    dialog = Picker(error.message, options, text=[styled_line(each) for each in lines])
    choice = await app.push_screen_wait(dialog)
    app.wrong_file = False
    try:
        if choice == "restore":
            await restore(app)
        elif choice == "reopen":
            await app.store.run(lambda file: file.reopen())
            app.show_message(_("지금 있는 파일을 열었습니다."), "good")
            app.reload_front()
            await check_file(app)
    except UserError as failed:
        await app.show_error(failed)


def _current_file(path: Path) -> str:
    """Return a text about the file at a path; empty if this program cannot open it."""
    try:
        with closing(Reader(path)) as reader:
            if not is_current(reader):
                return ""
            last = audit_history.last_restore(reader)
    except UserError:
        return ""
    if last is None:
        return _("지금 그 자리에 있는 파일도 secretariat 자료입니다.")
    text = _("지금 파일은 {who}이(가) {at}에 백업에서 되살린 것입니다.")
    return resolve_particles(text.format(who=last.who, at=format_time(last.at)))


async def _until_in_front(app: Shell) -> None:
    # Do not interrupt a dialog, unless it is a form that could not be saved.
    while app.front is None and not app.wrong_file:  # noqa: ASYNC110
        await asyncio.sleep(INTERVAL)


def _now() -> datetime:
    return datetime.now()  # noqa: DTZ005 - local time, in a file name


async def _run_in_daemon_thread(work: Callable[[], T]) -> T:
    """Run work in a thread that does not delay the exit of the program."""
    done: Future[T] = Future()
    done.set_running_or_notify_cancel()

    def run() -> None:
        try:
            done.set_result(work())
        except Exception as error:  # noqa: BLE001 - raised where it is awaited
            done.set_exception(error)

    Thread(target=run, daemon=True, name="file-check").start()
    return await asyncio.wrap_future(done)
