"""The table of all commands and their keys, for the README and `secretariat keys`."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from secretariat_tui.core.i18n import N_, _
from secretariat_tui.tables.table import Column, Sheet, Table
from secretariat_tui.tui.keys.area import Area, go_commands
from secretariat_tui.tui.keys.commands import APP_COMMANDS, RECORD_COMMANDS, Command
from secretariat_tui.tui.keys.keymap import Keymap
from secretariat_tui.tui.keys.names import LETTERS, key_name


@dataclass(frozen=True)
class KeyRow:
    """A row of the key table."""

    where: str
    command: Command
    keys: tuple[str, ...]


KEYS: Table[KeyRow] = Table(
    "keys",
    N_("키"),
    (
        Column("where", N_("화면"), lambda row: _(row.where)),
        Column("keys", N_("키"), lambda row: " · ".join(map(key_name, row.keys))),
        Column("title", N_("명령"), lambda row: _(row.command.title)),
        Column("help", N_("하는 일"), lambda row: _(row.command.help)),
        Column("id", N_("설정 이름"), lambda row: row.command.id),
    ),
)


def key_sheet(areas: Sequence[Area], keymap: Keymap) -> Sheet[KeyRow]:
    """Return all commands of all screens with their keys."""

    def rows_of(where: str, commands: Iterable[Command]) -> list[KeyRow]:
        return [KeyRow(where, each, keymap.keys(each)) for each in commands]

    rows = rows_of(N_("어디서나"), (*go_commands(areas), *APP_COMMANDS))
    rows += rows_of(N_("목록"), RECORD_COMMANDS)
    for area in areas:
        own = dict.fromkeys(each for screen in area.commands() for each in screen)
        rows += rows_of(
            area.title, (each for each in own if each not in {*APP_COMMANDS, *RECORD_COMMANDS})
        )
    letters = [row for row in rows if LETTERS.issuperset(row.keys)]
    notes = tuple(
        _("한글 입력 상태에서 듣지 않는 키: {key} ({title})").format(
            key=" · ".join(row.keys), title=_(row.command.title)
        )
        for row in letters
    )
    return Sheet(KEYS, rows, notes=(*keymap.messages, *notes))
