"""Tables of people and organizations, and of their dealings."""

from secretariat_tui.areas.attached.model import LEVELS, ROLES
from secretariat_tui.areas.attached.tables import record_texts
from secretariat_tui.areas.people import queries
from secretariat_tui.areas.people.model import ALIAS, CONTACT
from secretariat_tui.areas.people.queries import ContactRow, Dealing
from secretariat_tui.core.dates import table_date
from secretariat_tui.core.i18n import N_, _
from secretariat_tui.core.money import format_won
from secretariat_tui.database.engine.reader import Reader
from secretariat_tui.tables.field_columns import field_column, further_columns
from secretariat_tui.tables.register import Register, read_rows
from secretariat_tui.tables.search_kinds import SearchKind
from secretariat_tui.tables.table import Column, Period, Sheet, SheetSource, Table

_COLUMNS: tuple[Column[ContactRow], ...] = (
    Column(
        "name",
        CONTACT["name"].title,
        lambda row: row.name,
        width=10,
        grow=True,
        people=lambda row: row.people,
    ),
    field_column(CONTACT["kind"]),
    field_column(CONTACT["organization"], grow=True),
    field_column(CONTACT["position"]),
    field_column(
        CONTACT["level"], show=lambda row: _(LEVELS[row.level]) if row.level else "", rank=0
    ),
    field_column(CONTACT["contact"], rank=0),
    Column(
        "dealings",
        N_("오간 일"),
        lambda row: row.dealings,
        lambda row: format_won(row.dealings) if row.dealings else "–",
        align="right",
        width=7,
        searchable=False,
    ),
)
CONTACTS: Table[ContactRow] = Table(
    "people",
    N_("사람·기관"),
    _COLUMNS,
    further=further_columns(CONTACT, _COLUMNS),
)


def _day(row: Dealing) -> str:
    return table_date(row.day) if row.day else "–"


DEALINGS: Table[Dealing] = Table(
    "dealings",
    N_("오간 일"),
    (
        Column("day", N_("날짜"), lambda row: row.day, _day, width=11, dated=True),
        Column("kind", N_("종류"), lambda row: _(row.kind_title), width=8),
        Column(
            "record",
            N_("기록"),
            lambda row: _("비공개") if row.secret else row.record,
            width=20,
            grow=True,
        ),
        Column("role", N_("역할"), lambda row: _(ROLES[row.role]), width=8),
        Column(
            "name",
            N_("이름"),
            lambda row: "" if row.secret else row.name,
            width=8,
            personal=True,
        ),
        Column(
            "organization",
            N_("기관"),
            lambda row: "" if row.secret else row.organization,
            width=10,
            rank=0,
        ),
        Column(
            "position", N_("직위"), lambda row: "" if row.secret else row.position, width=8, rank=0
        ),
    ),
    lambda row: row.secret or row.internal,
)


def contacts(reader: Reader, period: Period) -> Sheet[ContactRow]:
    """Return the register by name."""
    basis = _("(기준: {date})").format(date=table_date(period.as_of))
    return Sheet(CONTACTS, read_rows(reader, queries.CONTACTS, period), basis)


_CONTACTS = Register(CONTACTS, queries.CONTACTS)
SEARCH_KINDS = (
    SearchKind(
        N_("사람·기관"),
        record_texts(
            CONTACT, {"name", "kind", "organization", "position", "level", "contact"}, (ALIAS,)
        ),
        _CONTACTS.rows,
        lambda _row: None,
        lambda row: row.name,
        CONTACTS.search_texts,
        _CONTACTS,
        target=lambda number: ("people", number),
    ),
)
SHEETS = {"people": SheetSource(CONTACTS, contacts, record="contact")}
