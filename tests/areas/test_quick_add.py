"""Reading events from what people type and paste."""

from collections import Counter
from datetime import date, time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from secretariat_tui.areas.attached.model import ParticipantDraft
from secretariat_tui.areas.schedule.model import KINDS, VISIBILITIES, EventDraft, LineDraft
from secretariat_tui.areas.schedule.quick_add.line import QuickEvent
from secretariat_tui.areas.schedule.quick_add.text import parse_text

TODAY = date(2023, 4, 19)


def only(text: str, day: date | None = None) -> QuickEvent:
    (event,) = parse_text(text, TODAY, day).events
    return event


def when(text: str) -> tuple[date | None, date | None, time | None, time | None, bool]:
    draft = only(text).draft
    return draft.starts_on, draft.ends_on, draft.starts_at, draft.ends_at, draft.all_day


def test_a_line_of_the_published_day() -> None:
    event = only("14:10 서울런-EBS 업무협약식(시청 6층 영상회의실)", date(2023, 3, 2))
    assert event.draft == EventDraft(
        "서울런-EBS 업무협약식",
        date(2023, 3, 2),
        time(14, 10),
        place="시청 6층 영상회의실",
        kind="signing",
    )
    assert event.assumed == ("날짜를 적지 않아 2023. 3. 2.(목)입니다.",)


@pytest.mark.parametrize(
    "text",
    [
        "구청장 회의 일시/장소 : '23. 2. 28.(화) 08:00 / 시청 기획상황실(6층)",
        "구청장 회의 / '23. 2. 28.(화) 08:00 / 시청 기획상황실(6층)",
        "▶ 구청장 회의\n\n- 일시/장소 : ‘23. 2. 28.(화) 08:00 / 시청 기획상황실(6층)",
        "행사명 : 구청장 회의\n일시 : '23. 2. 28.(화) 08:00\n장소 : 시청 기획상황실(6층)",
    ],
)
def test_the_form_of_reports(text: str) -> None:
    draft = only(text).draft
    assert draft == EventDraft(
        "구청장 회의", date(2023, 2, 28), time(8), place="시청 기획상황실(6층)", kind="meeting"
    )


def test_marks_in_any_order() -> None:
    texts = (
        "내일 14시-15시30분 위례트램 착공식 @위례중앙광장 #현장방문 +도시교통실 !비공개",
        "#현장 +도시교통실 !비공개 위례트램 착공식 14:00~15:30 @위례중앙광장 내일",
        "@위례중앙광장 위례트램 착공식 !비공개 4/20 오후 2시부터 3시 반까지 +도시교통실 #현장방문",
    )
    for text in texts:
        event = only(text)
        assert event.draft == EventDraft(
            "위례트램 착공식",
            date(2023, 4, 20),
            time(14),
            time(15, 30),
            "위례중앙광장",
            "field_visit",
            visibility="secret",
        )
        assert event.participants == (ParticipantDraft("attendee", "", "도시교통실"),)
        assert not event.errors


@pytest.mark.parametrize(
    ("text", "before", "after"),
    [
        ("내일 회의 ~이동40", 40, None),
        ("내일 회의 ~40", 40, None),
        ("내일 회의 ~이동40/30", 40, 30),
        ("내일 회의 ~복귀30분", None, 30),
    ],
)
def test_minutes_of_travel(text: str, before: int | None, after: int | None) -> None:
    draft = only(text).draft
    assert (draft.title, draft.travel_before, draft.travel_after) == ("회의", before, after)


@pytest.mark.parametrize("text", ["?5/2까지 내일 회의", "내일 회의 ?5. 2.까지", "회의 ?5/2 내일"])
def test_a_hold_has_a_day_until_which_it_is_held(text: str) -> None:
    draft = only(text).draft
    assert (draft.title, draft.status, draft.hold_until) == ("회의", "hold", date(2023, 5, 2))
    assert draft.starts_on == date(2023, 4, 20)


def test_a_wrong_weekday_of_a_hold_is_asked_about() -> None:
    (question,) = only("내일 회의 ?5. 2.(수)까지").questions
    assert question.text == "2023. 5. 2.(화)은 화요일인데 수요일로 적혀 있습니다."


def test_a_hold_until_no_day_is_refused() -> None:
    assert only("내일 회의 ?언제까지").errors == (
        "잠정 기한을 읽을 수 없습니다: ?언제까지 예: ?3/2까지",
    )
    assert only("내일 회의 ?").draft.hold_until is None


@pytest.mark.parametrize(
    ("text", "rrule", "day"),
    [
        ("매주화 10시 간부회의", "FREQ=WEEKLY;BYDAY=TU", date(2023, 4, 25)),
        ("10시 간부회의 매주 화·목 10회", "FREQ=WEEKLY;BYDAY=TU,TH;COUNT=10", date(2023, 4, 20)),
        ("5/1 10시 간부회의 격주 월요일", "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO", date(2023, 5, 1)),
        ("매월 말일 10시 간부회의", "FREQ=MONTHLY;BYMONTHDAY=-1", date(2023, 4, 30)),
        ("간부회의 매월 10시", "FREQ=MONTHLY;BYMONTHDAY=19", TODAY),
        (
            "매년 음력 4.8. 10시 간부회의",
            "RSCALE=DANGI;FREQ=YEARLY;BYMONTH=4;BYMONTHDAY=8",
            date(2023, 5, 27),
        ),
    ],
)
def test_events_that_repeat(text: str, rrule: str, day: date) -> None:
    event = only(text)
    assert (event.draft.title, event.draft.rrule, event.draft.starts_on) == ("간부회의", rrule, day)
    assert event.draft.starts_at == time(10)
    assert event.is_complete


def test_a_newspaper_is_no_repetition() -> None:
    assert only("내일 매일경제 인터뷰").draft.title == "매일경제 인터뷰"


def test_an_all_day_event_of_no_kind_takes_no_time() -> None:
    assert not only("내일 종일 창립기념일").draft.busy
    assert only("내일 종일 국무회의").draft.busy


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("회의", TODAY),
        ("오늘 회의", TODAY),
        ("모레 회의", date(2023, 4, 21)),
        ("글피 회의", date(2023, 4, 22)),
        ("다음주 화 회의", date(2023, 4, 25)),
        ("3/2 회의", date(2023, 3, 2)),
        ("3.2. 회의", date(2023, 3, 2)),
        ("3.2 회의", date(2023, 3, 2)),
        ("3월 2일에 회의", date(2023, 3, 2)),
        ("'23. 3. 2.(목) 회의", date(2023, 3, 2)),
        ("2023-03-02 회의", date(2023, 3, 2)),
        ("12. 3. 10:00 회의", date(2022, 12, 3)),
        ("음력 4/8 회의", date(2023, 5, 27)),
        ("말일 회의", date(2023, 4, 30)),
        ("2월 말일 회의", date(2023, 2, 28)),
        ("D+3 회의", date(2023, 4, 22)),
        ("내일 4.19 기념 회의", date(2023, 4, 20)),
        ("금 14시 회의", date(2023, 4, 21)),
        ("Tomorrow 회의", date(2023, 4, 20)),
        ("Mar 2 회의", date(2023, 3, 2)),
    ],
)
def test_dates(text: str, day: date) -> None:
    event = only(text)
    assert event.draft.starts_on == day
    assert event.is_complete


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("회의 14시", time(14), None),
        ("회의 오후 2시 반", time(14, 30), None),
        ("회의 14:00~15:30", time(14), time(15, 30)),
        ("회의 14시-15시30분", time(14), time(15, 30)),
        ("회의 오후 2~4시", time(14), time(16)),
        ("회의 11시~1시", time(11), time(13)),
        ("회의 9:50 1시간 30분", time(9, 50), time(11, 20)),
        ("회의 9:50", time(9, 50), None),
        ("14:00국무회의", time(14), None),
        ("14시국무회의", time(14), None),
        ("회의 14시30", time(14, 30), None),
        ("14시 24/7 지원센터 방문", time(14), None),
        ("제2시장 방문 10시", time(10), None),
        ("24시간 돌봄센터 개소식 10:00", time(10), None),
    ],
)
def test_times(text: str, start: time, end: time | None) -> None:
    assert when(text) == (TODAY, None, start, end, False)


def test_several_days() -> None:
    assert when("3/2~3/4 출장") == (date(2023, 3, 2), date(2023, 3, 4), None, None, True)
    assert when("3월 2일~4일 출장")[:2] == (date(2023, 3, 2), date(2023, 3, 4))
    assert when("3/2 종일 출장") == (date(2023, 3, 2), None, None, None, True)
    assert when("2023-03-02 10:00 ~ 2023-03-04 12:00 출장") == (
        *(date(2023, 3, 2), date(2023, 3, 4), time(10), time(12), False),
    )
    assert when("5월 1일부터 5월 3일까지 출장")[:2] == (date(2023, 5, 1), date(2023, 5, 3))
    assert when("3/2 23:30~00:30 타종")[:4] == (
        *(date(2023, 3, 2), date(2023, 3, 3), time(23, 30), time(0, 30)),
    )
    assert when("3/2 23:00 2시간 순찰")[:2] == (date(2023, 3, 2), date(2023, 3, 3))


def test_what_is_assumed_is_shown() -> None:
    weekly = only("매주 목 10시 간부회의")
    assert weekly.assumed == ("매주 목 → 2023. 4. 20.(목)부터",)
    assert only("3/2 10시, 14시 회의").assumed == (
        "2023. 3. 2.(목): 지난 날입니다.",
        "시각이 여럿이어서 첫째 것을 씁니다.",
    )


@pytest.mark.parametrize(
    ("text", "field", "value"),
    [
        ("[내부] 내일 인사위원회", "visibility", "internal"),
        ("(잠정) 내일 인사위원회", "status", "hold"),
        ("내일 인사위원회(비공개)", "visibility", "secret"),
        ("내일 인사위원회 !취소", "status", "cancelled"),
        ("내일 인사위원회 / 상황실", "place", "상황실"),
    ],
)
def test_signs_and_places_in_plain_writing(text: str, field: str, value: str) -> None:
    draft = only(text).draft
    assert draft.title == "인사위원회"
    assert draft._asdict()[field] == value


def test_an_hour_in_the_afternoon_is_shown() -> None:
    event = only("내일 2시 보고")
    assert event.draft.starts_at == time(14)
    assert event.assumed == ("2시 → 14:00",)


def test_a_doubtful_clock_time_is_asked_about() -> None:
    (question,) = only("내일 2:30 보고").questions
    assert [each.replacement for each in question.answers] == ["14:30", "02:30"]


def test_a_wrong_weekday_is_asked_about() -> None:
    event = only("3. 2.(금) 14시 회의")
    (question,) = event.questions
    assert not event.is_complete
    assert question.text == "2023. 3. 2.(목)은 목요일인데 금요일로 적혀 있습니다."
    assert [each.text for each in question.answers] == [
        "날짜가 맞음: 2023. 3. 2.(목)",
        "요일이 맞음: 2023. 3. 3.(금)",
    ]
    for answer, day in zip(question.answers, (2, 3), strict=True):
        answered = only("3. 2.(금) 14시 회의".replace(question.typed, answer.replacement))
        assert answered.is_complete
        assert answered.draft.starts_on == date(2023, 3, day)


@pytest.mark.parametrize(
    ("text", "error"),
    [
        ("2월 30일 회의", "달력에 없는 날입니다: 2월 30일"),
        ("내일 25:00 회의", "하루에 없는 시각입니다: 25:00"),
        ("내일 14시", "일정의 제목을 적어 주세요."),
        ("내일 15:00~14:00 회의", "끝나는 시각은 시작하는 시각보다 늦어야 합니다. (15:00~14:00)"),
        (
            "내일 인터뷰",
            "인터뷰에는 매체의 이름이 있어야 합니다. 제목에 매체를 적으세요: MBN 인터뷰",
        ),
    ],
)
def test_what_cannot_be_stored(text: str, error: str) -> None:
    assert only(text).errors == (error,)


def test_unknown_marks_stay_in_the_title() -> None:
    event = only("내일 #모름 !뭐 회의")
    assert event.draft.title == "#모름 !뭐 회의"
    assert [each.split(":")[0] for each in event.assumed] == ["#모름", "!뭐"]


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("서울런 업무협약식", "signing"),
        ("제16회 국무회의", "cabinet"),
        ("수해 현장 점검", "field_visit"),
        ("신년 기자간담회", "press_talk"),
        ("메타버스 기자 설명회", "press_briefing"),
        ("장애인 대표 초청간담회", "invited_talk"),
        ("MBN 방송 인터뷰", "interview"),
        ("간부회의", "meeting"),
        ("영상회의실 개소식", "other"),
        ("희망의 인문학 입학식", "other"),
        ("국회의원 내방", "other"),
        ("국회의원 접견", "other"),
        ("국회의장 예방", "other"),
        ("국회의사당 방문", "other"),
        ("국회의 결산 심사", "other"),
        ("시의회의원 간담", "other"),
        ("시의회의 결산 심사", "other"),
        ("국회의원 초청 예산회의", "meeting"),
        ("임원회의", "meeting"),
    ],
)
def test_the_kind_is_that_of_plain_words(title: str, kind: str) -> None:
    assert only(f"내일 {title}").draft.kind == kind


def test_outlet_and_session() -> None:
    draft = only("MBN 방송 인터뷰 내일").draft
    assert (draft.outlet, draft.media_type) == ("MBN", "방송")
    assert only("제16회 국무회의 내일").draft.session_no == 16


DAY = """2023. 3. 2.(목) 시장 일정

● 09:50 그레이트한강 프로젝트 기자설명회(시청 브리핑룸)
● 14:10 서울런-EBS 업무협약식(시청 6층 영상회의실)
  - 참석 : EBS 사장 등 20명
  - 말씀 3분
○ 18:30 만찬
담당자에게 문의
"""


def test_the_list_of_a_day() -> None:
    text = parse_text(DAY, TODAY)
    assert [(each.draft.starts_at, each.draft.title) for each in text.events] == [
        (time(9, 50), "그레이트한강 프로젝트 기자설명회"),
        (time(14, 10), "서울런-EBS 업무협약식"),
        (time(18, 30), "만찬"),
    ]
    assert {each.draft.starts_on for each in text.events} == {date(2023, 3, 2)}
    assert text.events[1].draft.lines == (
        LineDraft("참석", "EBS 사장 등 20명"),
        LineDraft("", "말씀 3분"),
    )
    assert [each.others for each in text.events] == [False, False, True]
    assert [each.text for each in text.unread] == ["담당자에게 문의"]


def test_the_list_of_several_mayors() -> None:
    text = parse_text(
        "8월 10일(목)\n▲ 오세훈 서울시장\n\n10:30 태풍 대비 현장 방문(종합상황실→재난상황실)\n\n"
        "▲ 유정복 인천시장\n10:00 컨설팅 협약식(하나글로벌 캠퍼스)\n해외 출장(10∼18일 북미)",
        TODAY,
    )
    assert [(each.group, each.draft.title, each.draft.place) for each in text.events] == [
        ("오세훈 서울시장", "태풍 대비 현장 방문", "종합상황실→재난상황실"),
        ("유정복 인천시장", "컨설팅 협약식", "하나글로벌 캠퍼스"),
    ]
    assert {each.draft.starts_on for each in text.events} == {date(2023, 8, 10)}


def test_several_events_in_a_line() -> None:
    text = parse_text(
        "서울시장 일정 (20일)\n▲오전 9시 30분 위촉식(집무실) ▲오후 2시 간담회(집무실)", TODAY
    )
    assert [(e.draft.starts_on, e.draft.starts_at, e.draft.title) for e in text.events] == [
        (date(2023, 4, 20), time(9, 30), "위촉식"),
        (date(2023, 4, 20), time(14), "간담회"),
    ]


@pytest.mark.parametrize("separator", ["\t", " | "])
def test_a_table(separator: str) -> None:
    rows = (
        ("월일", "시간", "행사명", "장소", "담당"),
        ("3.2.(목)", "10:00", "● 시정 간부회의", "기획상황실", "총무과"),
        ("", "14:00", "○ 노인복지관 개관식", "남구", "복지과"),
        ("3.3.(금)", "종일", "● 상주 출장", "상주시청", ""),
        ("", "", "", "비고", ""),
    )
    text = parse_text("\n".join(map(separator.join, rows)), TODAY)
    assert [(e.draft.starts_on, e.draft.starts_at, e.draft.title) for e in text.events] == [
        (date(2023, 3, 2), time(10), "시정 간부회의"),
        (date(2023, 3, 2), time(14), "노인복지관 개관식"),
        (date(2023, 3, 3), None, "상주 출장"),
    ]
    assert text.events[0].draft.lines == (LineDraft("담당", "총무과"),)
    assert [each.draft.place for each in text.events] == ["기획상황실", "남구", "상주시청"]
    assert text.events[2].draft.all_day
    assert text.events[1].others
    assert [each.line for each in text.unread] == [4]


def test_two_agreements_on_a_day() -> None:
    text = parse_text(
        "③ 서울시-세종시, 서울시-대전시 교류강화 업무협약\n\n"
        "- 일시/장소 : '23. 4. 10.(월) 11:00, 14:00 / 세종시청, 대전시청\n"
        "- 협약당사자 : 서울시장 - 세종시장",
        TODAY,
    )
    assert [(e.draft.title, e.draft.starts_at, e.draft.place) for e in text.events] == [
        ("서울시-세종시 교류강화 업무협약", time(11), "세종시청"),
        ("서울시-대전시 교류강화 업무협약", time(14), "대전시청"),
    ]


def test_date_hours_and_place_on_lines_of_their_own() -> None:
    (event,) = parse_text(
        "일자 : 2023. 3. 2.\n시간 : 14:00~15:00\n회의명 : 예산 조정\n장소 : 상황실\n장소 : 6층",
        TODAY,
    ).events
    assert event.draft == EventDraft(
        "예산 조정",
        date(2023, 3, 2),
        time(14),
        time(15),
        "상황실",
        "other",
        lines=(LineDraft("장소", "6층"),),
    )


def test_names_with_their_dates() -> None:
    text = parse_text(
        "▶ MBN 방송(1.1.) 및 조선일보 신문(1.10.) 인터뷰 : 시정 운영방향 소개\n"
        "▶ 월간유아(2.27.) 및 백세시대(4.14.) 등 창간기념 인터뷰\n"
        "- 기자 간담회(2회) : 신년 간담회(1.30.), 서울주재 외신기자 간담회(2.7.)",
        TODAY,
    )
    assert [(e.draft.starts_on, e.draft.title, e.draft.outlet) for e in text.events] == [
        (date(2023, 1, 1), "MBN 방송 인터뷰", "MBN"),
        (date(2023, 1, 10), "조선일보 신문 인터뷰", "조선일보"),
        (date(2023, 2, 27), "월간유아 창간기념 인터뷰", "월간유아"),
        (date(2023, 4, 14), "백세시대 창간기념 인터뷰", "백세시대"),
        (date(2023, 1, 30), "신년 간담회", ""),
        (date(2023, 2, 7), "서울주재 외신기자 간담회", ""),
    ]
    assert text.events[4].draft.kind == "press_talk"


SUNDAY = date(2026, 11, 29)


@pytest.mark.parametrize(
    "heading",
    [
        "12월 8일(화) 시장님 일정 안내",
        "12월 8일 화요일 일정입니다",
        "시장님 일정을 보내 드립니다 (12. 8.)\n안녕하세요 비서실입니다",
        "12.8. 시청",
    ],
)
def test_a_date_above_hours_is_a_heading_whatever_its_words(heading: str) -> None:
    text = parse_text(f"{heading}\n08:30 티타임\n- 18:00 만찬", SUNDAY)
    assert [(e.draft.starts_on, e.draft.starts_at, e.draft.title) for e in text.events] == [
        (date(2026, 12, 8), time(8, 30), "티타임"),
        (date(2026, 12, 8), time(18), "만찬"),
    ]
    assert [each.text for each in text.headings] == [heading.splitlines()[0]]
    assert not any(each.assumed for each in text.events)


def test_a_heading_above_events_of_several_lines() -> None:
    text = parse_text(
        "12월 8일(화) 시장님 일정 안내\n▶ 간부회의\n- 일시 : 10:00\n- 장소 : 상황실", SUNDAY
    )
    (event,) = text.events
    assert event.draft == EventDraft(
        "간부회의", date(2026, 12, 8), time(10), place="상황실", kind="meeting"
    )
    assert event.assumed == ()


@pytest.mark.parametrize("heading", ["12. 7.(화) 주요 일정", "12. 7.(화) 시장 일정", "12.7.(화)"])
def test_a_wrong_weekday_of_a_heading_is_asked_about_once(heading: str) -> None:
    typed = f"{heading}\n08:30 티타임\n18:00 만찬\n12.9. 10:00 회의"
    first, second, other = parse_text(typed, SUNDAY).events
    (question,) = first.questions
    assert question.text == "2026. 12. 7.(월)은 월요일인데 화요일로 적혀 있습니다."
    assert second.questions == (question,)
    assert other.is_complete
    answered = typed.replace(question.typed, question.answers[1].replacement)
    events = parse_text(answered, SUNDAY).events
    assert all(each.is_complete for each in events)
    assert [each.draft.starts_on for each in events[:2]] == [date(2026, 12, 8)] * 2


def test_lines_without_a_date_are_on_that_of_a_line_above() -> None:
    first, second = parse_text("12.8. 10:00 회의\n14:00 만찬", SUNDAY).events
    assert (first.assumed, second.draft.starts_on) == ((), date(2026, 12, 8))
    assert second.assumed == ("날짜를 적지 않아 2026. 12. 8.(화)입니다.",)
    titled = parse_text("시장님 일정 안내 : 12월 8일\n14:00 만찬", SUNDAY)
    assert titled.events[0].draft.starts_on == date(2026, 12, 8)
    _first, asked = parse_text("12.7.(화) 10:00 회의\n14:00 만찬", SUNDAY).events
    assert not asked.is_complete
    (wrong,) = parse_text("2월 30일 시장 일정\n14:00 만찬", SUNDAY).events
    assert wrong.errors == ("달력에 없는 날입니다: 2월 30일",)


@pytest.mark.parametrize(
    ("text", "title", "place"),
    [
        ("12.11. 16시 인사 협의 비공개", "인사 협의", ""),
        ("12.11.(금) 14시 위원회(시청 3층 대회의실), 비공개", "위원회", "시청 3층 대회의실"),
        ("12.11. 14시 위원회(시청 3층, 비공개)", "위원회", "시청 3층"),
        ("12.11. 14시 비공개 위원회 @시청", "위원회", "시청"),
        ("12.11. 14시 위원회 @시청 비공개", "위원회", "시청"),
        ("12.11. 14시 위원회(비공개) 준비", "위원회 준비", ""),
        ("위원회 / 12.11. 14시 / 시청 / 비공개", "위원회", "시청"),
        ("12.11. 14시 비공개", "비공개", ""),
        ("제목 : 위원회(비공개)\n일시 : 12.11. 14시\n장소 : 시청", "위원회", "시청"),
        ("12.11. | 14:00 | 위원회, 비공개 | 시청", "위원회", "시청"),
        ("12.11. 14:00 위원회(시청)\n - 비공개", "위원회", "시청"),
    ],
)
def test_the_word_for_secret_needs_no_mark(text: str, title: str, place: str) -> None:
    (event,) = parse_text(text, SUNDAY).events
    assert (event.draft.title, event.draft.place) == (title, place)
    assert event.draft.visibility == "secret"


@pytest.mark.parametrize("title", ["비공개회의록 검토", "정보 비공개율 보고"])
def test_a_longer_word_sets_no_visibility(title: str) -> None:
    draft = only(f"내일 {title}").draft
    assert (draft.title, draft.visibility) == (title, "public")


def test_a_tilde_without_an_end_is_no_part_of_the_title() -> None:
    for text in ("- 13시30분~ 국회 예결위", "13:30 ~ 국회 예결위", "국회 예결위 13시 30분~"):
        draft = only(text).draft
        assert (draft.title, draft.starts_at, draft.ends_at) == ("국회 예결위", time(13, 30), None)


@pytest.mark.parametrize(
    ("inside", "place", "department"),
    [
        ("용산공원, 도시계획국", "용산공원", "도시계획국"),
        ("용산공원, 총무과", "용산공원", "총무과"),
        ("용산공원, 기획조정실, 감사담당관", "용산공원", "기획조정실, 감사담당관"),
        ("시청, 상황실", "시청, 상황실", ""),
        ("용산, 우체국", "용산, 우체국", ""),
        ("도시계획국", "도시계획국", ""),
    ],
)
def test_a_department_behind_the_place(inside: str, place: str, department: str) -> None:
    draft = only(f"10:00 개장식({inside})").draft
    assert draft.place == place
    assert draft.lines == ((LineDraft("담당", department),) if department else ())


@pytest.mark.parametrize(
    ("text", "title", "day"),
    [
        ("다음달 첫째 월요일 9시 조회", "조회", date(2026, 12, 7)),
        ("1월 첫째 월요일 9시 조회", "조회", date(2027, 1, 4)),
        ("11월 첫째 월요일 9시 조회", "조회", date(2027, 11, 1)),
        ("12월 셋째 주 목요일 15시 조회", "조회", date(2026, 12, 17)),
        ("5월 첫째 주 월요일 조회", "조회", date(2027, 5, 3)),
        ("12월 두 번째 금 조회", "조회", date(2026, 12, 11)),
        ("내년 3월 마지막 주 수요일 조회", "조회", date(2027, 3, 31)),
        ("다다음주 수요일 11시 조회", "조회", date(2026, 12, 9)),
        ("다음 다음 주 수 조회", "조회", date(2026, 12, 9)),
        ("다음달 3일 10시 회의", "회의", date(2026, 12, 3)),
        ("다음 달 3일(목) 10시 회의", "회의", date(2026, 12, 3)),
        ("3일 뒤 14시 보고", "보고", date(2026, 12, 2)),
        ("이틀 후 보고", "보고", date(2026, 12, 1)),
        ("2주 뒤 수요일 보고", "보고", date(2026, 12, 9)),
        ("내일 개장 30일 후 점검", "개장 30일 후 점검", date(2026, 11, 30)),
    ],
)
def test_days_that_are_named(text: str, title: str, day: date) -> None:
    (event,) = parse_text(text, SUNDAY).events
    assert (event.draft.title, event.draft.starts_on) == (title, day)
    assert event.is_complete


@pytest.mark.parametrize("day", ["2월 다섯째 월요일", "13월 첫째 월요일", "다음달 32일"])
def test_a_named_day_that_does_not_exist_is_refused(day: str) -> None:
    (event,) = parse_text(f"{day} 9시 조회", SUNDAY).events
    assert event.errors == (f"달력에 없는 날입니다: {day}",)


def test_hours_from_and_to() -> None:
    (event,) = parse_text("내일 오후 2시에서 4시 사이 면담", SUNDAY).events
    assert event.draft.title == "면담"
    assert (event.draft.starts_at, event.draft.ends_at) == (time(14), time(16))


@pytest.mark.parametrize(
    ("text", "rule", "day"),
    [
        ("매주화 10:00 회의 6월말까지", "BYDAY=TU;UNTIL=20270630", date(2026, 12, 1)),
        ("매주화 10:00 회의 6/30까지", "BYDAY=TU;UNTIL=20270630", date(2026, 12, 1)),
        ("매주화 10:00 회의 6.30.(수)까지", "BYDAY=TU;UNTIL=20270630", date(2026, 12, 1)),
        ("매주화 6/30까지 10:00 회의", "BYDAY=TU;UNTIL=20270630", date(2026, 12, 1)),
        ("매주 월 9시 회의 4.24.부터 5.31.까지", "BYDAY=MO;UNTIL=20270531", date(2027, 4, 26)),
        ("평일 매일 8시 30분 회의", "BYDAY=MO,TU,WE,TH,FR", date(2026, 11, 30)),
        ("매주 월~금 8시 30분 회의", "BYDAY=MO,TU,WE,TH,FR", date(2026, 11, 30)),
        ("평일 8시 30분 회의", "BYDAY=MO,TU,WE,TH,FR", date(2026, 11, 30)),
        ("매주화 10:00 회의 ?12/30까지", "BYDAY=TU", date(2026, 12, 1)),
    ],
)
def test_the_last_day_of_a_series(text: str, rule: str, day: date) -> None:
    (event,) = parse_text(text, SUNDAY).events
    assert (event.draft.title, event.draft.starts_on) == ("회의", day)
    assert event.draft.rrule == f"FREQ=WEEKLY;{rule}"
    assert event.is_complete
    assert not event.doubts


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("내일 10시 다음달 행사 점검", "다음달"),
        ("다다음주 점검", "다다음주"),
        ("첫째 주 월요일 9시 조회", "첫째 주"),
        ("연말까지 점검", "연말까지"),
        ("내일 10시 1월 조회", "1월"),
        ("12.8. 평일 10시 회의", "평일"),
        ("한 달 뒤 점검", "한 달 뒤"),
        ("상반기 부터 점검", "부터"),
        ("매주 화 10시 매년 점검", "매년"),
    ],
)
def test_words_of_a_date_left_in_the_title_are_doubtful(text: str, words: str) -> None:
    (event,) = parse_text(text, SUNDAY).events
    (doubt,) = event.doubts
    assert doubt.startswith(f"날짜로 보이는 말이 제목에 남았습니다: {words}")


@pytest.mark.parametrize(
    "text",
    [
        "12.8. 12월 정례조회",
        "내일 주요 업무 점검",
        "내일 첫째아이 축하",
        "내일 7월호 인터뷰",
        "내일 뒤뜰 점검",
    ],
)
def test_other_words_are_not_doubtful(text: str) -> None:
    (event,) = parse_text(text, SUNDAY).events
    assert event.doubts == ()


@pytest.mark.parametrize(
    "text",
    [
        "12.8.(화)\n10:00 회의\n미정 월간유아 서면 인터뷰",
        "12.8.(화) 안내\n- 미정 월간유아 서면 인터뷰",
        "12.8.(화) 미정 월간유아 서면 인터뷰",
        "12.8.(화) 월간유아 서면 인터뷰 (시간 미정)",
        "12.8.(화) | 미정 | 월간유아 서면 인터뷰",
        "월일 | 시간 | 행사명\n12.8.(화) | 미정 | 월간유아 서면 인터뷰",
    ],
)
def test_an_event_whose_time_is_open(text: str) -> None:
    read = parse_text(text, SUNDAY)
    event = read.events[-1]
    assert event.draft == EventDraft(
        "월간유아 서면 인터뷰", date(2026, 12, 8), kind="interview", outlet="월간유아"
    )
    assert event.is_complete
    assert not read.unread


def test_a_place_that_is_open_is_no_time() -> None:
    assert only("내일 장소 미정 회의").draft.title == "장소 미정 회의"
    assert only("내일 14:00 미정 회의").draft.title == "미정 회의"


# Laws

pieces = st.sampled_from(
    [
        *(
            "3/2",
            "'23. 3. 2.(목)",
            "3.2.(금)",
            "내일",
            "다음주 화",
            "음력 4/8",
            "말일",
            "D+3",
            "99/99",
            "다음달 3일",
            "12월 셋째 주 목",
            "3일 뒤",
            "매주화",
            "6/30까지",
            "평일 매일",
        ),
        *(
            "14시",
            "오후 2시 반",
            "14:00~15:30",
            "2시",
            "25:00",
            "1시간",
            "종일",
            "미정",
            "~",
            "-",
            "/",
            ":",
        ),
        *(
            "@시청",
            "#회의",
            "#",
            "+도시교통실",
            "~이동40",
            "?3/2까지",
            "?",
            "!비공개",
            "비공개",
            "!",
            '@"가 나"',
        ),
        *(
            "회의",
            "국무회의",
            "인터뷰",
            "(시청 6층)",
            "(1.1.)",
            "(",
            ")",
            "일시/장소 :",
            "장소 : 시청",
        ),
        *("\n", "\n\n", "\t", " | ", "▲", "● ", "○ ", "- ", "월일\t시간\t행사명\t장소", "서울시장"),
    ]
)
texts = st.one_of(
    st.text(max_size=60), st.lists(st.one_of(pieces, st.text(max_size=5))).map(" ".join)
)


@given(texts)
@settings(max_examples=400, deadline=None)
def test_no_text_raises_and_none_is_lost(text: str) -> None:
    read = parse_text(text, TODAY)
    typed = [each.typed for event in read.events for each in event.readings]
    kept = _letters("".join([*typed, *(each.text for each in (*read.headings, *read.unread))]))
    assert not _letters(text) - kept, (text, read)


def test_long_texts_are_read_in_time() -> None:
    for each in ("1. ", "1시 ", "(", "가:", "3/2~"):
        text = each * 10_000
        read = parse_text(text, TODAY)
        assert read.unread
        assert _letters(text[20_000:]) <= _letters("".join(each.text for each in read.unread))


def _letters(text: str) -> Counter[str]:
    return Counter(each for each in text if each.isalpha() or each.isdecimal())


words = st.text("가나다라마바사ABC·", min_size=1, max_size=6).filter(lambda each: each != "·")
clock = st.times().map(lambda at: at.replace(second=0, microsecond=0, fold=0))


@st.composite
def drafts(draw: st.DrawFn) -> EventDraft:
    start, end = sorted([draw(clock), draw(clock)])
    timed = draw(st.sampled_from(["none", "start", "both", "all_day"]))
    kind = draw(st.sampled_from([each for each in KINDS if each != "interview"]))
    return EventDraft(
        " ".join(draw(st.lists(words, min_size=1, max_size=4))).strip("· "),
        draw(st.dates(date(2000, 1, 1), date(2049, 12, 31))),
        start if timed in {"start", "both"} else None,
        end if timed == "both" and end > start else None,
        " ".join(draw(st.lists(words, max_size=3))).strip("· "),
        kind,
        draw(st.sampled_from(["confirmed", "cancelled", "done", "hold"])),
        draw(st.sampled_from([*VISIBILITIES])),
        all_day=timed == "all_day",
        busy=timed != "all_day" or kind != "other",
    )


def formatted(draft: EventDraft) -> str:
    hours = "종일" if draft.all_day else ""
    if draft.starts_at:
        hours = f"{draft.starts_at:%H:%M}" + (f"~{draft.ends_at:%H:%M}" if draft.ends_at else "")
    place = f'@"{draft.place}"' if draft.place else ""
    signs = {"confirmed": "", "cancelled": "!취소", "done": "!완료", "hold": "?"}
    return " ".join(
        (
            *(draft.title, f"{draft.starts_on}", hours, place, f"#{KINDS[draft.kind]}"),
            *(f"!{VISIBILITIES[draft.visibility]}", signs[draft.status]),
        )
    )


@given(drafts().filter(lambda each: bool(each.title)))
@settings(max_examples=200, deadline=None)
def test_a_formatted_event_reads_back(draft: EventDraft) -> None:
    event = only(formatted(draft))
    assert event.draft == draft
    assert event.is_complete


REPORT = """□ 주요 추진실적 (민선8기 : '22. 7. ~ '23. 4.)

- 사고 예방 및 신속한 위기 대응을 위한 **재난·안전 현장 방문**(총 22회)
 - ▶ **인왕산 산불 현장방문·지휘**
 - 일시/장소 : '23. 4. 2.(일) 11:53 / 종로구 인왕산 6부 능선
 - 현장지휘 : 종로 인왕산 도착(14시경) 및 현장점검 후 서대문 개미마을 방문
 - 대응상황 : 대응1단계(12:29) → 대응2단계(12:51) → 대응1단계 해제(익일 13:27)

▶ 시민안전 시·자치구 구청장 회의 개최

- 일시/장소 : '23. 2. 28.(화) 08:00 / 시청 기획상황실(6층)
- 주요내용 : 서울시·자치구 재난안전시스템 강화 방안*

▶ 노원구 특고압 송전선로 지중화사업 착공식 현장방문

- 일시/장소 : '23. 3. 30.(목) 16:00 / 월계역 환승주차장
- 추진경위 : 진정서 접수('07.4월) 후 투자심사 및 설계용역을 거쳐 지중화 추진

▶ '23년 제16회 국무회의 참석 및 국정방향 건의

- 일시/장소 : '23. 4. 18.(화) 10:00 / 용산 대통령실
  피해자 예방을 위한 제도 마련 필요

② 서울시-제주특별자치도 교류강화 업무협약

- 일시/장소 : '23. 2. 3.(금) 13:50 / 제주특별자치도청

□ 추진실적 ('23.1.~4.14.)

- 시장 발표 기자설명회(간담회) : 6회
 - **도시·주택(3회)** : 도시건축 디자인 혁신(2.9.), 한옥 재창조 추진계획(2.14.)
 - **일반 행정(1회)** : 메타버스 서울(1.16.)

○ **언론매체 인터뷰 : 9회**

- MBN·조선일보·매일경제 등 신문(3회), 방송(3회), 잡지(2회), 통신·인터넷(1회)
 - ▶ 매일경제 신문 인터뷰(3.7.) : 도시건축 디자인 혁신, MICE 및 관광 질의

구분\t총계\t일반직
\t\t소계\t2급
정원\t34\t9
"""


def test_the_events_of_a_report() -> None:
    read = parse_text(REPORT, TODAY)
    assert [(f"{e.draft.starts_on:%m-%d}", e.draft.title, e.draft.place) for e in read.events] == [
        ("04-02", "인왕산 산불 현장방문·지휘", "종로구 인왕산 6부 능선"),
        ("02-28", "시민안전 시·자치구 구청장 회의 개최", "시청 기획상황실(6층)"),
        ("03-30", "노원구 특고압 송전선로 지중화사업 착공식 현장방문", "월계역 환승주차장"),
        ("04-18", "'23년 제16회 국무회의 참석 및 국정방향 건의", "용산 대통령실"),
        ("02-03", "서울시-제주특별자치도 교류강화 업무협약", "제주특별자치도청"),
        ("02-09", "도시건축 디자인 혁신", ""),
        ("02-14", "한옥 재창조 추진계획", ""),
        ("01-16", "메타버스 서울", ""),
        ("03-07", "매일경제 신문 인터뷰", ""),
    ]
    assert all(event.is_complete for event in read.events)
    assert len(read.events[0].draft.lines) == 2
    assert {each.text.strip() for each in read.unread} >= {
        "□ 추진실적 ('23.1.~4.14.)",
        "○ **언론매체 인터뷰 : 9회**",
        "정원\t34\t9",
    }
