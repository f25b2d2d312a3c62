"""The timeline of agreements, drawn as lines over months."""

from collections.abc import Callable

from secretariat_tui.areas.agreements.timeline import read_timeline
from secretariat_tui.core.i18n import N_, _
from secretariat_tui.database.engine.reader import Reader
from secretariat_tui.tables.timeline import TimelineRow
from secretariat_tui.tui.screens.timeline import TimelineScreen


class AgreementsTimeline(TimelineScreen):
    """The agreements that run in some months."""

    area = "agreements"
    area_title = N_("협약")
    title_text = N_("협약 일정표")
    text_title = N_("이름")
    legend = N_("  ├─┤ 기간 · ◇ 통보 · ◆ 점검 · │ 오늘")

    def read_lines(self) -> Callable[[Reader], list[TimelineRow]]:
        months, today = self.months, self.shell.today()
        return lambda reader: read_timeline(reader, months, today)

    def empty(self) -> str:
        return _("이 기간에는 협약이 없습니다.")
