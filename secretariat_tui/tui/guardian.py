"""Watching over the open file while a person works: is it whole, is it still there, who else writes."""

import asyncio
from collections.abc import Callable
from concurrent.futures import Future
from datetime import datetime
from threading import Thread
from typing import TYPE_CHECKING, TypeVar

from secretariat_tui.database import place
from secretariat_tui.database.checkup import quick_check, warm
from secretariat_tui.database.faults import damaged
from secretariat_tui.database.watch import News, Watch
from secretariat_tui.language import _
from secretariat_tui.problem import Busy, Problem
from secretariat_tui.tui.chooser import Chooser, option
from secretariat_tui.tui.line import line

if TYPE_CHECKING:
    from secretariat_tui.tui.app import SecretariatApp

T = TypeVar("T")
EVERY = 1.0  # seconds between two looks


async def watch_over(app: "SecretariatApp") -> None:
    """Say what is risky about the file's place; examine the file once; look round until the end."""
    if said := place.warnings(app.office.file.path):
        app.say(" · ".join(said), "warn")
    await asyncio.gather(examine(app), _patrol(app))


async def examine(app: "SecretariatApp") -> None:
    """See whether the file is whole; where it is not, let nobody write, and offer its backups."""
    file = app.office.file

    def check() -> list[str]:
        warm(fd)  # first, for nobody can save during the check itself
        return quick_check(file.path)

    try:
        fd = file.upkeep.lay_open()
        while True:
            try:
                found = await _aside(check)
                break
            except Busy:
                await asyncio.sleep(EVERY)
    except (Problem, OSError) as problem:  # the screens meet it too, and say it with its remedy
        app.say(str(problem), "bad")
        return
    if found:
        file.upkeep.sealed = damaged(file.path)
        await _offer_backups(app, file.upkeep.sealed, _("이제부터 읽기만 합니다."))


async def _patrol(app: "SecretariatApp") -> None:
    watch = await app.office.run(Watch)
    try:
        while True:
            await asyncio.sleep(EVERY)
            await look_round(app, watch)
    finally:
        app.office.afterwards(watch.close)  # not while its thread may be looking


async def look_round(app: "SecretariatApp", watch: Watch) -> None:
    """Say what happened to the file meanwhile; read anew what others wrote."""
    file = app.office.file
    while file.upkeep.said:
        app.say(file.upkeep.said.pop(0), "warn")
    try:
        news = await app.office.run(lambda _file: watch.look())
    except Problem as problem:
        if app.last_said != str(problem):
            app.say(str(problem), "bad")
        return
    if news is News.WRITTEN:
        app.say(_("다른 창에서 바꾼 것을 읽었습니다."))
        if app.here:  # a dialog's screen reads anew when the dialog closes
            app.here.reload()
    elif news is News.UPGRADED:
        await app.tell(
            Problem(
                _("다른 창이 자료를 새 판으로 바꾸었습니다."),
                str(file.path),
                _("더 저장할 수 없습니다. 프로그램을 닫고 다시 시작해 주세요."),
            )
        )
    elif news is News.GONE:
        await _gone(app)


async def _gone(app: "SecretariatApp") -> None:
    """Save what can still be read of a file that is gone, and offer its backups."""
    problem = Problem(
        _("자료 파일이 지워졌거나 다른 파일로 바뀌었습니다."), str(app.office.file.path)
    )
    app.say(str(problem), "bad")
    try:
        kept = await app.office.run(lambda file: file.rescue(_now()))
    except (Problem, OSError) as failure:
        said = str(failure)
    else:
        said = _("지금까지의 자료는 여기에 두었습니다: {path}").format(path=kept) if kept else ""
    await _offer_backups(app, problem, said)


async def _offer_backups(app: "SecretariatApp", problem: Problem, said: str) -> None:
    from secretariat_tui.tui.restore import restore, standing

    app.say(str(problem), "bad")
    newest = await asyncio.to_thread(standing, app.office.file)
    while app.here is None:  # noqa: ASYNC110 - not in the middle of somebody's typing
        await asyncio.sleep(EVERY)
    told = [text for text in (problem.where, said, newest) if text]
    options = [
        option(_("그대로 두고 계속 보기"), value=False),
        option(_("백업에서 되살리기"), value=True),
    ]
    chooser = Chooser(problem.what, options, said=[line(text) for text in told])
    if await app.push_screen_wait(chooser):
        try:
            await restore(app)
        except Problem as failure:
            await app.tell(failure)


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
