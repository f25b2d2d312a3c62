"""Errors of templates in the user's language, with the line, instead of those of Jinja2 and Python."""

import re
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from jinja2 import TemplateSyntaxError

from secretariat_tui.core.errors import RuleError, UserError
from secretariat_tui.core.i18n import N_, _
from secretariat_tui.reporting.namespace import unknown

_EXPECTED = re.compile(r"expected token '(?P<wanted>.+?)', got '(?P<given>.+?)'")
_ENDED = re.compile(r"unexpected end of template")
_UNEXPECTED = re.compile(
    r"(?:unexpected(?: char)?|[Ee]xpected an expression, got) '(?P<given>.+?)'"
)
_COMPARED = re.compile(
    r"not supported between instances of '(?:datetime\.)?(?P<left>\w+)' and '(?:datetime\.)?(?P<right>\w+)'"
)
_TOKENS = {
    "end of print statement": "}}", "begin of print statement": "{{", "end of statement block": "%}",
    "begin of statement block": "{%", "name": N_("이름"), "string": N_("글"), "integer": N_("숫자"),
    "end of template": N_("서식의 끝"),
}  # fmt: skip
_KINDS: Mapping[str, str] = {
    "int": N_("숫자"), "float": N_("숫자"), "TracedNumber": N_("숫자"), "bool": N_("참·거짓"),
    "str": N_("글"), "TracedText": N_("글"), "CapturedText": N_("글"), "PrintedTable": N_("표"),
    "date": N_("날짜"), "TracedDay": N_("날짜"), "time": N_("시각"),
    "NoneType": N_("빈 칸"), "Missing": N_("빈 칸"),
    "list": N_("목록"), "tuple": N_("목록"), "dict": N_("목록"), "Row": N_("기록"),
    "Rows": N_("기록 목록"),
}  # fmt: skip


class ReportTemplateError(UserError):
    """A fault of a template: what, its line, and what to do; `line` is 0 if it is unknown."""

    def __init__(self, message: str, location: str = "", remedy: str = "", line: int = 0) -> None:
        super().__init__(message, location, remedy)
        self.line = line


class LimitError(RuleError):
    """A template takes too long or makes too much."""


def template_error(message: str, line: int | None = 0, remedy: str = "") -> ReportTemplateError:
    """Return the error for a fault in a line."""
    location = _("{n}째 줄").format(n=line) if line else ""
    return ReportTemplateError(message, location, remedy, line or 0)


def unknown_name(message: str, name: str, known: Iterable[str], line: int) -> ReportTemplateError:
    """Return the error for an unknown name, with the nearest one."""
    error = unknown(message, name, [*known])
    return template_error(f"{message} {name}", line, error.remedy)


def kind_of(value: Any) -> str:
    """Return what a value is, in the user's language."""
    return kind_named("date" if isinstance(value, date) else type(value).__name__)


def kind_named(name: str) -> str:
    """Return what a value of a Python type is, in the user's language."""
    return _(_KINDS[name]) if name in _KINDS else _("다른 값")


def syntax_error(error: TemplateSyntaxError) -> ReportTemplateError:
    """Return the error for what Jinja2 cannot read."""
    message = error.message or ""
    remedy = _("{{ … }}와 {% … %}의 괄호와 따옴표를 살펴 주세요.")
    if match := _EXPECTED.search(message):
        text = _("‘{wanted}’ 자리에 다른 것이 있습니다: {given}").format(
            wanted=_token(match["wanted"]), given=_token(match["given"])
        )
    elif _ENDED.search(message):
        text = _("서식이 중간에 끝났습니다.")
    elif match := _UNEXPECTED.search(message):
        text = _("여기에 올 수 없습니다: {text}").format(text=_token(match["given"]))
    else:
        text = _("서식을 읽을 수 없습니다: {what}").format(what=message)
    return template_error(text, error.lineno, remedy)


def _token(name: str) -> str:
    return _(_TOKENS[name]) if name in _TOKENS else name


def comparison_message(error: BaseException) -> str:
    """Return the message for values that cannot be compared, "" for another error."""
    match = _COMPARED.search(str(error))
    if match is None:
        return ""
    left, right = kind_named(match["left"]), kind_named(match["right"])
    return _("서로 견줄 수 없는 값입니다: {left}, {right}").format(left=left, right=right)
