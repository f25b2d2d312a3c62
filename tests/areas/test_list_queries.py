"""Views of long lists: what SQLite returns is what looking at every row returns."""

from collections.abc import Callable
from contextlib import closing
from datetime import date, time, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from secretariat_tui.areas import index_sources
from secretariat_tui.areas.agreements import queries as agreements
from secretariat_tui.areas.agreements import rules as agreement_rules
from secretariat_tui.areas.agreements import store as agreement_store
from secretariat_tui.areas.agreements.model import AgreementDraft, PartyDraft
from secretariat_tui.areas.agreements.tables import REGISTER
from secretariat_tui.areas.budget import queries as budget
from secretariat_tui.areas.budget.records import Account, Expense
from secretariat_tui.areas.budget.tables import EXPENSES
from secretariat_tui.areas.proposals import queries as proposals
from secretariat_tui.areas.proposals import store as proposal_store
from secretariat_tui.areas.proposals.model import ProposalDraft
from secretariat_tui.areas.proposals.records import Proposal
from secretariat_tui.areas.proposals.tables import INBOX
from secretariat_tui.areas.schedule import queries as schedule
from secretariat_tui.areas.schedule import store as schedule_store
from secretariat_tui.areas.schedule.model import EventDraft
from secretariat_tui.areas.schedule.tables import EVENTS
from secretariat_tui.database.file import OfficeFile
from secretariat_tui.database.search import find, groups, list_query
from secretariat_tui.database.search.list_query import ListQuery, Order, ValueFilter, View
from secretariat_tui.tables.row_source import (
    MemoryRows,
    OrderedRows,
    QueryRows,
    sql_value,
    truncate_to_month,
)
from secretariat_tui.tables.table import Table

TODAY = date(2023, 4, 19)
WORDS = ("서울", "둔산", "ㅅ", "", "예산안", "2023", "4.", "창의", "회의", "1,2")


def fill(file: OfficeFile) -> None:
    """Enter some of everything, with blanks and equal values."""
    with file.edit("시험") as session:
        account = Account(fy=2023, code="1", name="운영", pos=0)
        session.add(account)
        session.flush()
        session.add_all(
            Expense(
                account_id=account.id or 0, spent_on=TODAY - timedelta(n % 5), purpose=f"간담회 {n % 3}",
                spent_at=time(9 + n % 4) if n % 3 else None, place="" if n % 4 else "서울 둔산",
                won=100_000 * (n % 6) + 200, headcount=n % 4 or None, method="card", kind="meeting",
            )
            for n in range(40)
        )  # fmt: skip
    for n in range(30):
        draft = ProposalDraft(
            f"예산안 {n % 7} 둔산", TODAY - timedelta(n % 9), theme=("", "행정", "서울")[n % 3],
            channel=("system", "bureaus", "mail")[n % 3],
        )  # fmt: skip
        proposal_store.add(file, draft)
    for n in range(12):
        parties = (PartyDraft(("서울", "둔산", "세종")[n % 3]), PartyDraft("부산", "metropolitan"))
        agreement_store.add(
            file,
            AgreementDraft(
                f"협약 {n % 4}", signed_on=TODAY - timedelta(40 * (n % 5) + 1), parties=parties[: 1 + n % 2],
                expires_on=(None, TODAY - timedelta(1), TODAY + timedelta(30), TODAY + timedelta(400))[n % 4],
                check_months=(None, 1, 6)[n % 3],
            ),
        )  # fmt: skip
    for n in range(20):
        schedule_store.add(
            file, EventDraft(f"회의 {n % 3}", TODAY + timedelta(n % 6), place=("", "시청")[n % 2])
        )


@pytest.fixture(scope="module")
def filled(_blank: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    import shutil

    path = Path(shutil.copy(_blank, tmp_path_factory.mktemp("views") / "office.db"))
    with closing(OfficeFile(path, "김주무관", sources=index_sources)) as file:
        fill(file)
    return path


LISTS: dict[str, tuple[ListQuery[Any], Table[Any], tuple[str, ...]]] = {
    "proposals": (proposals.inbox_query(TODAY), INBOX, ("number", "received_on", "title", "theme", "left")),
    "expenses": (
        budget.expense_query(None, date(2023, 1, 1), date(2023, 12, 31)),
        EXPENSES,
        ("spent_on", "spent_at", "purpose", "place", "headcount", "won", "note", "account"),
    ),
    "agreements": (
        agreements.signed_query(TODAY), REGISTER,
        ("parties", "name", "signed_on", "expires_on", "next"),
    ),
    "events": (schedule.EVENTS, EVENTS, ("title", "place", "category")),
}  # fmt: skip


@pytest.mark.slow
@pytest.mark.parametrize("name", LISTS)
@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(data=st.data())
def test_a_view_in_sql_is_the_view_of_the_rows(
    filled: Path, name: str, data: st.DataObject
) -> None:
    of, table, keys = LISTS[name]
    with closing(OfficeFile(filled, "김주무관")) as file:
        listed = QueryRows(of)
        rows = list_query.all_rows(file.reader, of)
        held = MemoryRows(table, rows)
        orders = data.draw(st.lists(st.sampled_from(keys), max_size=2, unique=True))
        order = tuple(Order(key, data.draw(st.booleans())) for key in orders)
        filters: tuple[ValueFilter, ...] = ()
        if data.draw(st.booleans()):
            row, key = data.draw(st.sampled_from(rows)), data.draw(st.sampled_from(keys))
            value = listed.value(file.reader, row.id, key)
            assert value == sql_value(table.column(key).value(row))
            month = isinstance(table.column(key).value(row), date) and data.draw(st.booleans())
            filters = (ValueFilter(key, truncate_to_month(value, month=month), by_month=month),)
        view = View(data.draw(st.sampled_from(WORDS)), filters, order)

        wanted = held.view(view)
        assert list_query.all_rows(file.reader, of, view) == wanted
        assert list(listed.keys(file.reader, view, lambda _n: True)) == [row.id for row in wanted]
        begun = listed.first_page(file.reader, view)
        assert list(begun.rows) == wanted
        assert begun.complete
        key = data.draw(st.sampled_from(keys))
        found = listed.groups(file.reader, view, key, month=False)
        assert [(each.value or "", each.size) for each in found] == [
            (each.value or "", each.size)
            for each in held.groups(file.reader, view, key, month=False)
        ]
        sums, ours = listed.sums(file.reader, view), held.sums(file.reader, view)
        assert {key: sums[key] for key in ours} == ours


@pytest.mark.slow
def test_the_standings_of_agreements_in_sql_are_those_of_the_rules(filled: Path) -> None:
    with closing(OfficeFile(filled, "김주무관")) as file:
        entries = agreements.register(file.reader, TODAY)
        listed = QueryRows(agreements.signed_query(TODAY))
        names = {
            "draft": "DRAFT",
            "in_force": "IN_FORCE",
            "expiring": "EXPIRING",
            "expired": "EXPIRED",
        }
        for entry in entries:
            value = str(listed.value(file.reader, entry.id, "standing"))
            assert agreement_rules.AgreementStanding[names[value]] is entry.standing
        count = agreements.counts(file.reader, TODAY)
        assert count.check_due == sum(entry.check_due for entry in entries) > 0
        assert count.no_term == sum(entry.no_term for entry in entries) > 0
        assert (
            count.expired
            == sum(e.standing is agreement_rules.AgreementStanding.EXPIRED for e in entries)
            > 0
        )
        assert (
            count.expiring
            == sum(e.standing is agreement_rules.AgreementStanding.EXPIRING for e in entries)
            > 0
        )


def test_a_day_is_found_in_the_order_of_the_view(filled: Path) -> None:
    with closing(OfficeFile(filled, "김주무관")) as file:
        listed = QueryRows(proposals.inbox_query(TODAY))
        for order in ((), (Order("received_on"),), (Order("received_on", descending=True),)):
            view = View(order=order)
            wanted = MemoryRows(INBOX, proposals.inbox(file.reader, TODAY)).first_on(
                file.reader,
                View(order=order or (Order("received_on", descending=True),)),
                "received_on",
                TODAY - timedelta(4),
            )
            assert (
                listed.first_on(file.reader, view, "received_on", TODAY - timedelta(4))
                == wanted
                is not None
            )
        assert (
            listed.first_on(
                file.reader, View(order=(Order("title"),)), "received_on", date(1999, 1, 1)
            )
            is None
        )


def test_rows_are_read_in_the_order_asked_for_and_without_those_that_are_gone(filled: Path) -> None:
    with closing(OfficeFile(filled, "김주무관")) as file:
        rows = QueryRows(proposals.inbox_query(TODAY)).rows(file.reader, [3, 99_999, 1])
        assert [row.id for row in rows] == [3, 1]


def test_looking_stops_when_nobody_waits(filled: Path) -> None:
    with closing(OfficeFile(filled, "김주무관")) as file:
        found = list_query.record_ids(file.reader, schedule.EVENTS, View(), lambda _n: False)
        assert len(found) == 20  # one chunk


def test_ids_that_take_more_than_four_bytes_are_listed_among_the_others(filled: Path) -> None:
    far = (1 << 31) + 5
    with closing(OfficeFile(filled, "김주무관", sources=index_sources)) as file:
        listed = OrderedRows(proposals.inbox_query(TODAY), proposals.in_order(TODAY))
        before = [*listed.keys(file.reader, View(), lambda _n: True)]
        with file.edit("시험") as session:
            row = Proposal(
                id=far,
                number="23-9999",
                title="먼 번호",
                received_on=TODAY,
                channel="mail",
                theme="",
            )
            session.add(row)
        keys = [*listed.keys(file.reader, View(), lambda _n: True)]
        assert sorted(keys) == [*sorted(before), far]
        assert [each for each in keys if each != far] == before


TITLES = ("10번 출구", "9번 출구", "b안", "A안", "B안", "100번 출구")


@pytest.mark.parametrize("most", [30_000, 3])
def test_texts_are_sorted_by_the_numbers_within_them(
    path: Path, monkeypatch: pytest.MonkeyPatch, most: int
) -> None:
    monkeypatch.setattr(list_query, "LONG_LIST", most)
    with closing(OfficeFile(path, "김주무관", sources=index_sources)) as file:
        for n, title in enumerate(TITLES):
            number = f"23-{998 + n}"
            proposal_store.add(file, ProposalDraft(title, TODAY, number=number))
            schedule_store.add(file, EventDraft("회의", TODAY, place=title))
        by_number = View(order=(Order("number"),))
        rows = list_query.all_rows(file.reader, proposals.inbox_query(TODAY), by_number)
        assert [row.number for row in rows] == [f"23-{998 + n}" for n in range(6)]
        by_place = View(order=(Order("place"),))
        natural = ["9번 출구", "10번 출구", "100번 출구", "A안", "b안", "B안"]
        events = list_query.all_rows(file.reader, schedule.EVENTS, by_place)
        assert [row.place.casefold() for row in events] == [each.casefold() for each in natural]
        memory = MemoryRows(EVENTS, events[::-1]).view(by_place)
        assert [row.place.casefold() for row in memory] == [each.casefold() for each in natural]
        found = groups.groups(file.reader, schedule.EVENTS, View(), "place")
        assert [group.value for group in found][:4] == natural[:4]
        by_title = View(order=(Order("title"),))
        titles = [
            row.title
            for row in list_query.all_rows(file.reader, proposals.inbox_query(TODAY), by_title)
        ]
        # A list longer than LONG_LIST is read in the order of its index.
        long = ["100번 출구", "10번 출구", "9번 출구", "A안", "B안", "b안"]
        assert [each.casefold() for each in titles] == [
            each.casefold() for each in (natural if most > 3 else long)
        ]


def test_an_amount_and_a_day_find_their_rows_however_they_are_typed(path: Path) -> None:
    with closing(OfficeFile(path, "김주무관", sources=index_sources)) as file:
        fill(file)
        with file.edit("시험") as session:
            session.add(
                Expense(
                    account_id=1, spent_on=date(2023, 4, 1), purpose="한강 간담회", place="㈜한강",
                    won=1_200_000, method="card", kind="meeting",
                )
            )  # fmt: skip
        query = LISTS["expenses"][0]
        for typed in ("1200000", "120만", "120만원", "1,200,000원", "2023-04-01", "4월 1일", "(주)한강",
                      "'23. 4. 1.(토) 120만원"):  # fmt: skip
            rows = list_query.all_rows(file.reader, query, View(typed))
            assert [row.purpose for row in rows] == ["한강 간담회"], typed
            page = find.search_all(file.reader, typed, find.START, 10, 60)
            assert [hit.kind for hit in page.hits] == [2], typed
            first = list_query.first_page(file.reader, query, View(typed)).rows
            assert [row.purpose for row in first] == ["한강 간담회"], typed


def _to_decide(row: proposals.ProposalRow) -> tuple[Any, ...]:
    """Return the place of a proposal in the order that a clerk needs."""
    if row.due and (row.state != "decided" or row.held_due):
        return 0, row.due, row.id
    return 1, -row.received_on.toordinal(), -row.id


def _by_day(row: schedule.EventRow) -> tuple[Any, ...]:
    """Return the place of an event: running, coming, then the past from the latest."""
    at = row.starts_at.isoformat() if row.starts_at else "~"
    if row.ends_on < TODAY:
        return 2, -row.starts_on.toordinal(), -row.id
    return int(row.starts_on > TODAY), row.starts_on, at, row.id


@pytest.mark.parametrize(
    ("source", "place"),
    [
        (OrderedRows(proposals.inbox_query(TODAY), proposals.in_order(TODAY)), _to_decide),
        (OrderedRows(schedule.EVENTS, schedule.in_order(TODAY)), _by_day),
    ],
)
@pytest.mark.parametrize("find", ["", "2", "시청"])
def test_a_list_in_parts_has_every_row_once_in_their_order(
    filled: Path, source: OrderedRows[Any], place: Callable[[Any], Any], find: str
) -> None:
    with closing(OfficeFile(filled, "김주무관")) as file:
        reader, view = file.reader, View(find)
        keys = list(source.keys(reader, view, lambda _count: True))
        every = {row.id: row for row in list_query.all_rows(reader, source.query, view)}
        assert sorted(keys) == sorted(every)
        assert keys == sorted(keys, key=lambda key: place(every[key]))
        first = source.first_page(reader, view)
        assert [row.id for row in first.rows] == keys[: len(first.rows)]
        assert first.complete == (len(first.rows) == len(keys))
        by_title = view._replace(order=(Order("title"),))
        titles = [row.title for row in source.first_page(reader, by_title).rows]
        assert titles == [
            row.title for row in QueryRows(source.query).first_page(reader, by_title).rows
        ]
