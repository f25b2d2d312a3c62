"""The blocks of a report as plain text, Markdown and HTML."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

from secretariat_tui.core.atomic_file import atomic_write
from secretariat_tui.core.i18n import _, language_set
from secretariat_tui.reporting.blocks import Block
from secretariat_tui.reporting.report import Report
from secretariat_tui.tables import formats
from secretariat_tui.tables.export_progress import ExportProgress

if TYPE_CHECKING:
    from rich.console import Console

_STYLES = """
@page { size: A4; margin: 20mm 18mm; @bottom-center { content: counter(page); } }
body { font: 15pt/1.6 "휴먼명조", "함초롬바탕", "Batang", serif; max-width: 174mm; margin: 0 auto; }
h1, h2, h3 { font-family: "HY헤드라인M", "함초롬돋움", "Malgun Gothic", sans-serif; line-height: 1.3;
    break-after: avoid; }
h1 { font-size: 22pt; text-align: center; margin: 2em 0 1em; } h2 { font-size: 18pt; } h3 { font-size: 16pt; }
p { margin: 0 0 .25em; } p.mark { padding-left: 1.4em; text-indent: -1.4em; }
p.level { font-weight: bold; margin-top: .7em; break-after: avoid; }
p.note { font: 12pt/1.5 "맑은 고딕", "Malgun Gothic", sans-serif; }
p.box { border: 1px solid #888; padding: .3em .6em .3em 1.6em; font-weight: bold; break-after: avoid; }
table { border-collapse: collapse; width: 100%; margin: .5em 0; break-inside: avoid;
    font: 11pt/1.4 "맑은 고딕", "Malgun Gothic", sans-serif; }
th, td { border: 1px solid #555; padding: .2em .4em; } th { background: #DFE6F7; }
caption { text-align: left; font-size: 10pt; } .page { break-after: page; }
"""


def text(blocks: Iterable[Block]) -> Iterator[str]:
    """Yield a report as plain text, which is pasted into a word processor."""
    for block in blocks:
        yield _text_of(block)


def _text_of(block: Block) -> str:
    if block.table is not None:
        return "".join(formats.TEXT_FORMATS["tsv"](block.table, ExportProgress()))
    if block.kind == "page":
        return "\f\n"
    if block.kind in {"title", "heading"}:
        return f"{block.text}\n"
    mark = f"{block.mark} " if block.mark else ""
    return f"{' ' * block.depth}{mark}{block.text}\n"


def markdown(blocks: Iterable[Block]) -> Iterator[str]:
    """Yield a report as Markdown."""
    for block in blocks:
        if block.table is not None:
            yield "\n" + "".join(formats.TEXT_FORMATS["md"](block.table, ExportProgress())) + "\n"
        elif block.kind in {"title", "heading"}:
            yield f"\n{'#' * (block.depth + 1)} {_escaped(block.text)}\n\n"
        elif block.kind == "page":
            yield "\n---\n\n"
        elif block.mark:
            yield f"{'  ' * block.depth}- {block.mark} {_escaped(block.text)}\n"
        else:
            yield f"{_escaped(block.text)}\n" if block.kind == "paragraph" else "\n"


def _escaped(line: str) -> str:
    """Return a line whose characters Markdown does not read as marks."""
    return "".join(f"\\{char}" if char in "\\`*_[]<>#~|" else char for char in line)


def html(blocks: Sequence[Block]) -> Iterator[str]:
    """Yield a report as an HTML page that prints on A4."""
    title = next((block.text for block in blocks if block.kind == "title"), _("보고"))
    yield f'<!DOCTYPE html>\n<html lang="ko">\n<head><meta charset="utf-8">\n<title>{escape(title)}</title>\n'
    yield f"<style>{_STYLES}</style></head>\n<body>\n"
    for block in blocks:
        yield _html_of(block)
    yield "</body>\n</html>\n"


def _html_of(block: Block) -> str:
    content = escape(block.text)
    if block.table is not None:
        return "".join(formats.TEXT_FORMATS["html"](block.table, ExportProgress()))
    match block.kind:
        case "title" | "heading":
            level = block.depth + 1
            return f"<h{level}>{content}</h{level}>\n"
        case "page":
            return '<div class="page"></div>\n'
        case "blank":
            return ""
    names = ["mark"] if block.mark else []
    names += [block.kind] if block.kind in {"note", "box"} else []
    names += ["level"] if block.mark == "□" else []
    style = f' style="margin-left: {block.depth}em"' if block.depth else ""
    mark = f"{block.mark} " if block.mark else ""
    return f'<p class="{" ".join(names)}"{style}>{mark}{content}</p>\n'


TEXT_FORMATS: Mapping[str, Callable[[Sequence[Block]], Iterator[str]]] = {
    "txt": text,
    "md": markdown,
    "html": html,
}
FORMATS = (*TEXT_FORMATS,)


def write(report: Report, path: Path, file_format: str, *, force: bool) -> None:
    """Write a report atomically to a file. FileError if that fails, or the file exists without `force`."""
    remedy = _("다른 이름을 쓰거나 바꿔 쓰기(--force)를 고르세요.")
    with atomic_write(path, replace=force, taken=remedy) as part:
        part.write_text(report_text(report, file_format), encoding="utf-8")


def report_text(report: Report, file_format: str) -> str:
    """Return a report as text in a format, in the language of its template."""
    with language_set(report.language):
        return "".join(TEXT_FORMATS[file_format](report.blocks))


def print_report(report: Report, console: "Console") -> None:
    """Print a report on a terminal."""
    console.print(report_text(report, "txt"), end="", markup=False, highlight=False)
