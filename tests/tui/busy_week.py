"""A busy week of a mayor: events side by side, of several days, held, secret, cancelled, with travel."""

from contextlib import closing
from datetime import date, time
from pathlib import Path

from secretariat_tui.areas.schedule import store
from secretariat_tui.areas.schedule.model import EventDraft
from secretariat_tui.database.file import OfficeFile

MON, TUE, WED, THU, FRI, SAT = (date(2023, 4, day) for day in range(17, 23))


def _at(hours: float) -> time:
    """Return a time of day: 9.5 is 09:30."""
    return time(int(hours), round(hours % 1 * 60))


def _event(title: str, day: date, hours: str, place: str = "", **others: object) -> EventDraft:
    start, _dash, end = hours.partition("-")
    return EventDraft(
        title,
        day,
        _at(float(start)) if start else None,
        _at(float(end)) if end else None,
        place,
    )._replace(**others)  # type: ignore[arg-type]


_DEPUTY = {"attendance": "deputy", "deputy": "부시장"}
_FAIR_ENDS = date(2023, 4, 25)
EVENTS = (
    _event("간부회의", MON, "9-10", "6층 상황실"),
    _event("출입기자단 오찬", MON, "12-13", "정동", kind="press_talk", **_DEPUTY),
    _event("국무회의 자료 검토", MON, "14-15.5", "집무실", visibility="internal"),
    _event("구청장 회의", TUE, "8-9", "기획상황실", status="done"),
    _event(
        "제16회 국무회의", TUE, "10-11.34", "용산 대통령실", kind="cabinet", session_no=16,
        travel_before=25, travel_after=25,
    ),
    _event("장애인체육 초청 간담회", TUE, "12-13", "8층 간담회장", kind="invited_talk"),
    _event("MBN 인터뷰", TUE, "14-14.67", "브리핑룸", kind="interview", outlet="MBN"),
    _event("국회의원 내방", TUE, "14.5-15", "접견실"),
    _event("월간유아 서면 인터뷰", TUE, "16.5", kind="interview", status="hold", outlet="월간유아"),
    _event("한강 그레이트 기자설명회", WED, "9.84-10.5", "2층 브리핑룸", kind="press_briefing"),
    _event("4·19 기념식", WED, "10-11", "국립4·19민주묘지", kind="field_visit"),
    _event("결산 보고 마감", WED, "", all_day=True, kind="other", busy=False),
    _event("취소된 보고", WED, "16-17", "집무실", status="cancelled"),
    _event("위례트램 착공식", THU, "14-15.5", "위례중앙광장", kind="field_visit", travel_before=40),
    _event("희망의인문학 입학식", THU, "15-16", "건국대", kind="field_visit"),
    _event("면담", THU, "14.5-15", "접견실"),
    _event("보고", THU, "14.5-15", "집무실"),
    _event("대한상의 만찬", THU, "18-20", "장소 미정", status="hold", hold_until=date(2023, 5, 2)),
    _event("심야 방송 출연", THU, "22-1", "상암", kind="interview", outlet="KBS", ends_on=FRI),
    _event("상주 출장", FRI, "6.67", "KTX"),
    _event(
        "경북 업무협약", FRI, "10-11.5", "상주시청", kind="signing",
        own_starts_at=_at(10), own_ends_at=_at(10.5),
    ),
    _event("민원 현장 점검", FRI, "", "성수동", kind="field_visit"),
    _event("은밀한 면담", SAT, "11-12", "모처", visibility="secret"),
    _event("임시회", TUE, "", "본회의장", all_day=True, busy=False, ends_on=FRI),
    _event("봄꽃축제", SAT, "", all_day=True, busy=False, kind="other", ends_on=_FAIR_ENDS),
)  # fmt: skip


def add_busy_week(path: Path) -> None:
    """Add the events of the week."""
    with closing(OfficeFile(path, "김주무관")) as file:
        for each in EVENTS:
            store.add(file, each)
