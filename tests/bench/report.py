"""Reports in every format, from filled blocks, against Jinja2 alone printing the same lines."""

from pathlib import Path

from jinja2 import Environment

from secretariat_tui.reporting import outputs
from secretariat_tui.reporting.blocks import Block
from secretariat_tui.reporting.figures import Span
from secretariat_tui.reporting.report import Report
from tests.bench.measure import Figures, compare
from tests.reporting.samples import report

_TABLES, _LINES = 3, 160  # besides the sample with a table, lines that make it a work report
_TEMPLATE = "{% for line in lines %}{{ line }}\n{% endfor %}"


def formats(folder: Path, runs: int) -> Figures:
    """Measure a report of some 240 lines with three tables, and one 100 times as long, in every format."""
    lines = [Block("bullet", (Span("민생 현장방문을 위한 일정 기획, 지원방안 마련 " * 2),), "-", 3)]
    blocks = [*list(report().blocks) * _TABLES, *lines * _LINES]
    return {
        name: {each: _format(folder, blocks * factor, each, count) for each in outputs.FORMATS}
        for name, factor, count in (
            ("a work report", 1, runs),
            ("100 of them", 100, max(runs // 10, 1)),
        )
    }


def _format(folder: Path, blocks: list[Block], file_format: str, runs: int) -> Figures:
    printed = Report(blocks, [])
    lines = [block.text for block in blocks]
    template = Environment(autoescape=True).from_string(_TEMPLATE)
    out = folder / f"report.{file_format}"
    floor = folder / "floor.txt"
    return compare(
        lambda: outputs.write(printed, out, file_format, force=True),
        lambda: floor.write_text(template.render(lines=lines), encoding="utf-8"),
        runs,
        warm_up=0,
    )
