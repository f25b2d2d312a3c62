"""The table of attendance requests, and what the search shows of them."""

from collections.abc import Callable
from datetime import date
from typing import Any

from secretariat_tui.areas.attached.queries import parse_part_lines
from secretariat_tui.areas.attached.tables import record_texts
from secretariat_tui.areas.requests import model, queries, rules
from secretariat_tui.areas.requests.model import ALTERNATIVE, REQUEST, AlternativeDraft
from secretariat_tui.areas.requests.queries import RequestRow
from secretariat_tui.core import marks
from secretariat_tui.core.dates import countdown, format_time, report_date, table_date
from secretariat_tui.core.fields import fields_of
from secretariat_tui.core.i18n import N_, _
from secretariat_tui.core.marks import Mark
from secretariat_tui.core.typed_values import format_row
from secretariat_tui.database.engine.reader import Reader
from secretariat_tui.database.search.list_query import FURTHER
from secretariat_tui.tables.field_columns import field_column, further_columns
from secretariat_tui.tables.register import Register, read_rows
from secretariat_tui.tables.search_kinds import SearchKind
from secretariat_tui.tables.table import Column, Period, Sheet, SheetSource, Table


def format_when(row: RequestRow) -> str:
    """Return '23. 4. 18.(화) 10:00 ~ 11:30 as in the table of events; "" without a day."""
    if row.starts_on is None:
        return ""
    times = (format_time(each) for each in (row.starts_at, row.ends_at) if each)
    return f"{report_date(row.starts_on)} {' ~ '.join(times)}".strip()


def _interval(row: RequestRow) -> str:
    """Return an ISO 8601 date and time, which sorts by time."""
    if row.secret or row.starts_on is None:
        return ""
    return f"{row.starts_on}T{format_time(row.starts_at)}" if row.starts_at else f"{row.starts_on}"


def _visible(key: str) -> Callable[[RequestRow], Any]:
    """Return a function for a field's value, which is empty for a secret request."""
    return lambda row: "" if row.secret else getattr(row, key)


def _reply(row: RequestRow) -> str:
    if row.reply_by is None:
        return ""
    left = "" if row.days_left is None else f" {countdown(row.days_left)}"
    return f"{table_date(row.reply_by)}{left}"


def _state_mark(row: RequestRow) -> Mark:
    return model.STATE_MARKS.get(row.state, marks.LATER)


def _alternatives(row: RequestRow) -> str:
    lines, fields = row.extra.get(f"{FURTHER}alternatives") or "", fields_of(AlternativeDraft)
    return " / ".join(map(format_row, parse_part_lines(lines, fields, AlternativeDraft)))


_COLUMNS: tuple[Column[RequestRow], ...] = (
    field_column(REQUEST["received_on"], title=N_("접수")),
    field_column(
        REQUEST["title"], lambda row: rules.masked_title(row.title, secret=row.secret), grow=True
    ),
    field_column(REQUEST["host"], _visible("host"), grow=True),
    Column(
        "when",
        N_("희망 일시"),
        _interval,
        lambda row: "" if row.secret else format_when(row),
        width=22,
        dated=True,
    ),
    field_column(REQUEST["place"], _visible("place"), rank=0),
    field_column(REQUEST["state"], mark=_state_mark, width=8),
    Column(
        "reply_by",
        REQUEST["reply_by"].title,
        lambda row: row.reply_by,
        _reply,
        width=15,
        searchable=False,
        dated=True,
        mark=lambda row: row.reply_mark,
    ),
    field_column(REQUEST["owner"], _visible("owner"), rank=0),
)
REQUESTS: Table[RequestRow] = Table(
    "requests",
    N_("참석요청"),
    _COLUMNS,
    lambda row: row.secret,
    further=(
        Column("alternatives", REQUEST["alternatives"].title, _alternatives, rank=0),
        *further_columns(REQUEST, (*_COLUMNS, Column("alternatives", "", str))),
    ),
)


def requests(reader: Reader, period: Period) -> Sheet[RequestRow]:
    """Return the requests received in a period, or all."""
    query = queries.received_query(period.as_of, period.first, period.last)
    rows = read_rows(reader, query, period)
    return Sheet(REQUESTS, rows, _("(기준: {date})").format(date=table_date(period.as_of)))


_REQUESTS = Register(REQUESTS, queries.REQUESTS.where(today=date.min))
SEARCH_KINDS = (
    SearchKind(
        N_("참석요청"),
        record_texts(
            REQUEST, {"received_on", "title", "host", "place", "state", "owner"}, (ALTERNATIVE,)
        ),
        _REQUESTS.rows,
        lambda row: row.received_on,
        lambda row: rules.masked_title(row.title, secret=row.secret),
        REQUESTS.search_texts,
        _REQUESTS,
        target=lambda number: ("requests", number),
    ),
)
SHEETS = {"requests": SheetSource(REQUESTS, requests, record="attendancerequest")}
