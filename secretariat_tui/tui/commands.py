"""Commands, each declared once: its keys, the footer, the palette, help and the key table follow."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, NamedTuple

from secretariat_tui.area import Area
from secretariat_tui.language import N_

if TYPE_CHECKING:
    from textual.binding import BindingType

_NAMES = {
    "escape": "Esc", "question_mark": "?", "slash": "/", "pageup": "PgUp", "pagedown": "PgDn",
    "space": "Space", "left": "←", "right": "→", "up": "↑", "down": "↓",
    "left_square_bracket": "[", "right_square_bracket": "]",
}  # fmt: skip


class Command(NamedTuple):
    """Something a person can ask for. The first key works in Hangul too; letters are a bonus."""

    id: str
    title: str
    keys: tuple[str, ...]
    action: str
    help: str = ""
    footer: bool = False


def bindings(commands: Iterable[Command]) -> "list[BindingType]":
    """Return Textual's bindings for commands."""
    from textual.binding import Binding

    return [
        Binding(",".join(each.keys), each.action, each.title, show=False, id=each.id)
        for each in commands
    ]


def key_name(key: str) -> str:
    """Write a key as it stands on a keyboard: ctrl+p is Ctrl+P, escape is Esc."""
    *held, last = key.split("+")
    name = _NAMES.get(last) or (last if len(last) == 1 and not held else last.capitalize())
    return "+".join([*(part.capitalize() for part in held), name])


OPEN = Command(
    "open", N_("열기"), ("enter",), "open", N_("고른 것을 열어 자세히 봅니다."), footer=True
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
)
HELP = Command(
    "help",
    N_("도움말"),
    ("f1", "question_mark"),
    "app.keys",
    N_("이 화면의 키를 보여 줍니다."),
    footer=True,
)
RELOAD = Command("reload", N_("다시 읽기"), ("f5",), "reload", N_("자료를 다시 읽습니다."))
QUIT = Command("quit", N_("끝내기"), ("ctrl+q",), "app.quit", N_("프로그램을 끝냅니다."))
SHELL = (UNDO, REDO, RELOAD, PALETTE, HELP, BACK, QUIT)

NEW = Command("new", N_("새로"), ("insert", "n"), "new", N_("새 기록을 적습니다."), footer=True)
EDIT = Command("edit", N_("고치기"), ("f2", "e"), "edit", N_("고른 기록을 고칩니다."), footer=True)
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
)
MARK = Command("mark", N_("표시"), ("space",), "mark", N_("줄에 표시를 하거나 지웁니다."))
MARK_ALL = Command(
    "mark_all", N_("모두 표시"), ("ctrl+a",), "mark_all", N_("보이는 줄에 모두 표시합니다.")
)
RECORDS = (OPEN, NEW, EDIT, DELETE, FILTER, MARK, MARK_ALL, COPY, EXPORT)


def go_commands(areas: Iterable[Area]) -> list[Command]:
    """Return the commands that show the areas."""
    return [
        Command(f"go.{each.name}", each.title, (each.key,), f"app.go('{each.name}')", each.title)
        for each in areas
    ]
