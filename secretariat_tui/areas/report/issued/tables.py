"""The table of issued reports."""

from dataclasses import replace
from datetime import date

from secretariat_tui.areas.attached.tables import record_texts
from secretariat_tui.areas.report.issued import queries
from secretariat_tui.areas.report.model import ISSUED, IssuedDraft
from secretariat_tui.core.dates import local_time, period_text, table_date
from secretariat_tui.core.fields import Field
from secretariat_tui.core.i18n import N_, _
from secretariat_tui.database.engine.reader import Reader, Stored
from secretariat_tui.tables.field_columns import field_column
from secretariat_tui.tables.search_kinds import SearchKind
from secretariat_tui.tables.table import Column, Period, Sheet, SheetSource, Table

Issued = Stored[IssuedDraft]


def _column(field: Field) -> Column[Issued]:
    return field_column(field, lambda row: getattr(row.draft, field.key))


def _time_text(row: Issued) -> str:
    at = local_time(row.draft.issued_at)
    return f"{table_date(at.date())} {at:%H:%M}" if at else row.draft.issued_at


def _day(row: Issued) -> date | None:
    at = local_time(row.draft.issued_at)
    return at.date() if at else None


_LOCAL_TIME: Column[Issued] = Column(
    "issued_on",
    N_("발행"),
    lambda row: row.draft.issued_at,
    _time_text,
    width=15,
    dated=True,
    exact=False,
    searchable=False,
)
_SHOWN = ("title", "template", "as_of", "issued_by", "outside", "purpose")
_TITLE, _TEMPLATE, _AS_OF, _BY, _OUTSIDE, _PURPOSE = (_column(ISSUED[key]) for key in _SHOWN)
ISSUED_REPORTS: Table[Issued] = Table(
    "issued",
    N_("발행한 보고"),
    (
        Column("number", N_("번호"), lambda row: row.id, align="right", width=4, rank=9),
        replace(_TITLE, grow=True, rank=8),
        replace(_TEMPLATE, rank=3),
        Column(
            "period",
            N_("기간"),
            lambda row: period_text(row.draft.starts_on, row.draft.ends_on),
            width=17,
            rank=5,
        ),
        replace(_AS_OF, rank=6),
        replace(_LOCAL_TIME, rank=7),
        replace(_BY, rank=4),
        replace(_OUTSIDE, rank=2),
        replace(_PURPOSE, rank=0),
    ),
    further=tuple(_column(field) for key, field in ISSUED.fields.items() if key not in _SHOWN),
)


def number_text(report_id: int) -> str:
    """Return the number of an issued report: 제3호."""
    return _("제{n}호").format(n=report_id)


def issued(reader: Reader, period: Period) -> Sheet[Issued]:
    """Return the reports issued in a period, by default all, the latest first."""
    rows = [
        row
        for row in queries.issued_reports(reader)
        if (day := _day(row)) is None
        or ((not period.first or day >= period.first) and (not period.last or day <= period.last))
    ]
    return Sheet(ISSUED_REPORTS, rows, _("(기준: {date})").format(date=table_date(period.as_of)))


SEARCH_KIND = SearchKind(
    ISSUED.title,
    record_texts(ISSUED, {"title"}),
    queries.issued_by_id,
    _day,
    lambda row: row.draft.title,
    target=lambda number: ("issued", number),
)
SOURCE = SheetSource(ISSUED_REPORTS, issued, record=ISSUED.table)
