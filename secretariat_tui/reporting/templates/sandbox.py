"""The sandbox of templates: what they may reach, and limits on what they make.

Nothing is reachable but texts, numbers, days, lists and rows, and of these only what is listed here. The sandbox of
Jinja2 forbids the rest a second time.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, time
from functools import wraps
from inspect import signature
from typing import Any

from jinja2 import nodes
from jinja2.compiler import CodeGenerator, Frame
from jinja2.runtime import LoopContext, Macro, StrictUndefined, Undefined
from jinja2.sandbox import ImmutableSandboxedEnvironment

from secretariat_tui.core.errors import RuleError
from secretariat_tui.core.i18n import _
from secretariat_tui.reporting.figures import (
    Missing,
    PrintedValues,
    Traced,
    TracedNumber,
    TracedText,
    merged,
    text_of,
)
from secretariat_tui.reporting.namespace import Row, Rows, unknown
from secretariat_tui.reporting.templates.errors import LimitError, comparison_message, kind_of
from secretariat_tui.reporting.templates.filters import FILTERS, joined, whole_number
from secretariat_tui.reporting.templates.limits import MAX_VALUE, Limits, units_of
from secretariat_tui.reporting.templates.value_filters import (
    KEPT_FILTERS,
    KEPT_TESTS,
    VALUE_FILTERS,
    is_empty,
)

_MAX_CALLS = 40  # macros that call each other
_MAX_REPEATED = 1000  # characters of a text that is multiplied
_MAX_INNER = 100  # items of a list within a list
_MAX_RANGE = 1_000_000_000
_COST_OF_CALL = 500
_COST_OF_PASS = 50  # of a loop
_ATTRIBUTES: tuple[tuple[type, frozenset[str]], ...] = (
    (LoopContext, frozenset({
        "index", "index0", "revindex", "revindex0", "first", "last", "length", "depth", "cycle", "changed",
        "previtem", "nextitem",
    })),
    (str, frozenset({"startswith", "endswith"})),
    (dict, frozenset({"items", "keys", "values"})),
    (date, frozenset({"year", "month", "day"})),
    (time, frozenset({"hour", "minute"})),
)  # fmt: skip
_PRINTED = (bool, int, float, str, date, time, list, Row, Missing, Undefined)


def _call(name: str, *args: nodes.Expr) -> nodes.Call:
    return nodes.Call(nodes.EnvironmentAttribute(name), [*args], [], None, None)


def _weight(node: nodes.Node) -> nodes.Const:
    """Return the number of nodes below one."""
    return nodes.Const(sum(1 for _node in node.find_all(nodes.Node)))


class _LimitedCode(CodeGenerator):
    """Compiles what may repeat or grow to calls of the environment, which limits it."""

    def visit_For(self, node: nodes.For, frame: Frame) -> None:  # noqa: N802 - named by Jinja2
        node.iter = _call("each", node.iter, _weight(node))  # type: ignore[arg-type]
        super().visit_For(node, frame)

    def macro_body(self, node: Any, frame: Frame) -> Any:
        node.body.insert(0, nodes.ExprStmt(_call("spend", _weight(node))))
        return super().macro_body(node, frame)

    def visit_Concat(self, node: nodes.Concat, frame: Frame) -> None:  # noqa: N802
        self.visit(_call("concatenated", *node.nodes), frame)

    def visit_Compare(self, node: nodes.Compare, frame: Frame) -> None:  # noqa: N802
        node.expr = _call("compared", node.expr)
        super().visit_Compare(node, frame)

    def visit_Getitem(self, node: nodes.Getitem, frame: Frame) -> None:  # noqa: N802
        if isinstance(node.arg, nodes.Slice):
            ends = (node.arg.start, node.arg.stop, node.arg.step)
            args = [nodes.Const(None) if each is None else each for each in ends]
            self.visit(_call("sliced", node.node, *args), frame)
        else:
            super().visit_Getitem(node, frame)

    def visit_List(self, node: nodes.List, frame: Frame) -> None:  # noqa: N802
        self.write("environment.flat(")
        super().visit_List(node, frame)
        self.write(")")

    def visit_Dict(self, node: nodes.Dict, frame: Frame) -> None:  # noqa: N802
        self.write("environment.flat(")
        super().visit_Dict(node, frame)
        self.write(")")

    def visit_Tuple(self, node: nodes.Tuple, frame: Frame) -> None:  # noqa: N802
        is_value = node.ctx == "load"
        self.write("environment.flat(" if is_value else "")
        super().visit_Tuple(node, frame)
        self.write(")" if is_value else "")


class ReportEnvironment(ImmutableSandboxedEnvironment):
    """The sandbox: rows by their columns, no text that grows without limit, an end to the time."""

    code_generator_class = _LimitedCode
    intercepted_binops = frozenset({"+", "-", "*", "/", "//", "%", "**"})

    def __init__(self, figures: PrintedValues, limits: Limits) -> None:
        super().__init__(
            trim_blocks=True,
            lstrip_blocks=True,
            undefined=StrictUndefined,
            keep_trailing_newline=True,
            finalize=self._finalize,
            autoescape=False,
            optimized=False,
        )
        self._figures, self._limits, self._depth = figures, limits, 0
        known: dict[str, Any] = {**self.filters}
        kept = {name: known[name] for name in KEPT_FILTERS}
        filters: dict[str, Callable[..., Any]] = {**kept, **VALUE_FILTERS, **FILTERS}
        checks: dict[str, Any] = {**self.tests}
        tests = {name: checks[name] for name in KEPT_TESTS}
        tests["none"] = is_empty
        self.filters = {name: self._limited(name, each) for name, each in filters.items()}
        self.tests = {name: self._limited(name, each) for name, each in tests.items()}
        self.globals = {"range": self._range}

    # what the compiled code calls

    def spend(self, weight: int) -> None:
        """Count one execution of a body with so many nodes."""
        self._limits.spend(_COST_OF_PASS + 2 * weight)

    def each(self, values: Any, weight: int) -> Iterator[Any]:
        """Yield the values of a loop as long as there are time and units."""
        if not isinstance(values, Iterable | Undefined):
            raise RuleError(_("되풀이할 수 없는 값입니다: {kind}").format(kind=kind_of(values)))
        for value in values:
            self.spend(weight)
            yield value

    def concatenated(self, *values: Any) -> Any:
        """Return texts joined, with their sources."""
        printable = [self._printable(value) for value in values]
        self._limits.spend(sum(map(units_of, printable)))
        shown = [joined(each) if isinstance(each, list) else each for each in printable]
        text, sources = "".join(map(text_of, shown)), merged(shown)
        return self._limits.check(TracedText(text, sources) if sources else text)

    def compared(self, value: Any) -> Any:
        """Return the left side of a comparison if there is time."""
        self._limits.spend(units_of(value))
        return value

    def sliced(self, values: Any, start: Any, stop: Any, step: Any) -> Any:
        """Return a part of a text, a list or rows."""
        if isinstance(values, Rows):
            values = list(values)
        if not isinstance(values, str | list | tuple):
            raise RuleError(_("나눌 수 없는 값입니다: {kind}").format(kind=kind_of(values)))
        return self._limits.check(_with_sources(values, values[start:stop:step]))

    def flat(self, value: Any) -> Any:
        """Return a list whose items are no lists, except short ones of single values."""
        items = value.values() if isinstance(value, dict) else value
        for item in items:
            if isinstance(item, list | tuple | dict) and (
                len(item) > _MAX_INNER
                or any(isinstance(each, list | tuple | dict) for each in item)
            ):
                raise LimitError(_("목록 안에 이런 목록을 둘 수 없습니다."))
        return self._limits.check(value)

    def concat(self, parts: Iterable[str]) -> str:
        """Return what a macro or a block printed."""
        texts = list(parts)
        self._limits.spend(len(texts) + 2 * sum(map(len, texts)))
        return self._figures.captured("".join(texts))

    def _finalize(self, value: Any) -> str:
        printable = self._printable(value)
        self._limits.spend(units_of(printable))
        return self._figures.mark(printable)

    def _printable(self, value: Any) -> Any:
        """Return a value that can be printed, rows as a list. RuleError for any other value."""
        if isinstance(value, Rows | tuple):
            return list(value)
        if value is None or isinstance(value, _PRINTED):
            return value
        if callable(value):
            raise RuleError(_("이름 뒤에 괄호가 빠졌습니다."), remedy=_("예: 건수()"))
        raise RuleError(_("글로 적을 수 없는 값입니다."))

    # what templates can reach

    def getattr(self, obj: Any, attribute: str) -> Any:
        """Return a column of a row, a method of rows, or an attribute that is listed."""
        self._limits.check_time()
        if isinstance(obj, Row | Rows):
            return obj.get(attribute)
        if isinstance(obj, dict) and attribute in obj:
            return obj[attribute]
        if isinstance(obj, Undefined):
            return super().getattr(obj, attribute)
        names = next((names for kind, names in _ATTRIBUTES if isinstance(obj, kind)), frozenset())
        if attribute not in names:
            what = _("{kind}에 없는 이름입니다.").format(kind=kind_of(obj))
            raise unknown(what, attribute, sorted(names))
        value = super().getattr(obj, attribute)
        if isinstance(obj, Traced) and isinstance(value, int):
            return TracedNumber(value, obj.sources, str(value))
        return value

    def getitem(self, obj: Any, argument: Any) -> Any:
        """Return a column of a row by its name, the row that a name tells, or an item."""
        self._limits.check_time()
        if isinstance(argument, str) and isinstance(obj, Row):
            return obj.get(argument)
        if isinstance(argument, str) and isinstance(obj, Rows):
            return obj.find(argument)
        if isinstance(obj, Rows):
            obj = list(obj)
        if isinstance(obj, Undefined):
            return super().getitem(obj, argument)
        if not isinstance(obj, str | list | tuple | dict):
            raise RuleError(
                _("차례나 이름으로 고를 수 없는 값입니다: {kind}").format(kind=kind_of(obj))
            )
        try:
            return _with_sources(obj, obj[argument])
        except (LookupError, TypeError):
            raise RuleError(_("그런 차례나 이름이 없습니다."), text_of(argument)[:40]) from None

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        """Forbid all attributes but those that are listed."""
        listed = any(isinstance(obj, kind) and attr in names for kind, names in _ATTRIBUTES)
        return listed and super().is_safe_attribute(obj, attr, value)

    def call(self, context: Any, function: Any, /, *args: Any, **kwargs: Any) -> Any:
        """Call a macro, a method of rows or a function of the report."""
        self._limits.spend(_COST_OF_CALL)
        if not callable(function):
            raise RuleError(
                _("괄호를 붙일 수 없는 값입니다: {kind}").format(kind=kind_of(function))
            )
        if isinstance(function, Macro):
            _check_macro(function, args, kwargs)
        if self._depth >= _MAX_CALLS:
            raise LimitError(_("매크로가 자신을 끝없이 부릅니다."))
        self._depth += 1
        try:
            return self._limits.check(super().call(context, function, *args, **kwargs))
        except TypeError:
            name = getattr(function, "__name__", "")
            _check_arguments(name, function, args, kwargs)
            raise
        finally:
            self._depth -= 1

    def call_binop(self, context: Any, operator: str, left: Any, right: Any) -> Any:
        """Calculate with numbers, join texts and lists, repeat short texts; refuse the rest."""
        self._limits.check_time()
        numbers = isinstance(left, int | float) and isinstance(right, int | float)
        kinds = (str, list, Rows)
        alike = any(isinstance(left, kind) and isinstance(right, kind) for kind in kinds)
        if operator == "**" or not (
            numbers
            or (operator == "+" and alike)
            or (operator == "*" and _is_repeated(left, right))
        ):
            self._refuse(operator, left, right)
        if operator in {"/", "//", "%"} and not right:
            raise RuleError(_("0으로 나눌 수 없습니다."))
        self._limits.check(left)
        self._limits.check(right)
        return self._limits.check(super().call_binop(context, operator, left, right))

    def _refuse(self, operator: str, left: Any, right: Any) -> None:
        for value in (left, right):
            if isinstance(value, Undefined):
                str(value)  # raises the error for an unknown name
        message = _("{operator}로 셈할 수 없습니다: {left}, {right}").format(
            operator=operator, left=kind_of(left), right=kind_of(right)
        )
        with_text = isinstance(left, str) or isinstance(right, str)
        raise RuleError(message, remedy=_("글과 이을 때에는 ~를 쓰세요.") if with_text else "")

    def _range(self, *args: int) -> range:
        if any(abs(whole_number(each)) > _MAX_RANGE for each in args) or args[2:] == (0,):
            raise LimitError(_("되풀이가 너무 많습니다."))
        numbers = range(*args)
        if len(numbers) >= MAX_VALUE:
            raise LimitError(_("되풀이가 너무 많습니다."))
        return numbers

    def _limited(self, name: str, function: Callable[..., Any]) -> Callable[..., Any]:
        """Return a filter or a test with limits and with errors for its users."""

        @wraps(function)
        def limited(*args: Any, **kwargs: Any) -> Any:
            self._limits.spend(sum(map(_units_of_reading, args)))
            try:
                value = function(*args, **kwargs)
                if isinstance(value, Iterator):
                    value = list(value)
            except TypeError as error:
                _check_arguments(name, function, args, kwargs)
                message = comparison_message(error) or str(error)
                raise RuleError(f"{name}: {message}") from None
            return self._limits.check(value)

        return limited


def _units_of_reading(value: Any) -> int:
    """Return the units of the work of a filter with one of its values; lists may be sorted."""
    return 10 * len(value) if isinstance(value, list | tuple | Rows) else units_of(value) // 8


def _with_sources(values: Any, part: Any) -> Any:
    """Return a part of a text with the sources of the text."""
    if isinstance(values, Traced) and isinstance(part, str):
        return TracedText(str(part), values.sources)
    return part


def _is_repeated(left: Any, right: Any) -> bool:
    text, times = (left, right) if isinstance(left, str) else (right, left)
    is_repeated = isinstance(text, str) and isinstance(times, int)
    return is_repeated and len(text) * abs(int(times)) <= _MAX_REPEATED


def _check_arguments(
    name: str, function: Callable[..., Any], args: Iterable[Any], kwargs: Mapping[str, Any]
) -> None:
    """Raise RuleError if a function does not take these arguments."""
    known = signature(function)
    try:
        known.bind(*args, **kwargs)
    except TypeError:
        wanted = ", ".join(
            each for each in known.parameters if each not in {"environment", "context"}
        )
        remedy = _("받는 값: {names}").format(names=wanted) if wanted else _("받는 값이 없습니다.")
        raise RuleError(
            _("괄호 안의 값이 맞지 않습니다: {name}").format(name=name), remedy=remedy
        ) from None


_GIVEN_BY_JINJA = frozenset({"caller", "_loop_vars", "_block_vars"})
"""What Jinja passes to a macro besides, inside loops and blocks."""


def _check_macro(macro: Macro, args: Iterable[Any], kwargs: Mapping[str, Any]) -> None:
    names = macro.arguments
    too_many = len(list(args)) > len(names)
    other = [each for each in kwargs if each not in names and each not in _GIVEN_BY_JINJA]
    if too_many or other:
        remedy = (
            _("받는 값: {names}").format(names=", ".join(names))
            if names
            else _("받는 값이 없습니다.")
        )
        raise RuleError(
            _("괄호 안의 값이 맞지 않습니다: {name}").format(name=macro.name), remedy=remedy
        )
