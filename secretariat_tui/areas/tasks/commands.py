"""Commands of the list of tasks and of the sets of tasks."""

from secretariat_tui.core.i18n import N_
from secretariat_tui.tui.keys.commands import (
    APP_COMMANDS,
    NEW,
    OPEN,
    RECORD_COMMANDS,
    Command,
)

TASK_STATE = Command(
    "task_state",
    N_("상태 바꾸기"),
    ("f4",),
    "task_state",
    N_("고른 할 일이나 표시한 할 일들의 상태를 바꿉니다. 완료는 완료일과 근거를 적습니다."),
    footer=True,
)
TASK_FILTER = Command(
    "task_filter",
    N_("골라 보기"),
    ("f3",),
    "task_filter",
    N_("기한 지난 것, 이번 주, 내 것, 기한 없는 것, 끝난 것만 봅니다. Esc로 모두 봅니다."),
    footer=True,
    safe=True,
)
TASK_RECORD = Command(
    "task_record",
    N_("기록으로"),
    ("ctrl+r", "r"),
    "task_record",
    N_("할 일이 딸린 기록을 그 영역에서 엽니다. Esc로 이 목록의 같은 자리로 돌아옵니다."),
    footer=True,
    safe=True,
)
TASK_ASSIGN = Command(
    "task_assign",
    N_("담당·기한"),
    ("ctrl+n",),
    "task_assign",
    N_("고른 할 일이나 표시한 할 일들의 담당과 기한을 한꺼번에 바꿉니다."),
    safe=True,
)
TEMPLATES = Command(
    "task_templates",
    N_("할 일 틀"),
    ("ctrl+t",),
    "task_templates",
    N_("기록의 종류마다 되풀이되는 할 일의 틀을 봅니다. 덧붙인 것(+)에서 F3으로 기록에 더합니다."),
    safe=True,
)
OWN_COMMANDS = (TASK_STATE, TASK_FILTER, TASK_RECORD, TASK_ASSIGN, TEMPLATES)
TASKS_COMMANDS = (OPEN, NEW, *OWN_COMMANDS, *RECORD_COMMANDS[2:], *APP_COMMANDS)
TEMPLATES_COMMANDS = (*RECORD_COMMANDS, *APP_COMMANDS)
SCREENS = (TASKS_COMMANDS, TEMPLATES_COMMANDS)
