"""Templates: text with fields and loops, filled in a sandbox with limits on time, size and memory.

Nothing of a template may reach Python's own objects: Jinja2's sandbox forbids attributes that begin with an
underscore and unsafe functions; text and ranges that grow beyond a limit end it.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from time import monotonic
from typing import Any, NoReturn, cast

from jinja2 import TemplateError, TemplateSyntaxError, UndefinedError, nodes
from jinja2.compiler import CodeGenerator, Frame
from jinja2.exceptions import SecurityError
from jinja2.runtime import StrictUndefined
from jinja2.sandbox import ImmutableSandboxedEnvironment

from secretariat_tui.core.errors import RuleError, UserError
from secretariat_tui.core.i18n import _
from secretariat_tui.reporting.figures import PrintedValues, Traced, TracedText, merged
from secretariat_tui.reporting.filters import FILTERS
from secretariat_tui.reporting.namespace import Row, Rows, unknown

MAX_TEXT = 5_000_000  # characters of a filled template
MAX_TEMPLATE = 1_000_000  # characters of a template
MAX_SECONDS = 20.0
_MAX_REPEATED = 100_000  # characters that an operation on texts may make
_NAME = "template"
_GROWING_METHODS = frozenset({
    "center", "ljust", "rjust", "zfill", "expandtabs", "format", "format_map",
    "replace", "join", "translate",
})  # fmt: skip
_KEPT_FILTERS = (
    "abs", "count", "default", "first", "groupby", "int", "last", "length", "list", "lower", "max", "min",
    "rejectattr", "reverse", "round", "selectattr", "sort", "trim", "truncate", "unique", "upper",
)  # fmt: skip


_TAGS_ONLY = re.compile(r"(?:\s|\{%(?:(?!%\}).)*%\}|\{#(?:(?!#\}).)*#\})*")
_FIRST_TAG = re.compile(r"^(\s+\{[%#])(?![-+])")
_LAST_TAG = re.compile(r"(\{(?P<kind>[%#])(?:(?!(?P=kind)\}).)*?)(?<![-+])((?P=kind)\})$")


class ReportTemplateError(UserError):
    """A fault of a template: what, the line, and what to do."""


class _LimitedCode(CodeGenerator):
    """Compiles loops and joined texts to calls of the environment, which limits them."""

    def visit_For(self, node: nodes.For, frame: Frame) -> None:  # noqa: N802 - named by Jinja2
        """Compile a loop over `each` of its values."""
        node.iter = _call_environment("each", cast("nodes.Expr", node.iter))
        super().visit_For(node, frame)

    def visit_Concat(self, node: nodes.Concat, frame: Frame) -> None:  # noqa: N802 - named by Jinja2
        """Compile a ~ b to `concatenated`."""
        self.visit(_call_environment("concatenated", *node.nodes), frame)


def _call_environment(name: str, *args: nodes.Expr) -> nodes.Call:
    return nodes.Call(nodes.EnvironmentAttribute(name), [*args], [], None, None)


class _Environment(ImmutableSandboxedEnvironment):
    """The sandbox: rows by their columns, no text that grows without limit, an end to the time."""

    code_generator_class = _LimitedCode
    intercepted_binops = frozenset({"*", "**", "%", "+"})

    def __init__(self, figures: PrintedValues, seconds: float) -> None:
        super().__init__(
            trim_blocks=True,
            lstrip_blocks=True,
            undefined=StrictUndefined,
            keep_trailing_newline=True,
            finalize=self._finalize,
            autoescape=False,
        )
        self._figures, self._ends = figures, monotonic() + seconds
        self._length = 0
        self.filters = {name: self.filters[name] for name in _KEPT_FILTERS} | {**FILTERS}
        self.globals = {"range": self._range}

    def each(self, values: Iterable[Any]) -> Iterator[Any]:
        """Yield the values of a loop as long as there is time."""
        for value in values:
            self._check_time()
            yield value

    @staticmethod
    def concatenated(*values: Any) -> Any:
        """Return texts joined, with their sources, if that is not too long."""
        texts = [each.display if isinstance(each, Traced) else str(each) for each in values]
        if sum(map(len, texts)) > MAX_TEXT:
            raise SecurityError(_("글이 너무 깁니다."))
        return TracedText("".join(texts), merged(values))

    def _check_time(self) -> None:
        if monotonic() > self._ends:
            raise SecurityError(_("너무 오래 걸립니다."))

    def _range(self, *args: int) -> range:
        self._check_time()
        numbers = range(*args)
        if len(numbers) > _MAX_REPEATED:
            raise SecurityError(_("되풀이가 너무 많습니다."))
        return numbers

    def _finalize(self, value: Any) -> str:
        self._check_time()
        text = self._figures.mark(value)
        self._length += len(text)
        if self._length > MAX_TEXT:
            raise SecurityError(_("글이 너무 깁니다."))
        return text

    def getattr(self, obj: Any, attribute: str) -> Any:
        """Return a column of a row or a method of rows, else an attribute that is safe."""
        self._check_time()
        if isinstance(obj, Row | Rows) and not attribute.startswith("_"):
            return obj.get(attribute)
        return super().getattr(obj, attribute)

    def getitem(self, obj: Any, argument: Any) -> Any:
        """Return a column of a row by its name, or the row that a name tells."""
        self._check_time()
        if isinstance(argument, str) and isinstance(obj, Row):
            return obj.get(argument)
        if isinstance(argument, str) and isinstance(obj, Rows):
            return obj.find(argument)
        return super().getitem(obj, argument)

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        """Forbid methods that make long texts of short ones."""
        if isinstance(obj, str) and attr in _GROWING_METHODS:
            return False
        return super().is_safe_attribute(obj, attr, value)

    def call(self, *args: Any, **kwargs: Any) -> Any:
        """Call a function if there is time."""
        self._check_time()
        return super().call(*args, **kwargs)

    def call_binop(self, context: Any, operator: str, left: Any, right: Any) -> Any:
        """Refuse operations that make long texts, lists or numbers."""
        self._check_time()
        if operator == "**":
            raise SecurityError(_("쓸 수 없는 셈입니다: **"))
        if operator == "%" and isinstance(left, str):
            raise SecurityError(_("쓸 수 없는 셈입니다: %"))
        if operator == "*" and _size(left) * _size(right) > _MAX_REPEATED:
            raise SecurityError(_("글이 너무 깁니다."))
        if operator == "+" and _size(left) + _size(right) > MAX_TEXT:
            raise SecurityError(_("글이 너무 깁니다."))
        return super().call_binop(context, operator, left, right)


def _size(value: Any) -> int:
    """Return the length of a text or a list; of a number how often it may repeat one."""
    if isinstance(value, int):
        return max(1, abs(value))
    return len(value) if hasattr(value, "__len__") else 1


def fill(
    text: str, names: Mapping[str, Any], seconds: float = MAX_SECONDS
) -> tuple[str, PrintedValues]:
    """Return a filled template with its marked figures. ReportTemplateError with the line and the nearest name."""
    if len(text) > MAX_TEMPLATE:
        raise ReportTemplateError(_("서식이 너무 깁니다."))
    figures = PrintedValues()
    environment = _Environment(figures, seconds)
    try:
        code = environment.compile(_with_line_ends(text), _NAME, _NAME)
        template = environment.template_class.from_code(environment, code, {**environment.globals})
        return _generated(template.generate(names)), figures
    except TemplateSyntaxError as error:
        raise ReportTemplateError(
            _("서식을 읽을 수 없습니다: {what}").format(what=error.message), _line(error.lineno)
        ) from None
    except UndefinedError as error:
        _raise_undefined(error, names)
    except RuleError as error:  # an unknown column or row
        raise ReportTemplateError(
            f"{error.message} {error.location}".strip(), _line(_line_of(error)), error.remedy
        ) from None
    except (SecurityError, RecursionError, MemoryError) as error:
        what = str(error) or _("서식이 허락되지 않은 것을 씁니다.")
        if isinstance(error, RecursionError):
            what = _("서식이 자신을 끝없이 부릅니다.")
        raise ReportTemplateError(what, _line(_line_of(error))) from None
    except (
        TemplateError,
        TypeError,
        ValueError,
        ArithmeticError,
        LookupError,
        AttributeError,
    ) as error:
        raise ReportTemplateError(
            _("서식을 채울 수 없습니다: {what}").format(what=error), _line(_line_of(error))
        ) from None


def _with_line_ends(text: str) -> str:
    """Return a template in which a line of tags alone vanishes, and all others keep their indent and their end."""
    lines = text.split("\n")
    for at, line in enumerate(lines):
        if not _TAGS_ONLY.fullmatch(line):
            lines[at] = _LAST_TAG.sub(r"\1+\3", _FIRST_TAG.sub(r"\1+", line))
    return "\n".join(lines)


def _generated(parts: Iterable[str]) -> str:
    """Return the text of a template. SecurityError if it is too long."""
    found: list[str] = []
    length = 0
    for part in parts:
        length += len(part)
        if length > MAX_TEXT:
            raise SecurityError(_("글이 너무 깁니다."))
        found.append(part)
    return "".join(found)


def _raise_undefined(error: UndefinedError, names: Mapping[str, Any]) -> NoReturn:
    message = str(error)
    quoted = message.split("'")[1::2]
    name = quoted[-1] if quoted else message
    near = unknown("", name, [*names])
    raise ReportTemplateError(
        _("모르는 이름입니다: {name}").format(name=name), _line(_line_of(error)), near.remedy
    ) from None


def _line(number: int | None) -> str:
    return _("{n}째 줄").format(n=number) if number else ""


def _line_of(error: BaseException) -> int | None:
    """Return the line of the template that raised an error."""
    line, frame = None, error.__traceback__
    while frame is not None:
        if frame.tb_frame.f_code.co_filename == _NAME:
            line = frame.tb_lineno
        frame = frame.tb_next
    return line
