"""A table as a file."""

from pathlib import Path
from typing import Any

from secretariat_tui.files import whole
from secretariat_tui.tables import formats
from secretariat_tui.tables.table import Sheet

FORMS = (*formats.TEXT, "txt", "xlsx")
_HTML = '<!doctype html>\n<meta charset="utf-8">\n'  # else a browser guesses, and loses Hangul


def write(sheet: Sheet[Any], path: Path, form: str, *, force: bool) -> None:
    """Write a sheet as a file that its owner alone can read, whole or not at all.

    CSV has a byte order mark, without which Korean Excel takes it for CP949. FileProblem where it
    cannot be written, or exists already without `force`.
    """
    with whole(path, replace=force) as part:
        if form == "xlsx":
            formats.xlsx(sheet, part)
        else:
            encoding = "utf-8-sig" if form == "csv" else "utf-8"
            part.write_text(text(sheet, form, page=True), encoding=encoding, newline="")


def text(sheet: Sheet[Any], form: str, *, page: bool = False) -> str:
    """Return a sheet as text in a form; `page` makes HTML a page of its own."""
    if form == "txt":
        from secretariat_tui.tables.terminal import plain

        return plain(sheet)
    return (_HTML if page and form == "html" else "") + formats.TEXT[form](sheet)
