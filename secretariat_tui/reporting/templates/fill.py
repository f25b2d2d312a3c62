"""Templates: text with fields and loops, filled in a sandbox with limits on time, size and memory."""

import re
from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache
from types import CodeType
from typing import Any

from jinja2 import TemplateError, UndefinedError

from secretariat_tui.core.errors import RuleError
from secretariat_tui.core.i18n import _
from secretariat_tui.reporting.figures import PrintedValues, without_marks
from secretariat_tui.reporting.templates.errors import (
    LimitError,
    ReportTemplateError,
    comparison_message,
    template_error,
    unknown_name,
)
from secretariat_tui.reporting.templates.limits import Limits
from secretariat_tui.reporting.templates.sandbox import ReportEnvironment
from secretariat_tui.reporting.templates.syntax import read_template

__all__ = ["MAX_TEMPLATE", "ReportTemplateError", "fill"]
MAX_TEMPLATE = 1_000_000  # characters of a template
MAX_SECONDS = 20.0
_MAX_TEXT = 5_000_000  # characters of a filled template
_NAME = "template"
_TAGS_ONLY = re.compile(r"(?:\s|\{%(?:(?!%\}).)*%\}|\{#(?:(?!#\}).)*#\})*+")
_FIRST_TAG = re.compile(r"^(\s+\{[%#])(?![-+])")
_FAULTS = (
    RuleError, TemplateError, TypeError, ValueError, ArithmeticError, LookupError, AttributeError, SyntaxError,
    RecursionError, MemoryError,
)  # fmt: skip
"""What a template can raise; errors of the file are not among them."""


def fill(
    text: str,
    names: Mapping[str, Any],
    seconds: float = MAX_SECONDS,
    stopped: Callable[[], bool] = lambda: False,
) -> tuple[str, PrintedValues]:
    """Return a filled template with its marked figures. ReportTemplateError with the line and the nearest name.

    It ends early, with that error, when `stopped` returns True.
    """
    if len(text) > MAX_TEMPLATE:
        raise template_error(_("서식이 너무 깁니다."))
    figures = PrintedValues()
    environment = ReportEnvironment(figures, Limits(seconds, stopped))
    try:
        code = _compiled(text, frozenset(names))
        template = environment.template_class.from_code(environment, code, {**environment.globals})
        return _generated(template.generate(names)), figures
    except _FAULTS as error:
        raise _translated(error, names) from None


@lru_cache(maxsize=8)
def _compiled(text: str, names: frozenset[str]) -> CodeType:
    """Return the code of a template that may use these names; any environment can run it."""
    environment = ReportEnvironment(PrintedValues(), Limits(MAX_SECONDS))
    tree = read_template(environment, _with_line_ends(without_marks(text)), names, _NAME)
    return environment.compile(tree, _NAME, _NAME)


def _with_line_ends(text: str) -> str:
    """Return a template in which a line of tags alone vanishes, and all others keep their indent and their end."""
    lines = text.split("\n")
    for at, line in enumerate(lines):
        if not _TAGS_ONLY.fullmatch(line):
            lines[at] = _with_line_end(_FIRST_TAG.sub(r"\1+", line))
    return "\n".join(lines)


def _with_line_end(line: str) -> str:
    """Return a line in which the tag at its end keeps the line break."""
    closing = line[-2:]
    if closing not in {"%}", "#}"} or line[-3:-2] in {"-", "+"}:
        return line
    is_opened = line.rfind("{" + closing[0]) > line.rfind(closing, 0, -2)
    return f"{line[:-2]}+{closing}" if is_opened else line


def _generated(parts: Iterable[str]) -> str:
    """Return the text of a template. LimitError if it is too long."""
    texts: list[str] = []
    length = 0
    for part in parts:
        length += len(part)
        if length > _MAX_TEXT:
            raise LimitError(_("서식이 만드는 글이 너무 많습니다."))
        texts.append(part)
    return "".join(texts)


def _translated(error: BaseException, names: Mapping[str, Any]) -> ReportTemplateError:
    """Return the error to show for what filling a template raised."""
    line = _line_of(error)
    if isinstance(error, RuleError):
        return template_error(f"{error.message} {error.location}".strip(), line, error.remedy)
    if isinstance(error, UndefinedError):
        quoted = str(error).split("'")[1::2]
        name = quoted[-1] if quoted else ""
        return unknown_name(_("값이 없는 이름입니다:"), name, names, line)
    if isinstance(error, RecursionError | SyntaxError):
        return template_error(_("서식이 너무 깊이 겹쳐 있습니다."), line)
    if isinstance(error, MemoryError):
        return template_error(_("서식이 만드는 글이 너무 많습니다."), line)
    what = comparison_message(error) or str(error)
    return template_error(_("서식을 채울 수 없습니다: {what}").format(what=what), line)


def _line_of(error: BaseException) -> int:
    """Return the line of the template that raised an error, 0 if it is unknown."""
    line, frame = 0, error.__traceback__
    while frame is not None:
        if frame.tb_frame.f_code.co_filename == _NAME:
            line = frame.tb_lineno
        frame = frame.tb_next
    return line
