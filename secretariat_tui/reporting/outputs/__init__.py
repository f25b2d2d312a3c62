"""A report in every format, and writing it to a file."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from secretariat_tui.core.atomic_file import atomic_write
from secretariat_tui.core.i18n import _, language_set
from secretariat_tui.reporting.blocks import Block
from secretariat_tui.reporting.outputs.html import html
from secretariat_tui.reporting.outputs.markdown import markdown
from secretariat_tui.reporting.outputs.text import text
from secretariat_tui.reporting.report import Report

if TYPE_CHECKING:
    from rich.console import Console

TEXT_FORMATS: Mapping[str, Callable[[Sequence[Block]], Iterator[str]]] = {
    "txt": text,
    "md": markdown,
    "html": html,
}
FORMATS = (*TEXT_FORMATS, "hwpx")


def write(report: Report, path: Path, file_format: str, *, force: bool) -> None:
    """Write a report atomically to a file.

    FileError if that fails, or the file exists without `force`; UserError if the library for HWPX is missing.
    """
    remedy = _("다른 이름을 쓰거나 바꿔 쓰기(--force)를 고르세요.")
    with atomic_write(path, replace=force, taken=remedy) as part:
        if file_format == "hwpx":
            from secretariat_tui.reporting.outputs import hwpx

            hwpx.write(report, part)
        else:
            part.write_text(report_text(report, file_format), encoding="utf-8", newline="\n")


def report_text(report: Report, file_format: str) -> str:
    """Return a report as text in a format, in the language of its template."""
    with language_set(report.language):
        return "".join(TEXT_FORMATS[file_format](report.blocks))


def print_report(report: Report, console: "Console") -> None:
    """Print a report on a terminal, in the language of its template."""
    from secretariat_tui.reporting.outputs.terminal import print_blocks

    with language_set(report.language):
        print_blocks(report.blocks, console)
