"""What the form of an event knows of it: the usual journeys, and the conflicts of a series."""

from datetime import date, time

import pytest

from secretariat_tui.areas.schedule import store
from secretariat_tui.areas.schedule.model import EventDraft
from secretariat_tui.areas.schedule.planning.advice import event_advice
from secretariat_tui.database.file import OfficeFile

DAY = date(2023, 4, 18)
CABINET = EventDraft(
    "국무회의", date(2023, 2, 28), time(10), ends_at=time(11), place="대통령실",
    travel_before=25, travel_after=30,
)  # fmt: skip
AGAIN = EventDraft("국무회의", DAY, time(10), ends_at=time(11), place="대통령실")
TALK = EventDraft("간담회", date(2023, 3, 7), time(10), ends_at=time(11), place="월계역")


def travel(file: OfficeFile, draft: EventDraft) -> dict[str, int]:
    """Return the minutes of travel that are proposed."""
    return {
        key: value
        for each in event_advice(file.reader, 0, draft).proposals
        for key, value in each.values.items()
        if key.startswith("travel")
    }


def test_the_journeys_of_the_latest_event_at_the_place_are_proposed(file: OfficeFile) -> None:
    assert travel(file, AGAIN) == {}
    store.add(file, CABINET)
    store.add(file, CABINET._replace(starts_on=date(2023, 3, 14), travel_before=35))
    assert travel(file, AGAIN) == {"travel_before": 35, "travel_after": 35}
    assert travel(file, AGAIN._replace(travel_before=20)) == {"travel_after": 35}
    assert travel(file, AGAIN._replace(place="시청")) == {}
    advice = event_advice(file.reader, 0, AGAIN)
    assert advice.text == "전에 적은 이동 시간: 가는 이동 35분, 오는 이동 35분"


def test_journeys_from_another_place_are_others(file: OfficeFile) -> None:
    store.add(file, CABINET)
    before = TALK._replace(starts_on=DAY, starts_at=time(8), ends_at=time(9))
    store.add(file, before)
    assert travel(file, AGAIN) == {"travel_after": 25}
    store.add(file, TALK)
    store.add(
        file,
        CABINET._replace(
            starts_on=TALK.starts_on, starts_at=time(12), ends_at=time(13), travel_before=50
        ),
    )
    assert travel(file, AGAIN)["travel_before"] == 50


@pytest.mark.parametrize(
    ("rule", "text"),
    [
        ("FREQ=WEEKLY;BYDAY=TU", "! 앞으로 1년의 회차 52번 중 2번이 겹침: 4.25.(화) 접견, 5.2.(화) 비공개"),
        ("FREQ=WEEKLY;BYDAY=TU;COUNT=2", "! 앞으로 1년의 회차 1번 중 1번이 겹침: 4.25.(화) 접견"),
        ("FREQ=WEEKLY;BYDAY=WE", ""),
    ],
)  # fmt: skip
def test_the_conflicts_of_the_coming_year_of_a_series_are_named(
    file: OfficeFile, rule: str, text: str
) -> None:
    store.add(file, EventDraft("접견", date(2023, 4, 25), time(14), ends_at=time(15)))
    secret = EventDraft("면담", date(2023, 5, 2), time(14), ends_at=time(15), visibility="secret")
    store.add(file, secret)
    store.add(file, EventDraft("뒤", date(2024, 5, 7), time(14), ends_at=time(15)))
    first = DAY if "TU" in rule else date(2023, 4, 19)
    series = EventDraft("보고회", first, time(14, 30), ends_at=time(15), rrule=rule)
    assert event_advice(file.reader, 0, series).text == text
    number = store.add(file, series)
    assert event_advice(file.reader, number, series).text == text
