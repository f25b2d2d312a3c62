"""Importing a file: its choice, a preview of what was understood, and the import."""

import asyncio
from collections.abc import Mapping, Sequence
from itertools import islice
from pathlib import Path
from typing import Any, ClassVar

from textual.binding import Binding, BindingType
from textual.screen import Screen

from secretariat_tui import settings
from secretariat_tui.core.atomic_file import parse_path
from secretariat_tui.core.errors import UserError, require_valid
from secretariat_tui.core.i18n import N_, _
from secretariat_tui.core.named_tuple import NamedTuple
from secretariat_tui.imports import report
from secretariat_tui.imports.progress import ImportCancelled, ImportProgress
from secretariat_tui.imports.reading import read_file
from secretariat_tui.imports.target import ImportTarget
from secretariat_tui.imports.writing import ImportResult, check_rows, write
from secretariat_tui.tui.dialogs import form_fields
from secretariat_tui.tui.dialogs.base import hint
from secretariat_tui.tui.dialogs.form import Form
from secretariat_tui.tui.dialogs.form_fields import FormField
from secretariat_tui.tui.dialogs.progress import await_with_progress
from secretariat_tui.tui.dialogs.text_dialog import TextDialog
from secretariat_tui.tui.keys.area import Area
from secretariat_tui.tui.paint.text import BarItem, StyledLine, styled_line
from secretariat_tui.tui.runtime.shell import shell_of

_SUFFIXES = frozenset({".csv", ".tsv", ".txt", ".xlsx", ".xlsm", ".ics"})
_FOLDERS = ("", "Downloads", "Documents", "Desktop", "다운로드", "문서", "바탕화면")
_MAX_LISTED = 2_000  # of a folder, while somebody types
_MAX_FILES, _MAX_COMPLETIONS, _PREVIEW_ROWS = 200, 8, 5
_ALL, _VALID_ROWS = "all", "valid"


class _Import(NamedTuple):
    target: ImportTarget[Any]
    result: ImportResult[Any]


class ImportPreview(TextDialog):
    """Shows what was understood of a file; returns which rows to add, None if none."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "add_all", show=False),
        Binding("f2", "add_valid", show=False),
    ]

    def __init__(self, result: ImportResult[Any]) -> None:
        super().__init__(_("들여오기: {name}").format(name=result.parsed.name), _preview(result))
        self._result = result

    def hints(self) -> list[BarItem]:
        """Return the keys that add rows, as far as there are any to add."""
        new, changes = len(self._result.new), len(self._result.changes)
        keys, text = [], _("{n}건 더하기").format(n=f"{new:,}")
        if changes:
            text = _("{n}건 더하고 {m}건 고치기").format(n=f"{new:,}", m=f"{changes:,}")
        if self._result.writes and not self._result.errors:
            keys = [hint("Enter", text, "add_all")]
        elif self._result.writes:
            text = _("잘못된 줄을 빼고 {what}").format(what=text)
            keys = [hint("F2", text, "add_valid")]
        return [*keys, hint("Esc", _("닫기"), "dismiss(None)")]

    def action_add_all(self) -> None:
        """Add all rows, if none has an error."""
        if self._result.writes and not self._result.errors:
            self.dismiss(_ALL)

    def action_add_valid(self) -> None:
        """Add the rows without errors."""
        if self._result.writes:
            self.dismiss(_VALID_ROWS)


def _preview(result: ImportResult[Any]) -> list[StyledLine]:
    head, *columns = report.header_lines(result.parsed)
    lines = [styled_line((report.counts(result), "title")), styled_line((head, "dim"))]
    lines += [styled_line(line) for line in columns]
    if result.errors:
        lines += [styled_line(""), styled_line((_("잘못된 곳"), "title"))]
        lines += [styled_line((line, "bad")) for line in report.error_lines(result)]
    if result.changes:
        lines += [styled_line(""), styled_line((_("고칠 것"), "title"))]
        lines += [styled_line(line) for line in report.change_lines(result)]
    if result.known:
        lines += [styled_line(""), styled_line((_("이미 있는 것"), "title"))]
        lines += [styled_line(line) for line in report.known_lines(result)]
    if result.new:
        lines += [styled_line(""), styled_line((_("더할 것"), "title"))]
        lines += [styled_line(line) for line in report.preview_lines(result, _PREVIEW_ROWS)]
    return lines


async def import_file(screen: Screen[Any], table: str) -> bool:
    """Let the user choose a file and see what it holds, then import it; return whether rows were added.

    `table` is the name of the table of records that is offered first.
    """
    app = shell_of(screen)
    targets = await app.store.run(lambda _file: _targets(app.areas))
    files = await asyncio.to_thread(_files, settings.home_folder())
    form = _form(screen, targets, table, files)
    chosen: _Import | None = await app.push_screen_wait(form)
    if chosen is None:
        return False
    rows: str | None = await app.push_screen_wait(ImportPreview(chosen.result))
    if rows is None:
        return False
    progress = ImportProgress()
    job = app.store.run(
        lambda file: write(
            file,
            chosen.target,
            chosen.result.parsed,
            progress,
            skip_errors=rows == _VALID_ROWS,
        )
    )
    try:
        result = await await_with_progress(
            screen, _("들여오는 중"), chosen.result.writes, progress, job
        )
    except ImportCancelled:
        app.show_message(_("그만두었습니다. 아무것도 들여오지 않았습니다."))
        return False
    if not result.written:
        app.show_message(_("그 사이에 자료가 바뀌어 들여오지 않았습니다."), "warn")
        return False
    app.show_message(_("들여왔습니다: {counts}").format(counts=report.counts(result)), "good")
    return True


def _targets(areas: Any) -> Mapping[str, tuple[str, ImportTarget[Any]]]:
    """Return the registers that files can be imported into, with their titles, by AREA/TABLE."""
    return {
        f"{area.name}/{name}": (_title(area, target), target)
        for area in areas
        for name, target in area.imports().items()
    }


def _title(area: Area, target: ImportTarget[Any]) -> str:
    own, title = _(target.model.title), _(area.title)
    return own if own.startswith(title) else f"{title} {own}"


def _form(
    screen: Screen[Any],
    targets: Mapping[str, tuple[str, ImportTarget[Any]]],
    table: str,
    files: Sequence[Path],
) -> Form[_Import]:
    async def read(values: dict[str, Any]) -> _Import:
        require_valid([] if values["path"] else [("path", _("파일을 적어 주세요."))])
        _name, target = targets[values["target"]]
        app, progress = shell_of(screen), ImportProgress()
        path, today = parse_path(values["path"]).absolute(), app.today()
        tables = app.tables

        def work(reader: Any) -> ImportResult[Any]:
            parsed = read_file(
                path,
                target,
                reader,
                today,
                sheet=values["sheet"],
                progress=progress,
                tables=tables,
            )
            return check_rows(target, reader, parsed, progress)

        job = app.store.run_query(work)
        try:
            result = await await_with_progress(screen, _("읽는 중"), 0, progress, job)
        except ImportCancelled:
            raise UserError(_("그만두었습니다.")) from None
        return _Import(target, result)

    start = next((key for key, each in targets.items() if each[1].model.table == table), "")
    names = {key: title for key, (title, _target) in targets.items()}
    fields = [
        form_fields.choice("target", N_("어디에"), names),
        _path_field(files),
        form_fields.text("sheet", N_("시트"), _("통합 문서의 시트. 비우면 맞는 것을 찾습니다.")),
    ]
    values = {"target": start or next(iter(targets)), "path": "", "sheet": ""}
    return Form(_("파일 들여오기"), fields, values, read, done=N_("미리보기"))


def _path_field(files: Sequence[Path]) -> FormField:
    """Return a field for the path of a file; F4 offers those in the folders where people keep them."""
    return FormField(
        "path",
        N_("파일"),
        hint=_("CSV나 XLSX 파일, 일정은 ICS도"),
        echo=_completions,
        records=[(str(each), str(each)) for each in files],
    )


def _files(home: Path) -> list[Path]:
    """Return the files that may be imported, newest first."""
    found: dict[Path, float] = {}
    for name in _FOLDERS:
        found |= _dated_files(home / name)
    return sorted(found, key=lambda path: found[path], reverse=True)[:_MAX_FILES]


def _dated_files(folder: Path) -> dict[Path, float]:
    try:
        return {
            path: path.stat().st_mtime
            for path in folder.iterdir()
            if path.suffix.lower() in _SUFFIXES and path.is_file()
        }
    except OSError:  # there is no such folder, or it is not ours
        return {}


def _completions(typed: str, _value: Any) -> str:
    """Return the names that complete a path."""
    folder, slash, start = typed.strip().rpartition("/")
    if not slash:
        return ""
    try:
        names = sorted(
            f"{each.name}/" if each.is_dir() else each.name
            for each in islice(Path(f"{folder}/").expanduser().iterdir(), _MAX_LISTED)
            if each.name.startswith(start) and not each.name.startswith(".")
            if each.is_dir() or each.suffix.lower() in _SUFFIXES
        )
    except (OSError, RuntimeError, ValueError):  # no such folder, home, or path
        return ""
    if names == [start]:
        return ""
    return "  ".join(names[:_MAX_COMPLETIONS])
