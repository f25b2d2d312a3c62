"""The screen of programmes, and the inner screens of main tasks and campaigns."""

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar

from textual.binding import BindingType

from secretariat_tui.areas.programmes import details, queries, rules
from secretariat_tui.areas.programmes.commands import OWN_COMMANDS, PROGRAMMES_COMMANDS
from secretariat_tui.areas.programmes.queries import CampaignRow, ProgrammeRow, SectionRow
from secretariat_tui.areas.programmes.tables import CAMPAIGNS, PROGRAMMES, SECTIONS
from secretariat_tui.core.dates import table_date
from secretariat_tui.core.i18n import _
from secretariat_tui.core.money import format_won
from secretariat_tui.tables.row_source import QueryRows, RowSource
from secretariat_tui.tui.dialogs.text_dialog import TextDialog
from secretariat_tui.tui.keys.commands import Command, bindings
from secretariat_tui.tui.paint.header_footer import path
from secretariat_tui.tui.paint.text import Span, StyledLine
from secretariat_tui.tui.runtime.form_autosaves import AutosavedForm
from secretariat_tui.tui.screens.record_actions import deleted_error
from secretariat_tui.tui.screens.records import RecordsScreen

if TYPE_CHECKING:
    from collections.abc import Callable

    from secretariat_tui.areas.programmes.entry import ProgrammeEntry
    from secretariat_tui.areas.programmes.model import CampaignDraft, SectionDraft
    from secretariat_tui.database.engine.reader import Reader
    from secretariat_tui.database.record_store import RecordStore
    from secretariat_tui.tui.dialogs.record_form import RecordForm


class ProgrammesScreen(RecordsScreen[ProgrammeRow]):
    """The programmes, with the details and milestones of the one under the cursor."""

    commands: ClassVar[tuple[Command, ...]] = PROGRAMMES_COMMANDS
    BINDINGS: ClassVar[list[BindingType]] = bindings(OWN_COMMANDS)
    area = "programmes"
    table = PROGRAMMES
    record_table = "programme"

    async def row_source(self) -> RowSource[ProgrammeRow]:
        """Return the programmes as of today, by main task."""
        return QueryRows(queries.programmes_query(self.shell.today()))

    async def headline(self) -> Sequence[Span]:
        """Return the summary line: how many programmes are planned, running, done, and pledges."""
        count = await self.run_count(queries.counts)
        parts = (
            (_(" · 계획 {n}"), count.planned),
            (_(" · 시행 중 {n}"), count.running),
            (_(" · 완료 {n}"), count.done),
            (_(" · 공약 {n}"), count.pledges),
        )
        return [
            (_("사업 {n}건").format(n=format_won(count.programmes)), "bold"),
            *((text.format(n=format_won(n)), "") for text, n in parts),
        ]

    def read_details(self, record: ProgrammeRow) -> "Callable[[Reader], list[StyledLine] | None]":
        return partial(details.read_programme, record)

    def title_of(self, record: ProgrammeRow) -> str:
        return record.name

    async def record_form(self, record: ProgrammeRow | None) -> "RecordForm[ProgrammeEntry]":  # noqa: ARG002
        from secretariat_tui.areas.programmes.forms import programme_form

        return programme_form(await self.read(queries.section_names), self.shell.today())

    @staticmethod
    def record_store() -> "RecordStore[ProgrammeEntry]":
        from secretariat_tui.areas.programmes.store import PROGRAMME_ENTRIES

        return PROGRAMME_ENTRIES

    async def autosaved_form(
        self, kept: AutosavedForm
    ) -> "tuple[RecordForm[Any], Callable[[], RecordStore[Any]]]":
        """Return the form of a programme, a main task or a campaign that was open when the program died."""
        if kept.table == "programme":
            return await super().autosaved_form(kept)
        from secretariat_tui.areas.programmes import forms, store

        sections, today = await self.read(queries.section_names), self.shell.today()
        if kept.table == "section":
            form: RecordForm[Any] = forms.section_form(sections, today, kept.id)
            return form, lambda: store.SECTIONS.writes
        return forms.campaign_form(sections, today), lambda: store.CAMPAIGNS.writes

    def basis(self) -> str:
        return _("(기준: {date})").format(date=table_date(self.shell.today()))

    def empty(self) -> str:
        return _("아직 사업이 없습니다. Insert나 n을 눌러 첫 사업을 적으세요.")

    async def open_target(self, target: Any) -> None:
        """Open a programme by its id, or a main task or a campaign by its table and id."""
        if not isinstance(target, tuple):
            await self.open_by_id(target)
            return
        table, number = target
        inner = SectionsScreen() if table == "section" else CampaignsScreen()
        await self.show_page(inner)
        inner.perform(inner.open_by_id(number))

    def action_timeline(self) -> None:
        """Show the timeline, again after a record was opened from it."""
        self.perform(self._timeline())

    async def _timeline(self) -> None:
        from secretariat_tui.areas.programmes.timeline_screen import ProgrammesTimeline
        from secretariat_tui.tables import timeline

        screen = ProgrammesTimeline(timeline.months_from(self.shell.today(), self.size.width))
        while (line := await self.dialog(screen)) is not None:
            await self._open_line(*line.target)
            screen = ProgrammesTimeline(screen.months, line.id)

    async def _open_line(self, table: str, number: int) -> None:
        if table == "programme":
            await self.open_by_id(number)
            return
        today = self.shell.today()
        lines = await self.read(lambda reader: details.read_section_by_id(number, today, reader))
        if lines is None:
            raise deleted_error()
        await self.dialog(TextDialog(_("과제"), lines))

    def action_sections(self) -> None:
        """Show the main tasks."""
        self.app.push_screen(SectionsScreen())

    def action_campaigns(self) -> None:
        """Show the campaigns."""
        self.app.push_screen(CampaignsScreen())


class SectionsScreen(RecordsScreen[SectionRow]):
    """The main tasks and their parts, with their milestones."""

    area = "programmes"
    table = SECTIONS
    record_table = "section"

    async def row_source(self) -> RowSource[SectionRow]:
        """Return the main tasks, each before its parts."""
        return QueryRows(queries.SECTIONS)

    async def headline(self) -> Sequence[Span]:
        """Return the summary line: the number of main tasks and of their parts."""
        sections = await self.read(queries.section_names)
        parts = sum(each.parent_number is not None for each in sections)
        return [
            *path(_("사업"), _("과제")),
            (_(" {n}개").format(n=len(sections) - parts), ""),
            (_(" · 세부 {n}개").format(n=parts), ""),
        ]

    def read_details(self, record: SectionRow) -> "Callable[[Reader], list[StyledLine] | None]":
        return partial(details.read_section, record, self.shell.today())

    def title_of(self, record: SectionRow) -> str:
        return rules.section_label(record.number, record.title, record.parent_number)

    async def record_form(self, record: SectionRow | None) -> "RecordForm[SectionDraft]":
        from secretariat_tui.areas.programmes.forms import section_form

        sections = await self.read(queries.section_names)
        return section_form(sections, self.shell.today(), record.id if record else None)

    @staticmethod
    def record_store() -> "RecordStore[SectionDraft]":
        from secretariat_tui.areas.programmes.store import SECTIONS as STORE

        return STORE.writes

    def empty(self) -> str:
        return _("아직 과제가 없습니다. Insert나 n을 눌러 첫 과제를 적으세요.")


class CampaignsScreen(RecordsScreen[CampaignRow]):
    """The campaigns with their actions."""

    area = "programmes"
    table = CAMPAIGNS
    record_table = "campaign"

    async def row_source(self) -> RowSource[CampaignRow]:
        """Return the campaigns, the first begun first."""
        return QueryRows(queries.CAMPAIGNS)

    async def headline(self) -> Sequence[Span]:
        """Return the summary line: the number of campaigns."""
        source = self.source
        count = await self.run_count(source.total) if source else 0
        return [*path(_("사업"), _("캠페인")), (_(" {n}건").format(n=format_won(count)), "")]

    def read_details(self, record: CampaignRow) -> "Callable[[Reader], list[StyledLine] | None]":
        return partial(details.read_campaign, record)

    def title_of(self, record: CampaignRow) -> str:
        return record.title

    async def record_form(self, record: CampaignRow | None) -> "RecordForm[CampaignDraft]":  # noqa: ARG002
        from secretariat_tui.areas.programmes.forms import campaign_form

        return campaign_form(await self.read(queries.section_names), self.shell.today())

    @staticmethod
    def record_store() -> "RecordStore[CampaignDraft]":
        from secretariat_tui.areas.programmes.store import CAMPAIGNS as STORE

        return STORE.writes

    def empty(self) -> str:
        return _("아직 캠페인이 없습니다. Insert나 n을 눌러 첫 캠페인을 적으세요.")
