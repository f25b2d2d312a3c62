"""The timeline of programmes and milestones, drawn as lines over months."""

from collections.abc import Callable

from secretariat_tui.areas.programmes.timeline import read_timeline
from secretariat_tui.core.i18n import N_, _
from secretariat_tui.database.engine.reader import Reader
from secretariat_tui.tables.timeline import TimelineRow
from secretariat_tui.tui.screens.timeline import TimelineScreen


class ProgrammesTimeline(TimelineScreen):
    """The main tasks, programmes and milestones of some months."""

    area = "programmes"
    area_title = N_("사업")
    title_text = N_("사업 일정표")
    text_title = N_("사업 · 일정")
    legend = N_("  ├─ 사업 · □ 예정 · ▷ 추진 · ■ 완료 · │ 오늘")

    def read_lines(self) -> Callable[[Reader], list[TimelineRow]]:
        months, today = self.months, self.shell.today()
        return lambda reader: read_timeline(reader, months, today)

    def empty(self) -> str:
        return _("이 기간에는 사업도 일정도 없습니다.")
