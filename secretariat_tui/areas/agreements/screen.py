"""The screen of agreements."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from secretariat_tui.areas.agreements import queries, rules
from secretariat_tui.areas.agreements.queries import AgreementRow
from secretariat_tui.areas.agreements.tables import REGISTER
from secretariat_tui.areas.tasks.rules import STATES as TASK_STATES
from secretariat_tui.core.dates import format_time, full_date, table_date
from secretariat_tui.core.i18n import _
from secretariat_tui.database.file import OfficeFile
from secretariat_tui.tables.row_source import QueryRows, RowSource
from secretariat_tui.tui.paint.text import Line, Span, labelled, line
from secretariat_tui.tui.screens.records import RecordsScreen

if TYPE_CHECKING:
    from secretariat_tui.tui.dialogs.form import Form

_MARKS = {"todo": "□", "doing": "▷", "done": "■", "stopped": "×"}


class AgreementsScreen(RecordsScreen[AgreementRow]):
    """The register, and the agreement under the cursor."""

    area = "agreements"
    table = REGISTER
    kept_in = "agreement"

    async def find_source(self) -> RowSource[AgreementRow]:
        """Return the register as of today."""
        return QueryRows(queries.signed_query(self.shell.today()))

    async def headline(self) -> Sequence[Span]:
        """Count what stands where."""
        today = self.shell.today()
        count = await self.run_query(lambda read: queries.counts(read, today))
        return [
            (_("협약 {n}건").format(n=count.agreements), "bold"),
            (_(" · 유효 {n}").format(n=count.in_force), ""),
            (
                _(" · {days}일 안 만료 {n}").format(days=rules.EXPIRING_DAYS, n=count.expiring),
                "warn" if count.expiring else "",
            ),
            (_(" · 만료 {n}").format(n=count.expired), "bad" if count.expired else ""),
            (_(" · 점검 도래 {n}").format(n=count.check_due), "warn" if count.check_due else ""),
            (_(" · 기간 미기재 {n}").format(n=count.no_term), ""),
        ]

    def describe(self, file: OfficeFile, record: AgreementRow) -> list[Line]:
        """Write out an agreement: parties, dates, tasks."""
        stored = queries.agreement(file.read, record.id)
        if stored is None:
            return []
        draft = stored.draft
        signed = full_date(draft.signed_on) if draft.signed_on else _("체결일 미기재")
        if draft.signed_at:
            signed += f" {format_time(draft.signed_at)}"
        term = _("미기재")
        if draft.expires_on:
            start = draft.effective_on or draft.signed_on
            term = f"{full_date(start) if start else ''} ~ {full_date(draft.expires_on)}"
        renewal = _(rules.RENEWALS[draft.renewal]) if draft.renewal else _("미기재")
        lines = [
            line((draft.name, "bold")),
            labelled(_("구분"), f"{_(rules.KINDS[draft.kind])} · {_(record.standing.value)}"),
            labelled(_("체결"), " · ".join(part for part in (signed, draft.place) if part)),
            labelled(
                _("서명"),
                " – ".join(
                    part for part in (draft.ours, *(p.signatory for p in draft.parties)) if part
                ),
            ),
            *(labelled(_("상대"), f"{p.name} ({_(rules.LEVELS[p.level])})") for p in draft.parties),
            labelled(_("기간"), _("{term} · 연장 {renewal}").format(term=term, renewal=renewal)),
        ]
        if record.next_check:
            lines.append(
                labelled(_("점검"), _("다음 점검 {date}").format(date=full_date(record.next_check)))
            )
        if draft.state == "ended":
            lines.append(
                labelled(
                    _("종료"),
                    f"{table_date(draft.ended_on) if draft.ended_on else ''} {draft.ended_reason}",
                )
            )
        for label, text in (
            (_("부서"), draft.dept),
            (_("문서"), draft.document),
            (_("메모"), draft.note),
        ):
            if text:
                lines.append(labelled(label, text))
        lines.append(line((_("할 일"), "title")))
        lines += [
            line(
                (f" {_MARKS.get(task.state, '?')} {_(TASK_STATES[task.state])}  ", "dim"), task.text
            )
            for task in draft.tasks
        ]
        if not draft.tasks:
            lines.append(line((_(" 적힌 할 일이 없습니다."), "dim")))
        return lines

    def title_of(self, record: AgreementRow) -> str:
        return record.name

    async def form(self, record: AgreementRow | None) -> "Form | None":
        """Make the form, filled in for a stored agreement."""
        from secretariat_tui.areas.agreements.forms import agreement_form

        stored = None
        if record is not None:
            stored = await self.run_on_store(lambda file: queries.agreement(file.read, record.id))
            if stored is None:
                return None
        return agreement_form(self.run_on_store, stored, self.shell.today())

    def erase(self, file: OfficeFile, record: AgreementRow) -> None:
        """Delete an agreement."""
        from secretariat_tui.areas.agreements import store

        store.delete(file, record.id, record.rev)

    def basis(self) -> str:
        return _("(기준: {date})").format(date=table_date(self.shell.today()))


SCREEN = AgreementsScreen
