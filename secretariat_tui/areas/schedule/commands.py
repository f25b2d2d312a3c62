"""Commands of the diary."""

from secretariat_tui.areas.holidays.commands import HOLIDAYS
from secretariat_tui.areas.requests.commands import REQUESTS
from secretariat_tui.core.i18n import N_
from secretariat_tui.tui.keys.commands import (
    APP_COMMANDS,
    CHART,
    COPY,
    COPY_RECORD,
    DELETE,
    EDIT,
    EXPORT,
    FILTER,
    LIST_COMMANDS,
    NEW,
    OPEN,
    Command,
)

GO_TO = Command(
    "go_to",
    N_("날짜로"),
    ("f3", "ctrl+g"),
    "go_to",
    N_("날짜를 적어 그날로 갑니다: 4.19., 내일, +7."),
    footer=True,
    safe=True,
)
GO_TO_TODAY = Command(
    "go_to_today", N_("오늘로"), ("f6", "t"), "go_to_today", N_("오늘로 갑니다."), safe=True
)
QUICK_ADD = Command(
    "quick_add",
    N_("빠른 추가"),
    ("f9",),
    "quick_add",
    N_(
        "한 줄로 일정을 적습니다: 내일 14시-15시 착공식 @위례중앙광장 #현장방문 +도시교통실 ~이동40"
        " ?3/2까지 !비공개 매주화. 하루 일정을 붙여 넣으면 여러 건을 한꺼번에 적습니다."
    ),
    footer=True,
    safe=True,
)
STATUS = Command(
    "status", N_("상태"), ("f4",), "status", N_("일정을 확정·완료·취소·연기로 바꿉니다.")
)
CHECKED = Command(
    "event_checked",
    N_("비서실장 확인"),
    ("asterisk",),
    "stamp('checked_on')",
    N_("고른 일정에 비서실장이 확인한 날로 오늘을 적습니다."),
)
SEEN = Command(
    "event_seen",
    N_("시장 열람"),
    ("number_sign",),
    "stamp('seen_on')",
    N_("고른 일정에 시장이 열람한 날로 오늘을 적습니다."),
)
LINKED = Command(
    "event_linked",
    N_("이어진 기록"),
    ("f6",),
    "linked",
    N_("일정과 이어진 집행이나 협약을 열거나, 새로 적어 잇습니다."),
    safe=True,
)
EVENT_LIST = Command(
    "events",
    N_("목록"),
    ("f7",),
    "events",
    N_("모든 일정을 표로 봅니다. 거르고 정렬하고 묶고 한꺼번에 냅니다."),
    footer=True,
    safe=True,
)
PRINT = Command(
    "print",
    N_("인쇄물"),
    ("ctrl+r",),
    "print",
    N_("고른 일정의 브리핑, 일일·주간 일정을 종이에 낼 꼴로 보고 복사하거나 파일로 냅니다."),
    footer=True,
    safe=True,
)
SHEET_COMMANDS = (
    Command(
        "print_briefing",
        N_("행사 브리핑"),
        ("shift+f9",),
        "show_sheet('briefing')",
        N_("고른 일정의 브리핑을, 고른 일정이 없으면 그날 일정마다 한 장씩 봅니다."),
        safe=True,
    ),
    Command(
        "print_day",
        N_("일일 일정"),
        ("shift+f10",),
        "show_sheet('day')",
        N_("그날의 일정과 할 일을 종이에 낼 꼴로 봅니다."),
        safe=True,
    ),
    Command(
        "print_week",
        N_("주간 일정"),
        ("shift+f11",),
        "show_sheet('week')",
        N_("그 주의 일정을 종이에 낼 꼴로 봅니다."),
        safe=True,
    ),
    Command(
        "print_public",
        N_("주간 공개 일정"),
        ("shift+f12",),
        "show_sheet('public')",
        N_("그 주의 공개 일정을 언론에 낼 꼴로 봅니다."),
        safe=True,
    ),
)
"""A command for each printout."""
NEXT_VIEW = Command(
    "next_view",
    N_("보기"),
    ("f8", "v"),
    "next_view",
    N_("다음 보기로 바꿉니다: 해, 달, 두 주, 주, 날, 목록."),
    footer=True,
    safe=True,
)
VIEW_COMMANDS = (
    Command(
        "year_view",
        N_("해"),
        ("shift+f8",),
        "show_view('year')",
        N_("한 해의 바쁜 날과 쉬는 날을 봅니다."),
        safe=True,
    ),
    Command(
        "month_view",
        N_("달"),
        ("shift+f1", "m"),
        "show_view('month')",
        N_("한 달을 봅니다."),
        safe=True,
    ),
    Command(
        "fortnight_view",
        N_("두 주"),
        ("shift+f2", "b"),
        "show_view('fortnight')",
        N_("두 주를 봅니다."),
        safe=True,
    ),
    Command(
        "week_view",
        N_("주"),
        ("shift+f3", "w"),
        "show_view('week')",
        N_("한 주를 시각에 따라 봅니다."),
        safe=True,
    ),
    Command(
        "day_view",
        N_("날"),
        ("shift+f4", "d"),
        "show_view('day')",
        N_("하루를 시각에 따라, 고른 일정의 내용과 함께 봅니다."),
        safe=True,
    ),
    Command(
        "agenda_view",
        N_("목록"),
        ("shift+f5", "a"),
        "show_view('agenda')",
        N_("한 달의 일정을 차례로 봅니다."),
        safe=True,
    ),
)
"""A command for each view, named by it."""
ZOOM_IN = Command(
    "zoom_in", N_("시간 넓게"), ("equals_sign",), "zoom(1)", N_("시간표의 한 줄을 15분까지 나눕니다."), safe=True
)  # fmt: skip
ZOOM_OUT = Command(
    "zoom_out", N_("시간 좁게"), ("minus",), "zoom(-1)", N_("시간표의 한 줄을 1시간까지 합칩니다."), safe=True
)  # fmt: skip
MOVE_EVENT = Command(
    "move_event",
    N_("옮기기"),
    ("shift+right", "shift+down"),
    "move_event",
    N_(
        "주나 날 보기에서 고른 일정을 Shift+화살표로 옮기고, Ctrl+Shift+↑·↓로 늘이거나 줄입니다."
        " 이어서 화살표로 더 옮기고, Tab으로 끝 시각을 바꾸며, Enter로 저장하고 Esc로 그만둡니다."
    ),
    safe=True,
)
FREE_SLOTS = Command(
    "free_slots",
    N_("빈 시간"),
    ("ctrl+f", "f"),
    "free_slots",
    N_("빈 시간을 찾아 새 일정이나 잠정 일정을 적습니다: 30분, 이번 주, 10–17시, 이동 20분."),
    safe=True,
)
MAKE_ROOM = Command(
    "make_room",
    N_("긴급"),
    ("shift+f6",),
    "make_room",
    N_("긴급한 일정에 걸리는 일정을 보고, 하나씩 연기하거나 대참으로 돌립니다."),
)
RECORD_PAST = Command(
    "record_past",
    N_("지난 회차 적기"),
    ("shift+f7",),
    "record_past",
    N_("반복하는 일정의 지난 회차를 하나하나의 일정으로 적어 실적에 들게 합니다."),
)
DIARY_OPEN = OPEN._replace(
    help=N_(
        "고른 일정을 엽니다. 거기서 +로 파일과 할 일을, F3으로 틀의 할 일을 붙입니다."
        " 그날까지의 할 일이 남은 일정은 준비 미비입니다."
    )
)
OWN_COMMANDS = (
    DIARY_OPEN,
    EDIT,
    NEXT_VIEW,
    QUICK_ADD,
    NEW,
    *VIEW_COMMANDS,
    ZOOM_IN,
    ZOOM_OUT,
    MOVE_EVENT,
    GO_TO,
    EVENT_LIST,
    PRINT,
    FILTER,
    STATUS,
    FREE_SLOTS,
    MAKE_ROOM,
    CHECKED,
    SEEN,
    GO_TO_TODAY,
    REQUESTS,
    HOLIDAYS,
    CHART,
    *SHEET_COMMANDS,
    COPY_RECORD,
    DELETE,
    RECORD_PAST,
    COPY,
    EXPORT,
)
DIARY_COMMANDS = (*OWN_COMMANDS, *APP_COMMANDS)
EVENTS_COMMANDS = (
    OPEN,
    NEW,
    EDIT,
    COPY_RECORD,
    DELETE,
    STATUS,
    CHECKED,
    SEEN,
    CHART,
    *LIST_COMMANDS,
    *APP_COMMANDS,
)
SCREENS = (DIARY_COMMANDS, EVENTS_COMMANDS)
