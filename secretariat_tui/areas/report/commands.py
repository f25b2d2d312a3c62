"""Commands of the report, of the tallies, and of the records behind a figure."""

from secretariat_tui.core.i18n import N_
from secretariat_tui.tui.keys.commands import (
    APP_COMMANDS,
    COPY,
    EXPORT,
    LIST_COMMANDS,
    OPEN,
    RECORD_COMMANDS,
    Command,
)

SOURCES = Command(
    "figure_rows",
    N_("근거 보기"),
    ("enter",),
    "open",
    N_(
        "고른 값의 근거가 되는 기록을 엽니다. 여럿이면 목록으로 봅니다. Esc로 같은 자리로 돌아옵니다."
    ),
    footer=True,
    safe=True,
)
FIGURE_COMMANDS = (
    Command(
        "next_figure",
        N_("다음 값"),
        ("tab",),
        "next_figure(1)",
        N_("보고의 다음 값으로 갑니다."),
        safe=True,
    ),
    Command(
        "previous_figure",
        N_("앞 값"),
        ("shift+tab",),
        "next_figure(-1)",
        N_("보고의 앞 값으로 갑니다."),
        safe=True,
    ),
)
REPORT_OWN_COMMANDS = (
    Command(
        "edit_template",
        N_("서식 고치기"),
        ("f2", "e"),
        "edit_template",
        N_(
            "서식을 내 편집기($VISUAL, $EDITOR)로 고칩니다. 돌아오면 다시 채웁니다. 딸린 서식은 복사해 고칩니다."
        ),
        footer=True,
    ),
    Command(
        "report_templates",
        N_("서식"),
        ("f3",),
        "templates",
        N_("보고 서식을 고르고, 새 이름으로 복사하고, 고칩니다."),
        footer=True,
        safe=True,
    ),
    Command(
        "report_period",
        N_("기간"),
        ("f4",),
        "choose_days",
        N_("보고 기간과 기준일, 외부용으로 가릴지를 정합니다."),
        footer=True,
        safe=True,
    ),
    Command(
        "switch_pane",
        N_("서식/보고"),
        ("f6",),
        "switch_pane",
        N_("서식과 보고 사이를 오갑니다. 좁은 화면에서는 고른 쪽이 커집니다."),
        footer=True,
        safe=True,
    ),
    Command(
        "report_figures",
        N_("값 목록"),
        ("f7",),
        "figures",
        N_(
            "보고의 모든 값을 출처와 함께 봅니다. 서식에 직접 적은 수와 경고가 있는 값에는 표시가 있습니다."
        ),
        footer=True,
        safe=True,
    ),
    Command(
        "report_warnings",
        N_("경고"),
        ("f8",),
        "warnings",
        N_("이 보고에서 살펴볼 것을 봅니다. Enter로 그 줄로 갑니다."),
        footer=True,
        safe=True,
    ),
    *FIGURE_COMMANDS,
    Command(
        "issue_report",
        N_("발행"),
        ("f9",),
        "issue",
        N_("보고를 지금 그대로 남깁니다. 기록이 달라져도 그대로이고, 누구도 고치지 못합니다."),
        footer=True,
    ),
    Command(
        "issued_reports",
        N_("발행한 보고"),
        ("f10",),
        "issued_reports",
        N_("발행한 보고를 다시 보고 내고, 지금과 무엇이 왜 달라졌는지 봅니다."),
        footer=True,
        safe=True,
    ),
    Command(
        "tallies",
        N_("실적"),
        ("ctrl+n",),
        "tallies",
        N_("보고에 적는 실적과 그 기초, 센 기록을 봅니다."),
        footer=True,
        safe=True,
    ),
)
REPORT_COPY = COPY._replace(help=N_("보고를 글로 복사합니다. 문서 편집기에 붙입니다."))
REPORT_EXPORT = EXPORT._replace(help=N_("보고를 여러 형식으로 복사하거나 파일로 냅니다."))
REPORT_COMMANDS = (SOURCES, *REPORT_OWN_COMMANDS, REPORT_COPY, REPORT_EXPORT, *APP_COMMANDS)
TALLY_COMMANDS = (
    Command(
        "open", N_("기록 보기"), ("enter",), "open",
        N_("고른 실적의 기초와, 센 기록을 하나씩 봅니다."), footer=True, safe=True,
    ),
    Command(
        "tally_period", N_("기간"), ("f4",), "choose_period",
        N_("어느 기간의 실적을 볼지 정합니다. 비우면 실적마다 제 기간으로 봅니다."), footer=True, safe=True,
    ),
    Command(
        "tally_year_before", N_("앞 해"), ("left_square_bracket", "ctrl+left"), "change_year(-1)",
        N_("앞 해의 실적을 봅니다."), safe=True,
    ),
    Command(
        "tally_year_after", N_("다음 해"), ("right_square_bracket", "ctrl+right"), "change_year(1)",
        N_("다음 해의 실적을 봅니다."), safe=True,
    ),
)  # fmt: skip
TALLIES_COMMANDS = (
    *TALLY_COMMANDS,
    *(each for each in RECORD_COMMANDS if each is not OPEN),
    *APP_COMMANDS,
)
ITEMS_COMMANDS = (OPEN, *LIST_COMMANDS, *APP_COMMANDS)
COMPARE = Command(
    "compare_report",
    N_("비교"),
    ("f4",),
    "compare",
    N_(
        "발행한 보고를 지금의 보고와, 둘을 표시하면 그 둘을 비교해 달라진 줄과 값을 까닭과 함께 봅니다."
    ),
    footer=True,
    safe=True,
)
ISSUED_OPEN = OPEN._replace(help=N_("고른 보고를 발행한 그대로 봅니다."))
ISSUED_LIST_COMMANDS = (ISSUED_OPEN, COMPARE, *LIST_COMMANDS, *APP_COMMANDS)
ISSUED_OWN_COMMANDS = (SOURCES, *FIGURE_COMMANDS, COMPARE, REPORT_COPY, REPORT_EXPORT)
ISSUED_COMMANDS = (*ISSUED_OWN_COMMANDS, *APP_COMMANDS)
PRINTOUT_OWN_COMMANDS = (
    SOURCES,
    *(each for each in REPORT_OWN_COMMANDS if each.id == "edit_template"),
    Command(
        "printout_before",
        N_("앞"),
        ("left_square_bracket", "ctrl+left"),
        "shift(-1)",
        N_("앞 날이나 앞 주의 것을 봅니다."),
        footer=True,
        safe=True,
    ),
    Command(
        "printout_after",
        N_("다음"),
        ("right_square_bracket", "ctrl+right"),
        "shift(1)",
        N_("다음 날이나 다음 주의 것을 봅니다."),
        footer=True,
        safe=True,
    ),
    *FIGURE_COMMANDS,
    COPY._replace(help=N_("인쇄물을 글로 복사합니다. 문서 편집기에 붙입니다."), footer=True),
    EXPORT._replace(help=N_("인쇄물을 여러 형식으로 복사하거나 파일로 냅니다.")),
)
PRINTOUT_COMMANDS = (*PRINTOUT_OWN_COMMANDS, *APP_COMMANDS)
COMPARISON_OWN_COMMANDS = (
    Command(
        "open_cause",
        N_("기록 열기"),
        ("enter",),
        "open",
        N_("고른 변경이 바꾼 기록을 엽니다. 지워진 기록은 그 이력을 봅니다."),
        footer=True,
        safe=True,
    ),
    Command(
        "next_cause",
        N_("다음 변경"),
        ("tab",),
        "next_figure(1)",
        N_("다음 변경으로 갑니다."),
        footer=True,
        safe=True,
    ),
    Command(
        "previous_cause",
        N_("앞 변경"),
        ("shift+tab",),
        "next_figure(-1)",
        N_("앞 변경으로 갑니다."),
        safe=True,
    ),
    COPY._replace(help=N_("달라진 것을 까닭과 함께 글로 복사합니다."), footer=True),
)
COMPARISON_COMMANDS = (*COMPARISON_OWN_COMMANDS, *APP_COMMANDS)
SCREENS = (
    REPORT_COMMANDS,
    TALLIES_COMMANDS,
    ITEMS_COMMANDS,
    ISSUED_LIST_COMMANDS,
    ISSUED_COMMANDS,
    COMPARISON_COMMANDS,
    PRINTOUT_COMMANDS,
)
