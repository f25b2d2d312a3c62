"""Reading what differs between an issued report and a later one, and the records that caused it."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from secretariat_tui.areas.report.document.filling import ReportRequest, days_text
from secretariat_tui.areas.report.issued.documents import IssuedDocument, read_issued
from secretariat_tui.areas.report.issued.tables import number_text
from secretariat_tui.core.i18n import _
from secretariat_tui.core.named_tuple import NamedTuple
from secretariat_tui.core.pii import mask_names
from secretariat_tui.database.audit.history import HistoryTarget, history_query
from secretariat_tui.database.audit.log_rows import parse_row
from secretariat_tui.database.search.list_query import rows_by_id
from secretariat_tui.reporting.causes import Cause
from secretariat_tui.reporting.compare import Comparison, FigureChange, LineChange, compare
from secretariat_tui.reporting.snapshot import ReportSnapshot, take_snapshot
from secretariat_tui.tables.table import Period

if TYPE_CHECKING:
    from secretariat_tui.database.audit.meta import TableMeta
    from secretariat_tui.database.engine.reader import Reader


class Compared(NamedTuple):
    """Which reports are compared: an issued one, and another by its id, or filled now from a template's text."""

    old: int
    new: int | None = None
    template: str = ""
    request: ReportRequest | None = None


class ComparedReports(NamedTuple):
    """What differs, the names of both reports, and the period and reference date of the new one."""

    comparison: Comparison
    titles: tuple[str, str]
    period: Period


def read_comparison(
    compared: Compared,
    kinds: "Mapping[str, TableMeta]",
    stopped: Callable[[], bool],
    reader: "Reader",
) -> ComparedReports:
    """Compare two reports. ReportTemplateError if the template of the one filled now is faulty."""
    old = read_issued(reader, compared.old)
    if compared.request is not None:
        snapshot = take_snapshot(compared.template, compared.request.data(reader, stopped))
        title = _("지금 ({days})").format(days=days_text(_period(snapshot)))
    else:
        new = read_issued(reader, compared.new or 0)
        snapshot, title = new.snapshot, _title(new)
    comparison = compare(old.snapshot, snapshot, reader, kinds)
    return ComparedReports(comparison, (_title(old), title), _period(snapshot))


def _title(issued: IssuedDocument) -> str:
    days = days_text(_period(issued.snapshot))
    return f"{number_text(issued.id)} {issued.facts.title} ({days})"


def _period(snapshot: ReportSnapshot) -> Period:
    return Period(snapshot.as_of, snapshot.first, snapshot.last)


def changed_record(
    kinds: "Mapping[str, TableMeta]", change_id: int, reader: "Reader"
) -> HistoryTarget | None:
    """Return the record that a change of the history concerns; None if the change is gone.

    A changed part of a record, such as a task or a condition, concerns that record.
    """
    changes = rows_by_id(reader, history_query(kinds), [change_id])
    if not changes:
        return None
    change = changes[0]
    values = parse_row(change.new or change.old or "") or {}
    kind = kinds[change.table]
    for owner in kind.owners:
        table = owner.table or str(values.get(owner.table_column))
        if table in kinds and values.get(owner.column):
            return HistoryTarget(table, int(values[owner.column]), _(kinds[table].title))
    name = values.get(kind.name_column) or _(kind.title)
    return HistoryTarget(change.table, change.row, str(name))


def as_shown(comparison: Comparison, mask: Callable[[str], str]) -> Comparison:
    """Return a comparison with its texts as a masked screen shows them."""

    def cause(each: Cause) -> Cause:
        texts = map(mask, (each.action, each.item, each.before, each.after))
        return Cause(each.id, each.day, each.time, mask_names(each.who), *texts)

    def figure(each: FigureChange) -> FigureChange:
        causes = tuple(map(cause, each.causes))
        return FigureChange(mask(each.old), mask(each.new), mask(each.line), causes)

    def line(each: LineChange) -> LineChange:
        return each._replace(
            old=mask(each.old),
            new=mask(each.new),
            figures=tuple(map(figure, each.figures)),
            causes=tuple(map(cause, each.causes)),
        )

    return Comparison(list(map(line, comparison.lines)), list(map(figure, comparison.figures)))
