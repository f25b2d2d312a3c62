"""The details of a tally as lines: its total, opening part, parts and rule."""

from datetime import date

from secretariat_tui.areas.report import model, queries, rules
from secretariat_tui.areas.report.issued.tables import ISSUED_REPORTS
from secretariat_tui.areas.report.model import IssuedDraft, TallyDraft
from secretariat_tui.areas.report.queries import TallyRow
from secretariat_tui.areas.report.rules import Figures, Window
from secretariat_tui.areas.report.tables import made_of, total_text
from secretariat_tui.core.dates import period_text, table_date
from secretariat_tui.core.i18n import _
from secretariat_tui.core.money import format_won
from secretariat_tui.database.engine.reader import Reader, Stored
from secretariat_tui.tui.paint.text import StyledLine, labelled, styled_line


def read_tally(
    tally_id: int, today: date, shown: Window, reader: Reader
) -> list[StyledLine] | None:
    """Read a tally and return its details; None if it is deleted."""
    row = queries.tally_row(reader, tally_id, today, shown)
    return describe_tally(row) if row else None


def describe_tally(row: TallyRow) -> list[StyledLine]:
    """Return the details of a tally."""
    draft, figures = row.draft, row.figures
    return [
        styled_line((draft.title, "bold")),
        labelled(_("계"), f"{total_text(row)} = {made_of(row)}"),
        labelled(_("기간"), period_text(draft.starts_on, draft.ends_on) or _("정하지 않음")),
        *_nonempty(_("갈래"), draft.family),
        labelled(_("세는 기록"), _counted(draft)),
        *opening_lines(draft, figures),
        *_parts(draft, figures),
        *(styled_line((f"! {text}", "warn")) for text in rules.figures_warnings(draft, figures)),
        *_nonempty(_("메모"), draft.note),
    ]


def describe_issued(row: Stored[IssuedDraft]) -> list[StyledLine]:
    """Return the details of an issued report."""
    draft = row.draft
    lines = [styled_line((draft.title, "bold"))]
    for column in ISSUED_REPORTS.columns:
        lines += _nonempty(column.full_title, column.text(row))
    return [*lines, *_nonempty("SHA-256", draft.digest)]


def opening_lines(draft: TallyDraft, figures: Figures) -> list[StyledLine]:
    """Return the lines of the opening part: number, day, source and reason."""
    if not draft.opening:
        return []
    included = (
        _("기록 {n}건이 이 수에 들어 있습니다.").format(n=format_won(figures.included))
        if figures.included
        else ""
    )
    return [
        labelled(_("기초"), f"{format_won(draft.opening)}{draft.unit}"),
        *_nonempty(_("기준일"), table_date(draft.opening_asof) if draft.opening_asof else ""),
        *_nonempty(_("출처"), draft.opening_source),
        *_nonempty(_("까닭"), draft.opening_reason),
        *_nonempty("", included),
    ]


def _counted(draft: TallyDraft) -> str:
    named = rules.with_names(draft)
    conditions = (f"{_(model.CONDITION_FIELDS[row.field])} {row.value}" for row in named.conditions)
    return " · ".join((_(model.RECORD_KINDS[draft.record_kind]), *conditions))


def _parts(draft: TallyDraft, figures: Figures) -> list[StyledLine]:
    if not figures.parts:
        return []
    lines = [styled_line((_("나눔"), "title"), f"  {rules.formula(draft, figures)}")]
    lines += [
        styled_line(
            (f" {part.label}  ", "dim"),
            f"{format_won(part.total)} = {format_won(part.opening)}+{format_won(part.records)}",
        )
        for part in figures.parts
    ]
    if figures.remainder:
        name = rules.remainder_name(draft)
        lines.append(styled_line((f" {name}  ", "dim"), (format_won(figures.remainder), "warn")))
    return lines


def _nonempty(label: str, text: str) -> list[StyledLine]:
    return [labelled(label, text)] if text else []
