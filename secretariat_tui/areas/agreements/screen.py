"""The screen of agreements."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar

from textual.binding import BindingType

from secretariat_tui.areas.agreements import details, queries, rules
from secretariat_tui.areas.agreements.commands import AGREEMENTS_COMMANDS, OWN_COMMANDS
from secretariat_tui.areas.agreements.queries import AgreementRow
from secretariat_tui.areas.agreements.tables import REGISTER
from secretariat_tui.areas.attached.linked import link_new
from secretariat_tui.areas.attached.model import LinkedStart, RecordKey
from secretariat_tui.areas.holidays.queries import calendar
from secretariat_tui.core.dates import table_date
from secretariat_tui.core.i18n import _
from secretariat_tui.tables.row_source import QueryRows, RowSource
from secretariat_tui.tui.keys.commands import Command, bindings
from secretariat_tui.tui.paint.text import Span, StyledLine
from secretariat_tui.tui.screens.record_actions import deleted_error
from secretariat_tui.tui.screens.records import RecordsScreen

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from secretariat_tui.areas.agreements.model import AgreementDraft
    from secretariat_tui.database.engine.reader import Reader, Stored
    from secretariat_tui.database.record_store import RecordStore
    from secretariat_tui.tui.dialogs.record_form import RecordForm


class AgreementsScreen(RecordsScreen[AgreementRow]):
    """The register of agreements, with the details of the selected one."""

    commands: ClassVar[tuple[Command, ...]] = AGREEMENTS_COMMANDS
    BINDINGS: ClassVar[list[BindingType]] = bindings(OWN_COMMANDS)
    area = "agreements"
    table = REGISTER
    record_table = "agreement"

    async def row_source(self) -> RowSource[AgreementRow]:
        """Return the register as of today."""
        return QueryRows(queries.signed_query(self.shell.today()))

    async def headline(self) -> Sequence[Span]:
        """Return the summary line: how many agreements are in force, expiring, expired, due for a check."""
        today = self.shell.today()
        count = await self.run_count(lambda reader: queries.counts(reader, today))
        return [
            (_("협약 {n}건").format(n=count.agreements), "bold"),
            (_(" · 유효 {n}").format(n=count.in_force), ""),
            (
                _(" · {days}일 안 만료 {n}").format(days=rules.EXPIRING_DAYS, n=count.expiring),
                "warn" if count.expiring else "",
            ),
            (_(" · 만료됨 {n}").format(n=count.expired), "bad" if count.expired else ""),
            (_(" · 점검 도래 {n}").format(n=count.check_due), "warn" if count.check_due else ""),
            *([(_(" · 알림 {n}").format(n=count.alerts), "warn")] if count.alerts else []),
            *([(_(" · 예정 {n}").format(n=count.planned), "")] if count.planned else []),
            (_(" · 기간 미기재 {n}").format(n=count.no_term), ""),
        ]

    def read_details(self, record: AgreementRow) -> "Callable[[Reader], list[StyledLine] | None]":
        return partial(details.read_agreement, record)

    def read_pane(self, record: AgreementRow) -> "Callable[[Reader], list[StyledLine]]":
        return partial(details.read_for_pane, record)

    def title_of(self, record: AgreementRow) -> str:
        return rules.masked_name(record.name, record.secret)

    async def record_form(self, record: AgreementRow | None) -> "RecordForm[AgreementDraft]":
        from secretariat_tui.areas.agreements.forms import agreement_form

        ours = await self.read(queries.last_signatory)
        names = [
            each
            for each in await self.read(queries.names)
            if record is None or each.id != record.id
        ]
        known = await self.read(queries.known_values)
        return agreement_form(self.shell.today(), ours, names, known)

    @staticmethod
    def record_store() -> "RecordStore[AgreementDraft]":
        from secretariat_tui.areas.agreements.store import AGREEMENTS

        return AGREEMENTS

    async def add(self, near: Any) -> None:
        """Add an agreement; one from a record begins with its title and day, and is linked with it."""
        if not isinstance(near, LinkedStart):
            await super().add(near)
            return
        form = await self.record_form(None)
        form = replace(form, start={**form.start, "name": near.title, "signed_on": near.day})
        number = await self.show_form(form, self.record_store)
        if number is not None:
            await link_new(self, near, RecordKey("agreement", number))
            await self.after_save(number)

    def action_timeline(self) -> None:
        """Show the timeline, again after a record was opened from it."""
        self.perform(self._timeline())

    async def _timeline(self) -> None:
        from secretariat_tui.areas.agreements.timeline_screen import AgreementsTimeline
        from secretariat_tui.tables import timeline

        screen = AgreementsTimeline(timeline.months_from(self.shell.today(), self.size.width))
        while (line := await self.dialog(screen)) is not None:
            await self.open_by_id(line.target[1])
            screen = AgreementsTimeline(screen.months, line.id)

    def action_extend(self) -> None:
        """Extend the term of the agreement under the cursor."""
        self._act_on_cursor(self._extend)

    def action_check(self) -> None:
        """Record a check-up of the agreement under the cursor."""
        self._act_on_cursor(self._check)

    def _act_on_cursor(self, act: "Callable[[AgreementRow], Awaitable[None]]") -> None:
        if self.grid.keys:
            self.perform(self.with_cursor_row(act))
        else:
            self.show_nothing_selected()

    async def _extend(self, record: AgreementRow) -> None:
        from secretariat_tui.areas.agreements.forms import extension_form

        stored = await self._stored_agreement(record)
        form = extension_form(self.run_on_store, stored, self.shell.today())
        if await self.dialog(form):
            await self.after_save(record.id)

    async def _check(self, record: AgreementRow) -> None:
        from secretariat_tui.areas.agreements.forms import check_form

        stored = await self._stored_agreement(record)
        holidays = await self.read(calendar)
        form = check_form(self.run_on_store, stored, self.shell.today(), holidays)
        if await self.dialog(form):
            await self.after_save(record.id)

    async def _stored_agreement(self, record: AgreementRow) -> "Stored[AgreementDraft]":
        stored = await self.read(lambda reader: queries.agreement(reader, record.id))
        if stored is None:
            raise deleted_error()
        return stored

    def basis(self) -> str:
        return _("(기준: {date})").format(date=table_date(self.shell.today()))
