"""Writing the events of some days to a calendar file from the screen."""

import asyncio
from calendar import monthrange
from datetime import date
from functools import partial
from pathlib import Path

from secretariat_tui import settings
from secretariat_tui.areas.schedule.calendar_files.export import calendar_file
from secretariat_tui.core.atomic_file import parse_path, unfinished
from secretariat_tui.core.errors import require_valid
from secretariat_tui.core.i18n import N_, _
from secretariat_tui.core.pii import text_masker
from secretariat_tui.database.audit.events import ExportEvent
from secretariat_tui.database.audit.people import known_names
from secretariat_tui.database.engine.reader import Reader
from secretariat_tui.database.maintenance.outputs import check_output
from secretariat_tui.tables.calendar_file import CalendarFile, CalendarOptions, write
from secretariat_tui.tables.table import Period
from secretariat_tui.tui.dialogs import export_log, form_fields
from secretariat_tui.tui.dialogs.form import Form, Values
from secretariat_tui.tui.screens.base import AreaScreen


async def export_calendar(screen: AreaScreen, day: date) -> None:
    """Ask for the days, by default the month of a day, and for the file; write it and log that."""

    async def save(values: Values) -> tuple[CalendarFile, Path, str]:
        export_log.check_purpose(values)
        first, last = values["first"], values["last"]
        late = first and last and first > last
        require_valid([("last", _("끝나는 날이 시작하는 날보다 빠릅니다."))] if late else [])
        calendar = await screen.run_query(partial(_read, screen, values))
        office = screen.shell.store.file.path

        def write_file() -> Path:
            path = parse_path(values["path"]).absolute()
            check_output(path, office, settings.own_files(), settings.backup_dir())
            with unfinished(path, settings.unfinished_dir()):
                write(calendar, path, force=values["force"] == "yes")
            return path

        path = await asyncio.to_thread(write_file)
        event = ExportEvent(
            _("일정"), calendar.events, path.name, values["audience"], values["purpose"]
        )
        return calendar, path, await export_log.log_event(screen, event)

    today = screen.shell.today()
    fields = [
        form_fields.text("path", N_("파일")),
        form_fields.day("first", N_("첫날"), today),
        form_fields.day("last", N_("끝날"), today),
        form_fields.choice(
            "busy", N_("비공개 일정을"), {"no": N_("빼기"), "yes": N_("시각만 넣기")}
        ),
        form_fields.choice(
            "force", N_("같은 이름이면"), {"no": N_("멈추기"), "yes": N_("바꿔 쓰기")}
        ),
        *export_log.purpose_fields(),
    ]
    start = {
        **export_log.DEFAULTS,
        "path": str(settings.home_folder() / f"{_('일정')}.ics"),
        "first": day.replace(day=1),
        "last": day.replace(day=monthrange(day.year, day.month)[1]),
        "busy": "no",
        "force": "no",
    }
    saved = await screen.dialog(
        Form(_("달력 파일로 내보내기"), fields, start, save, done=N_("내보내기"))
    )
    if saved is None:
        return
    calendar, path, problem = saved
    texts = [_("{n}건을 파일로 냈습니다: {path}").format(n=f"{calendar.events:,}", path=path)]
    if calendar.left_out:
        texts.insert(0, _("비공개 {n}건은 뺐습니다.").format(n=f"{calendar.left_out:,}"))
    shown = " ".join([*texts, problem]).rstrip()
    screen.shell.show_message(shown, "warn" if problem else "good")


def _read(screen: AreaScreen, values: Values, reader: Reader) -> CalendarFile:
    options = CalendarOptions(busy=values["busy"] == "yes")
    if values["audience"] == "outside":
        mask = text_masker(known_names(reader, screen.shell.tables))
        options = CalendarOptions(outside=True, mask=mask)
    period = Period(screen.shell.today(), values["first"], values["last"])
    return calendar_file(reader, period, options)
