"""Commands, each declared once: bindings, footer, palette, help and the key table use them."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from secretariat_tui.core.i18n import N_
from secretariat_tui.core.named_tuple import NamedTuple

if TYPE_CHECKING:
    from textual.binding import BindingType


class Command(NamedTuple):
    """A command of a screen, with its default keys.

    The first key works with the Korean input method too; a letter may only be a second one.
    A `safe` command changes no data by itself, so that a letter typed with the Korean input method,
    which arrives late, may run it. A key with `priority` works also where text is typed.
    """

    id: str
    title: str
    keys: tuple[str, ...]
    action: str
    help: str = ""
    footer: bool = False
    safe: bool = False
    priority: bool = False


def bindings(commands: Iterable[Command]) -> "list[BindingType]":
    """Return Textual's bindings of commands by their default keys; `App.set_keymap` replaces the keys."""
    from textual.binding import Binding

    return [
        Binding(
            ",".join(each.keys),
            each.action,
            each.title,
            show=False,
            priority=each.priority,
            id=each.id,
        )
        for each in commands
    ]


OPEN = Command(
    "open",
    N_("열기"),
    ("enter",),
    "open",
    N_("고른 것을 열어 자세히 봅니다."),
    footer=True,
    safe=True,
)
BACK = Command("back", N_("뒤로"), ("escape",), "back", N_("한 걸음 뒤로 갑니다."))
UNDO = Command(
    "undo",
    N_("되돌리기"),
    ("ctrl+z",),
    "app.undo",
    N_("마지막에 저장한 일을 되돌립니다."),
    footer=True,
)
REDO = Command("redo", N_("다시 하기"), ("ctrl+y",), "app.redo", N_("되돌린 일을 다시 합니다."))
PALETTE = Command(
    "palette",
    N_("명령"),
    ("ctrl+p",),
    "app.palette",
    N_("이 화면의 모든 명령을 찾아 씁니다."),
    footer=True,
    safe=True,
)
HELP = Command(
    "help",
    N_("도움말"),
    ("f1", "question_mark"),
    "app.keys",
    N_("이 화면의 키를 보여 줍니다."),
    footer=True,
    safe=True,
)
FIND_EVERYWHERE = Command(
    "find_everywhere",
    N_("어디서나 찾기"),
    ("ctrl+k",),
    "app.find_everywhere",
    N_("모든 영역의 기록을, 적힌 것이면 무엇으로든 찾아 엽니다. 초성으로도 찾습니다."),
    safe=True,
    priority=True,
)
RELOAD = Command("reload", N_("다시 읽기"), ("f5",), "reload", N_("자료를 다시 읽습니다."))
QUIT = Command("quit", N_("끝내기"), ("ctrl+q",), "app.quit", N_("프로그램을 끝냅니다."))
DENSITY = Command(
    "density",
    N_("여백"),
    ("ctrl+d",),
    "app.density",
    N_("큰 화면에서 사이를 넓히거나 다시 좁힙니다."),
    safe=True,
)
THEME = Command(
    "theme",
    N_("화면 색"),
    ("ctrl+b",),
    "app.theme",
    N_("밝은 색, 어두운 색 등 화면의 색을 고릅니다. 다음에도 그대로입니다."),
    safe=True,
)
HISTORY = Command(
    "history",
    N_("이력"),
    ("ctrl+l",),
    "history",
    N_("누가 언제 무엇을 어떻게 바꾸었는지 봅니다. 고른 기록이 있으면 그 기록의 것입니다."),
    safe=True,
)
ATTACHED = Command(
    "attached",
    N_("덧붙인 것"),
    ("plus",),
    "attached",
    N_("고른 기록에 딸린 할 일, 메모, 파일, 관계자, 이어진 기록을 보고 적습니다."),
    safe=True,
)
MASK = Command(
    "mask",
    N_("가림"),
    ("ctrl+x",),
    "app.mask",
    N_("화면에서 이름, 전화번호, 주소를 가리거나 다시 보입니다."),
    safe=True,
)
LANGUAGE = Command(
    "language",
    N_("언어: English"),
    ("f12",),
    "app.language",
    N_("화면의 말을 English로 바꿉니다."),
    safe=True,
)
RESTORE = Command(
    "restore",
    N_("백업에서 되살리기"),
    ("ctrl+w",),
    "app.restore",
    N_("백업을 골라 자료 파일의 자리에 둡니다. 지금 파일은 이름을 바꾸어 둡니다."),
)
APP_COMMANDS = (
    *(UNDO, REDO, FIND_EVERYWHERE, HISTORY, ATTACHED, MASK, RELOAD, DENSITY, THEME),
    *(LANGUAGE, RESTORE, PALETTE, HELP, BACK, QUIT),
)

NEW = Command(
    "new", N_("새로"), ("insert", "n"), "new", N_("새 기록을 적습니다."), footer=True, safe=True
)
EDIT = Command(
    "edit", N_("고치기"), ("f2", "e"), "edit", N_("고른 기록을 고칩니다."), footer=True, safe=True
)
COPY_RECORD = Command(
    "copy_record",
    N_("본떠 새로"),
    ("ctrl+v", "ctrl+insert"),
    "copy_record",
    N_("고른 기록과 같은 내용으로 새 기록을 적습니다. 달라진 것만 고쳐 저장합니다."),
    safe=True,
)
DELETE = Command(
    "delete",
    N_("지우기"),
    ("delete",),
    "delete",
    N_("고른 기록을 지웁니다. 이름을 보여 주고 다시 묻습니다."),
)
FILTER = Command(
    "filter",
    N_("찾기"),
    ("slash",),
    "filter",
    N_("적는 대로 걸러 냅니다. 초성(ㅅㅇㅅ)으로도 찾습니다."),
    footer=True,
    safe=True,
)
COPY = Command(
    "copy",
    N_("복사"),
    ("ctrl+c",),
    "copy",
    N_("고른 줄을, 표시한 줄이 있으면 그 줄들을 복사합니다."),
)
EXPORT = Command(
    "export",
    N_("복사·내보내기"),
    ("ctrl+e",),
    "export",
    N_("표 전체를 여러 형식으로 복사하거나 파일로 냅니다."),
    footer=True,
    safe=True,
)
IMPORT = Command(
    "import",
    N_("파일 들여오기"),
    ("f10",),
    "import_file",
    N_("CSV나 XLSX 파일의 줄을 미리 보고 더합니다."),
    safe=True,
)
SELECT = Command("select", N_("표시"), ("space",), "select", N_("줄에 표시를 하거나 지웁니다."))
SELECT_ALL = Command(
    "select_all",
    N_("모두 표시"),
    ("ctrl+a",),
    "select_all",
    N_("화면에 보이는 줄을, 다시 누르면 찾은 줄을 모두 표시합니다."),
)
SORT = Command(
    "sort",
    N_("정렬"),
    ("f6", "s"),
    "list_action('sort')",
    N_("커서가 있는 열로 정렬합니다. 누를 때마다 오름, 내림, 처음 차례로 바뀝니다."),
    footer=True,
    safe=True,
)
COLUMNS = Command(
    "columns",
    N_("열"),
    ("f7", "c"),
    "list_action('choose_columns')",
    N_("보일 열과 그 순서, 너비를 고릅니다."),
    footer=True,
    safe=True,
)
SHOW_CELL = Command(
    "show_cell",
    N_("칸 보기"),
    ("f8", "v"),
    "list_action('show_cell')",
    N_("커서가 있는 칸의 글을 모두 봅니다."),
    safe=True,
)
GROUP = Command(
    "group",
    N_("묶기"),
    ("f9", "b"),
    "group",
    N_("커서가 있는 열로 묶어 건수와 합계를 봅니다. Enter로 그 줄들만 봅니다."),
    footer=True,
    safe=True,
)
FILTER_BY_VALUE = Command(
    "filter_by_value",
    N_("이 값만"),
    ("ctrl+f", "f"),
    "list_action('filter_by_cell')",
    N_("커서가 있는 칸과 값이 같은 줄만 봅니다. Esc로 하나씩 풉니다."),
    safe=True,
)
SAVED_VIEWS = Command(
    "saved_views",
    N_("보기"),
    ("ctrl+o",),
    "list_action('manage_saved_views')",
    N_("거르기, 정렬, 열을 이름 붙여 두고 다시 씁니다."),
    safe=True,
)
GO_TO = Command(
    "go_to",
    N_("가기"),
    ("ctrl+g",),
    "list_action('go_to')",
    N_("날짜나 줄 번호로 갑니다."),
    safe=True,
)
CHART = Command(
    "chart",
    N_("그림"),
    ("ctrl+t",),
    "chart",
    N_("지금 보이는 것을 달마다, 갈래마다 그림으로 봅니다."),
    safe=True,
)
LIST_COMMANDS = (
    FILTER,
    FILTER_BY_VALUE,
    SORT,
    GROUP,
    COLUMNS,
    SAVED_VIEWS,
    SHOW_CELL,
    GO_TO,
    SELECT,
    SELECT_ALL,
    COPY,
    EXPORT,
)
RECORD_COMMANDS = (OPEN, NEW, EDIT, COPY_RECORD, DELETE, IMPORT, *LIST_COMMANDS)
EARLIER = Command(
    "earlier_months",
    N_("앞 달"),
    ("left_square_bracket", "ctrl+left"),
    "shift(-1)",
    N_("일정표에서 석 달 앞을 봅니다."),
    footer=True,
    safe=True,
)
LATER = Command(
    "later_months",
    N_("다음 달"),
    ("right_square_bracket", "ctrl+right"),
    "shift(1)",
    N_("일정표에서 석 달 뒤를 봅니다."),
    footer=True,
    safe=True,
)
TIMELINE_COMMANDS = (OPEN, EARLIER, LATER, *LIST_COMMANDS, *APP_COMMANDS)
RETENTION = Command(
    "retention",
    N_("파기 예정"),
    ("f4",),
    "retention",
    N_("보유기간이 끝난 기록을 보고 파기합니다."),
    footer=True,
    safe=True,
)
DESTROY = Command(
    "destroy",
    N_("파기"),
    ("delete",),
    "destroy",
    N_("고른 기록과 그 이력의 내용을 없앱니다. 되돌릴 수 없습니다."),
    footer=True,
)
HISTORY_COMMANDS = (OPEN, RETENTION, *LIST_COMMANDS, *APP_COMMANDS)
RETENTION_COMMANDS = (DESTROY, *LIST_COMMANDS, *APP_COMMANDS)
