"""The register that ordinances on agreements ask for, one row an agreement, for export.

증평군 업무협약 관리 조례 §5 (체결기관, 체결일자, 주관부서, 주요 내용과 변경, 점검 결과) and
전북특별자치도 업무제휴 및 협약에 관한 조례 §5 (추진상황).
"""

from datetime import date

from secretariat_tui.areas.agreements import model, queries, rules, texts
from secretariat_tui.areas.agreements.model import AgreementDraft
from secretariat_tui.areas.agreements.queries import AgreementRow
from secretariat_tui.areas.attached.model import STATES, TaskDraft
from secretariat_tui.core.dates import table_date
from secretariat_tui.core.i18n import N_, _
from secretariat_tui.core.named_tuple import NamedTuple
from secretariat_tui.database.engine.reader import Reader
from secretariat_tui.tables.table import Column, Period, Sheet, SheetSource, Table


class OrdinanceRow(NamedTuple):
    """An agreement with all that hangs on it, as of a day."""

    row: AgreementRow
    draft: AgreementDraft

    @property
    def id(self) -> int:
        """The id of the agreement."""
        return self.row.id


def _as_of(draft: AgreementDraft, today: date) -> AgreementDraft:
    """Return an agreement without the changes and check-ups that came after a day."""
    return draft._replace(
        changes=tuple(each for each in draft.changes if each.decided_on <= today),
        checks=tuple(each for each in draft.checks if each.checked_on <= today),
    )


def _name(each: OrdinanceRow) -> str:
    return rules.masked_name(each.draft.name, each.row.secret)


def _parties(each: OrdinanceRow) -> str:
    return ", ".join(each.row.parties)


def _contents(each: OrdinanceRow) -> str:
    return _hidden(each, " / ".join(task.text for task in each.draft.tasks))


def _changes(each: OrdinanceRow) -> str:
    return _hidden(each, " / ".join(map(texts.change_text, each.draft.changes)))


def _checks(each: OrdinanceRow) -> str:
    return _hidden(each, " / ".join(map(texts.check_text, each.draft.checks)))


def _progress(each: OrdinanceRow) -> str:
    """Return how many tasks are in which state: 완료 1 · 추진 2 · 미착수 1."""
    counts = {state: _count(each.draft.tasks, state) for state in reversed(STATES)}
    parts = [f"{_(STATES[state])} {n}" for state, n in counts.items() if n]
    return _hidden(each, " · ".join(parts) or _("할 일 미기재"))


def _count(tasks: tuple[TaskDraft, ...], state: str) -> int:
    return sum(task.state == state for task in tasks)


def _term(each: OrdinanceRow) -> str:
    end = each.draft.expires_on
    return f"~{table_date(end)}" if end else _("기간 미기재")


def _council(each: OrdinanceRow) -> str:
    draft = each.draft
    step = _(model.COUNCIL_STEPS[draft.council_step]) if draft.council_step else ""
    day = table_date(draft.council_on) if draft.council_on else ""
    return _hidden(each, " ".join(filter(None, (step, day))))


def _disclosed(each: OrdinanceRow) -> str:
    day = each.draft.published_on
    if each.row.secret:
        return _("비공개")
    return _("공개 {date}").format(date=table_date(day)) if day else _("공개")


def _hidden(each: OrdinanceRow, text: str) -> str:
    return "" if each.row.secret else text


ORDINANCE: Table[OrdinanceRow] = Table(
    "agreement_register",
    N_("업무협약 관리대장"),
    (
        Column("name", N_("협약명"), _name, width=16, grow=True),
        Column("kind", N_("구분"), lambda each: _(model.KINDS[each.draft.kind]), width=8),
        Column("parties", N_("체결기관"), _parties, width=10, grow=True),
        Column(
            "signed_on",
            N_("체결일자"),
            lambda each: each.draft.signed_on,
            lambda each: table_date(each.draft.signed_on) if each.draft.signed_on else _("미기재"),
            width=11,
            dated=True,
        ),
        Column("dept", N_("주관부서"), lambda each: _hidden(each, each.draft.dept), width=8),
        Column("owner", N_("담당"), lambda each: _hidden(each, each.draft.owner), personal=True),
        Column("contents", N_("주요 내용"), _contents, width=16, grow=True),
        Column("term", N_("기간"), lambda each: each.draft.expires_on, _term, width=11),
        Column("standing", N_("상태"), lambda each: _(each.row.standing.value), width=9),
        Column("progress", N_("추진상황"), _progress, width=12),
        Column("changes", N_("변경사항"), _changes, width=12, grow=True),
        Column("checks", N_("점검 결과"), _checks, width=12, grow=True),
        Column("council", N_("의회"), _council, width=8),
        Column("disclosed", N_("공개"), _disclosed, width=8),
        Column("document", N_("문서"), lambda each: _hidden(each, each.draft.document), width=8),
    ),
    lambda each: each.row.secret,
)


def register(reader: Reader, period: Period) -> Sheet[OrdinanceRow]:
    """Return the agreements signed up to the day, or in a period, with what was recorded up to the day."""
    last = min(period.last or period.as_of, period.as_of)
    with reader.snapshot():
        rows = []
        for row in queries.register(reader, period.as_of, period.first, last):
            stored = queries.agreement(reader, row.id)
            if stored is not None:
                rows.append(OrdinanceRow(row, _as_of(stored.draft, period.as_of)))
    basis = _("(기준: {date})").format(date=table_date(period.as_of))
    return Sheet(ORDINANCE, rows, basis)


SHEET = SheetSource(ORDINANCE, register, record="agreement")
