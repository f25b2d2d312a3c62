"""Watching over the open file while a person works: is it whole, is it still there, who else writes."""

import asyncio
from collections.abc import Callable
from concurrent.futures import Future
from contextlib import closing, suppress
from datetime import datetime
from pathlib import Path
from threading import Thread
from typing import TypeVar

from secretariat_tui.core.errors import FileBusyError, UserError
from secretariat_tui.core.i18n import _
from secretariat_tui.core.text import resolve_particles
from secretariat_tui.database.audit import history as audit_history
from secretariat_tui.database.engine.reader import Reader
from secretariat_tui.database.file import is_current
from secretariat_tui.database.maintenance import location
from secretariat_tui.database.maintenance.integrity import quick_check, read_into_cache
from secretariat_tui.database.watch import FileEvent, FileWatch
from secretariat_tui.tables.history import format_time
from secretariat_tui.tui.dialogs.picker import Picker, option
from secretariat_tui.tui.paint.text import styled_line
from secretariat_tui.tui.runtime.shell import Shell

T = TypeVar("T")
INTERVAL = 1.0  # seconds between two looks


async def monitor(app: Shell) -> None:
    """Say what is risky about the file's place; examine the file once; look round until the end."""
    if said := await asyncio.to_thread(location.warnings, app.store.file.path):
        app.show_message(" · ".join(said), "warn")
    await asyncio.gather(check_file(app), _patrol(app))


async def check_file(app: Shell) -> None:
    """See whether the file is whole; where it is not, let nobody write, and offer its backups."""
    file = app.store.file

    def check(fd: int) -> UserError | None:
        read_into_cache(fd)  # first, for nobody can save during the check itself
        return file.write_block.block() if quick_check(file.path) else None

    try:
        fd = await _aside(file.open_descriptor)
        while True:
            try:
                damage = await _aside(lambda: check(fd))
                break
            except FileBusyError:
                await asyncio.sleep(INTERVAL)
    except (UserError, OSError) as problem:  # the screens meet it too, and say it with its remedy
        app.show_message(str(problem), "bad")
        return
    if damage:
        await _offer_backups(app, damage, _("이제부터 읽기만 합니다."))


async def _patrol(app: Shell) -> None:
    watch = await app.store.run(FileWatch)
    try:
        while True:
            await asyncio.sleep(INTERVAL)
            await check_once(app, watch)
    finally:
        app.store.submit(watch.close)  # not while its thread may be looking


async def check_once(app: Shell, watch: FileWatch) -> None:
    """Say what happened to the file meanwhile; read anew what others wrote, or kept from being read."""
    file = app.store.file
    for message in file.backup_policy.take_messages():
        app.show_message(message, "warn")
    try:
        if file.write_block.error:
            await _unseal(app)
        news = await app.store.run(lambda _file: watch.poll())
    except UserError as problem:
        if app.last_message != str(problem):
            app.show_message(str(problem), "bad")
            if file.write_block.error is None:
                await check_file(app)
        return
    if watch.error:
        await _tell_trouble(app, watch, news, watch.error)
    elif news is FileEvent.WRITTEN:
        app.show_message(_("다른 창에서 바꾼 것을 읽었습니다."))
        app.reload_front()
    elif app.front and app.front.read_failed:
        app.front.reload()


async def _unseal(app: Shell) -> None:
    """Let people write again where the file is sound by now."""
    if await app.store.run(lambda file: file.write_block.clear_if_sound()):
        app.show_message(_("자료 파일이 온전한 것으로 바뀌었습니다."), "good")
        app.reload_front()


async def _tell_trouble(app: Shell, watch: FileWatch, news: FileEvent, problem: UserError) -> None:
    if news is FileEvent.UPGRADED:
        await app.show_error(problem)
    elif news is FileEvent.GONE:
        await _gone(app, watch, problem)
    elif app.wrong_file:  # asked before, and left alone then
        await _offer_backups(app, problem, "")


async def _gone(app: Shell, watch: FileWatch, problem: UserError) -> None:
    """Save what can still be read of a file that is gone, and offer its backups unless it comes back."""
    app.show_message(str(problem), "bad")
    said = await _rescued(app)
    await _in_front(app)
    with suppress(UserError):  # it is still in trouble then
        await app.store.run(lambda _file: watch.poll())
    if watch.error:
        await _offer_backups(app, problem, said)
    elif app.front:
        app.show_message(_("자료 파일이 제자리에 돌아왔습니다."), "good")
        app.front.reload()


async def _rescued(app: Shell) -> str:
    """Rescue what a file held, and say where it is now."""
    try:
        kept = await app.store.run(lambda file: file.rescue(_now()))
    except (UserError, OSError) as failure:
        return str(failure)
    if kept:
        return _("지금까지의 자료는 여기에 두었습니다: {path}").format(path=kept)
    if not app.store.file.file_identity.was_replaced:
        return _("덮어쓰기 전의 내용은 남아 있지 않아 따로 두지 못했습니다.")
    return ""


async def _offer_backups(app: Shell, problem: UserError, said: str) -> None:
    from secretariat_tui.tui.dialogs.restore import newest_backup_text, restore

    app.show_message(str(problem), "bad")
    file = app.store.file
    newest = await asyncio.to_thread(newest_backup_text, file)
    kept = await asyncio.to_thread(file.backup_policy.backups)
    there = "" if file.write_block.error else await asyncio.to_thread(_at_the_path, file.path)
    await _in_front(app)
    told = [text for text in (problem.location, said, there, newest) if text]
    options = [option(_("그대로 두고 계속 보기"), value="")]
    if there:
        options.append(option(_("지금 있는 파일로 계속하기"), value="reopen"))
    if kept:
        options.append(option(_("백업에서 되살리기"), value="restore"))
    chooser = Picker(problem.message, options, text=[styled_line(text) for text in told])
    chosen = await app.push_screen_wait(chooser)
    app.wrong_file = False
    try:
        if chosen == "restore":
            await restore(app)
        elif chosen == "reopen":
            await app.store.run(lambda file: file.reopen())
            app.show_message(_("지금 있는 파일을 열었습니다."), "good")
            app.reload_front()
            await check_file(app)
    except UserError as failure:
        await app.show_error(failure)


def _at_the_path(path: Path) -> str:
    """Say what the file at a path is, where this program could go on with it."""
    try:
        with closing(Reader(path)) as read:
            if not is_current(read):
                return ""
            last = audit_history.last_restore(read)
    except UserError:
        return ""
    if last is None:
        return _("지금 그 자리에 있는 파일도 secretariat 자료입니다.")
    said = _("지금 파일은 {who}이(가) {at}에 백업에서 되살린 것입니다.")
    return resolve_particles(said.format(who=last.who, at=format_time(last.at)))


async def _in_front(app: Shell) -> None:
    # Not in the middle of somebody's typing, but over a form that waits to be saved.
    while app.front is None and not app.wrong_file:  # noqa: ASYNC110
        await asyncio.sleep(INTERVAL)


def _now() -> datetime:
    return datetime.now()  # noqa: DTZ005 - the time by which a person looks for it


async def _aside(work: Callable[[], T]) -> T:
    """Run work in a thread that the end of the program does not wait for."""
    done: Future[T] = Future()
    done.set_running_or_notify_cancel()

    def run() -> None:
        try:
            done.set_result(work())
        except Exception as error:  # noqa: BLE001 - raised where it is awaited
            done.set_exception(error)

    Thread(target=run, daemon=True, name="checkup").start()
    return await asyncio.wrap_future(done)
