"""The alerts of agreements: on 30, 7 and 0 days before, then a standing state; compared with a register of 2,000."""

import random
from calendar import monthrange
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from secretariat_tui.areas.agreements import queries, rules, tables
from secretariat_tui.areas.agreements.records import Agreement
from secretariat_tui.areas.agreements.rules import AgreementStanding, Alert, AlertKind
from secretariat_tui.core import marks
from secretariat_tui.core.marks import Mark
from secretariat_tui.database.file import OfficeFile
from secretariat_tui.tables.table import Period
from tests import holidays

TODAY = date(2023, 4, 19)
DAYS = st.dates(date(1990, 1, 1), date(2090, 12, 31))


def _days(days: int) -> date:
    return TODAY + timedelta(days)


@pytest.mark.parametrize(
    ("days", "text", "mark"),
    [
        (31, "–", marks.LATER),
        (30, "만료 D-30", marks.SOON),
        (8, "만료 D-8", marks.SOON),
        (7, "만료 D-7", marks.URGENT),
        (1, "만료 D-1", marks.URGENT),
        (0, "만료 D-day", marks.LATE),
        (-1, "–", marks.LATER),
        (-400, "–", marks.LATER),
    ],
)
def test_an_expiry_is_announced_on_30_7_and_0_days_then_no_more(
    file: OfficeFile, days: int, text: str, mark: Mark
) -> None:
    _add(file, expires_on=_days(days))
    (row,) = queries.register(file.reader, TODAY)
    assert tables.REGISTER.column("next").text(row) == text
    assert row.due_mark == mark
    assert len(queries.attention(file.reader, TODAY, 9)) == (0 <= days <= 30)
    assert queries.counts(file.reader, TODAY).alerts == (0 <= days <= 30)
    expired = days < 0
    assert tables.REGISTER.column("standing").text(row) == ("만료됨" if expired else "만료 임박")
    assert queries.counts(file.reader, TODAY).expired == expired


@pytest.mark.parametrize(
    ("days", "alerts"),
    [
        (31, []),
        (30, [(30, AlertKind.NOTICE)]),
        (0, [(0, AlertKind.NOTICE)]),
        (-1, []),
        (-30, []),
        (-60, [(30, AlertKind.EXPIRY)]),
    ],
)
def test_the_notice_is_announced_before_the_expiry(
    days: int, alerts: list[tuple[int, AlertKind]]
) -> None:
    expires_on = _days(days + 90)
    found = rules.alerts("signed", expires_on, 90, None, TODAY)
    assert found == [Alert(_days(left), kind) for left, kind in alerts]


def test_a_short_notice_and_the_expiry_are_both_announced(file: OfficeFile) -> None:
    _add(file, expires_on=_days(20), notice_days=14, check_months=1)
    (row,) = queries.attention(file.reader, TODAY, 9)
    assert [(alert.kind, alert.day) for alert in row.alerts] == [
        (AlertKind.CHECK, date(2022, 5, 19)),
        (AlertKind.NOTICE, _days(6)),
        (AlertKind.EXPIRY, _days(20)),
    ]
    assert tables.REGISTER.column("next").text(row) == "점검 D+335"


@pytest.mark.parametrize("state", ["draft", "ended", "replaced"])
def test_only_what_is_signed_has_alerts(file: OfficeFile, state: str) -> None:
    _add(file, state=state, expires_on=_days(3), notice_days=1, check_months=1)
    assert queries.attention(file.reader, TODAY, 9) == []
    assert queries.counts(file.reader, TODAY).alerts == 0


def test_without_a_term_it_is_never_expired_and_never_announced(file: OfficeFile) -> None:
    _add(file)
    for today in (TODAY, date(2199, 12, 31)):
        (row,) = queries.register(file.reader, today)
        assert tables.REGISTER.column("expires_on").text(row) == "기간 미기재"
        assert row.standing is AgreementStanding.IN_FORCE
        assert row.alerts == []


@pytest.mark.parametrize(("days", "standing"), [(1, "예정"), (0, "유효"), (-1, "유효")])
def test_a_later_start_is_planned(file: OfficeFile, days: int, standing: str) -> None:
    _add(file, effective_on=_days(days))
    (row,) = queries.register(file.reader, TODAY)
    assert tables.REGISTER.column("standing").text(row) == standing
    count = queries.counts(file.reader, TODAY)
    assert (count.planned, count.in_force) == (int(days > 0), int(days <= 0))


@given(DAYS, st.integers(-400, 400))
def test_the_threshold_of_a_day_is_the_last_that_was_reached(today: date, days: int) -> None:
    threshold = rules.alert_threshold(days)
    reached = [each for each in (30, 7, 0) if days in range(each + 1)]
    assert threshold == (reached[-1] if reached else None)
    day = today + timedelta(days)
    assert rules.is_announced(day, today) is (threshold is not None)


@given(DAYS, DAYS, st.integers(1, 3650) | st.none())
def test_alerts_of_an_expiry_end_with_it(today: date, expires_on: date, notice: int | None) -> None:
    alerts = rules.alerts("signed", expires_on, notice, None, today)
    assert alerts == sorted(alerts)
    assert all(0 <= (alert.day - today).days <= 30 for alert in alerts)
    standing = rules.agreement_standing("signed", expires_on, today)
    if standing is AgreementStanding.EXPIRED:
        assert alerts == []
        later = today + timedelta(100)
        assert rules.agreement_standing("signed", expires_on, later) is standing


def _add(file: OfficeFile, **values: Any) -> None:
    known = {"name": "교류", "kind": "mou", "signed_on": date(2022, 4, 19)}
    with file.edit("시험") as session:
        session.add(Agreement(**{**known, **values}))


HOLIDAYS = {date.fromisoformat(line[:10]) for line in holidays.FILE.read_text("utf-8").splitlines()}


def _expected(row: Agreement, today: date) -> list[tuple[date, str]]:
    """Return the alerts of an agreement, computed day by day without the rules."""
    found = []
    last = row.checked_on or row.signed_on
    if row.state != "signed":
        return []
    if row.check_months and last:
        month = last.year * 12 + last.month - 1 + row.check_months
        year, month = month // 12, month % 12 + 1
        day = date(year, month, min(last.day, monthrange(year, month)[1]))
        while day.strftime("%a") in {"Sat", "Sun"} or day in HOLIDAYS:
            day += timedelta(1)
        if day <= today + timedelta(7):
            found.append((day, "점검"))
    month_ahead = {today + timedelta(n) for n in range(31)}
    if row.expires_on:
        if row.notice_days and row.expires_on - timedelta(row.notice_days) in month_ahead:
            found.append((row.expires_on - timedelta(row.notice_days), "통보"))
        if row.expires_on in month_ahead:
            found.append((row.expires_on, "만료"))
    return sorted(found)


def _register(file: OfficeFile, size: int) -> list[Agreement]:
    """Enter a register in which each kind of date lies on both sides of its thresholds."""
    pick = random.Random(11)
    rows = []
    for number in range(size):
        signed = pick.choice((None, _days(pick.randint(-4000, 60))))
        state = pick.choices(("signed", "draft", "ended", "replaced"), (7, 1, 1, 1))[0]
        rows.append(
            Agreement(
                name=f"협약 {number}",
                kind="mou",
                state=state,
                signed_on=signed,
                effective_on=pick.choice((None, None, _days(pick.randint(-40, 40)))),
                expires_on=pick.choice((None, _days(pick.randint(-200, 500)), _days(pick.randint(-2, 40)))),
                notice_days=pick.choice((None, 7, 30, 90, pick.randint(1, 400))),
                check_months=pick.choice((None, 1, 6, 12, pick.randint(1, 60))),
                checked_on=pick.choice((None, _days(-pick.randint(0, 800)))),
            )
        )  # fmt: skip
    with file.edit("시험") as session:
        session.add_all(rows)
        session.flush()
        session.expunge_all()
    return rows


@pytest.mark.slow
def test_the_alerts_of_2000_agreements_are_those_of_counting_days(path: Path) -> None:
    with closing(OfficeFile(path, "김주무관")) as file:
        agreements = _register(file, 2_000)
        expected = {row.id: _expected(row, TODAY) for row in agreements}
        listed = queries.register(file.reader, TODAY)
        assert {
            row.id: [(alert.day, alert.kind.value) for alert in row.alerts] for row in listed
        } == expected
        due = sorted((alerts[0][0], number) for number, alerts in expected.items() if alerts)
        for most in (30, len(due), 3_000):
            watched = queries.attention(file.reader, TODAY, most)
            assert [(row.due, row.id) for row in watched] == due[:most]
        count = queries.counts(file.reader, TODAY)
        signed = [row for row in agreements if row.state == "signed"]
        begun = [row for row in signed if (row.effective_on or row.signed_on or TODAY) <= TODAY]
        assert count.alerts == len(due) > 300
        assert count.expired == sum((row.expires_on or TODAY) < TODAY for row in begun) > 100
        assert count.planned == len(signed) - len(begun) > 50
        sheet = tables.register(file.reader, Period(TODAY))
        texts = [sheet.table.column("next").text(row) for row in sheet.rows]
        assert sum(text != "–" for text in texts) == len(due)
