"""Hostile templates end within their limits, with an error that a person can read."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from secretariat_tui.reporting.blocks import parse
from secretariat_tui.reporting.templates.fill import MAX_TEMPLATE, ReportTemplateError, fill
from tests.reporting.rows import names

ROOT = Path(__file__).parents[2]
MEMORY = 300 << 20
TEXT = (
    "{% set a %}" + "가" * 1000 + "{% endset %}{% set a = a ~ a ~ a ~ a ~ a ~ a ~ a ~ a ~ a ~ a %}"
)
LISTS = "{% set a0 = [1] %}{% set b0 = [1] %}" + "".join(
    f"{{% set a{n + 1} = [a{n}, a{n}] %}}{{% set b{n + 1} = [b{n}, b{n}] %}}" for n in range(60)
)
TOO_MUCH = "서식이 만드는 글이 너무 많습니다."
TOO_LONG = "글이나 목록이 너무 깁니다."
TOO_DEEP = "괄호나 블록이 너무 깊이 겹쳐 있습니다."
NESTED = "{% for i in range(100000) %}{% for j in range(100000) %}x{% endfor %}{% endfor %}"

ENDLESS = {
    "loops": (NESTED, TOO_MUCH),
    "captured loops": (f"{{% set y %}}{NESTED}{{% endset %}}{{{{ y }}}}", TOO_MUCH),
    "empty loops": (NESTED.replace("x", ""), TOO_MUCH),
    "long data": (
        "{% set y %}{% for i in range(100000) %}" + "x" * 100_000 + "{% endfor %}{% endset %}",
        TOO_MUCH,
    ),
    "range": ("{% for i in range(1000000000000) %}{% endfor %}", "되풀이가 너무 많습니다."),
    "range of a long number": (f"{{{{ range({'9' * 50}) }}}}", "되풀이가 너무 많습니다."),
    "macro": (
        "{% macro m() %}{{ m() }}{{ m() }}{% endmacro %}{{ m() }}",
        "매크로가 자신을 끝없이 부릅니다.",
    ),
    "fan of macros": (
        "{% macro m(n) %}{% if n %}{{ m(n - 1) }}{{ m(n - 1) }}{% endif %}{% endmacro %}{{ m(30) }}",
        TOO_MUCH,
    ),
    "texts": (TEXT + "".join(f"{{% set b{n} = a ~ a ~ a %}}" for n in range(3000)), TOO_MUCH),
    "doubled text": (TEXT + "{% set a = a ~ a %}" * 40, TOO_LONG),
    "added text": (TEXT + "{% set a = a + a %}" * 40, TOO_LONG),
    "printed text": (TEXT + "{% set a %}{{ a }}{{ a }}{% endset %}" * 40, TOO_MUCH),
    "doubled list": ("{% set a = [1] %}" + "{% set a = a + a %}" * 40, TOO_LONG),
    "list of texts": (
        TEXT + "{% set l = [a] %}" + "{% set l = l + l %}" * 15 + "{{ l }}",
        TOO_MUCH,
    ),
    "compared lists": (LISTS + "{{ a60 == b60 }}", "목록 안에 이런 목록을 둘 수 없습니다."),
    "joined": (TEXT + "{{ [a, a, a]|join(a ~ a ~ a ~ a ~ a ~ a) }}", "글이 너무 깁니다."),
    "repeated": ("{{ 'a' * 10000000000 }}", "*로 셈할 수 없습니다: 글, 숫자"),
    "squares": ("{% set a = 9 %}" + "{% set a = a * a %}" * 60, "숫자가 너무 큽니다."),
    "long number": ("{{ " + "9" * 100_000 + " }}", "숫자가 너무 큽니다."),
    "infinite": ("{{ 1e999|세기 }}", "숫자가 너무 큽니다."),
    "power": ("{{ 9**9**9 }}", "쓸 수 없는 셈입니다: **"),
    "places of a rate": (
        "{{ 1|비율(3, 1000000000) }}",
        "소수점 아래는 0~6자리로 적습니다. 1000000000",
    ),
    "places": ("{{ 1.5|round(1000000000) }}", "반올림할 수 없는 값입니다."),
    "style": (TEXT + "{{ 기준일|날짜(a) }}", "날짜의 모양이 너무 깁니다."),
    "sorted": (
        "{% set l = range(199999)|list %}{% for i in range(1000) %}{% set m = l|sort %}{% endfor %}",
        TOO_MUCH,
    ),
    "parentheses": ("{{ " + "(" * 5000 + "1" + ")" * 5000 + " }}", TOO_DEEP),
    "not": ("{{ " + "not " * 5000 + "1 }}", TOO_DEEP),
    "minus": ("{{ " + "- " * 5000 + "1 }}", TOO_DEEP),
    "conditions": ("{{ " + "1 if 1 else " * 5000 + "1 }}", TOO_DEEP),
    "sums": ("{{ " + "+".join(["1"] * 5000) + " }}", TOO_DEEP),
    "filters": ("{{ 1" + "|abs" * 5000 + " }}", TOO_DEEP),
    "if": ("{% if 1 %}" * 5000 + "{% endif %}" * 5000, TOO_DEEP),
    "for": ("{% for i in [1] %}" * 25 + "{% endfor %}" * 25, TOO_DEEP),
    "fields": ("{{ 1 }}" * 100_000, "서식이 너무 깁니다."),
    "tags": ("{%" * 300_000, None),
}


@pytest.mark.slow
@pytest.mark.parametrize("case", ENDLESS)
def test_a_template_without_end_ends_in_little_memory(case: str, tmp_path: Path) -> None:
    template, message = ENDLESS[case]
    path = tmp_path / "template.txt"
    path.write_text(template, encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "tests.reporting.fill_in_limits", str(path), str(MEMORY)],
        cwd=ROOT, capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip
    assert done.stderr == ""
    result = json.loads(done.stdout)
    assert result["error"] == "ReportTemplateError"
    assert result["line"] == 1
    if message:
        assert result["message"] == message
    assert result["peak"] < MEMORY


UNREACHABLE = [
    "''.__class__", "''['__class__']", "''|attr('__class__')", "['']|map(attribute='__class__')",
    "['a', 'b']|sort(attribute='__class__')", "['a']|groupby('__class__')", "실적|groupby('record')",
    "실적|selectattr('rows')|list", "['a']|selectattr('__class__')|list", "['a']|unique(attribute='__class__')",
    "['a']|max(attribute='__class__')", "['a']|sum('__class__')", "lipsum", "cycler", "joiner", "namespace", "dict",
    "'{0.__class__}'.format(1)", "'{a}'.format_map({'a': 1})", "'%s' % 1", "self", "self._TemplateReference__context",
    "varargs", "kwargs", "caller", "실적.sheet", "실적.__class__", "실적['__class__']", "실적.첫째().record",
    "실적.첫째().rows", "실적.첫째().__class__", "실적.건수.__self__", "실적.건수.__func__", "실적.건수", "range(3)",
    "기준일.__class__", "기준일.sources", "기준일.strftime('%Y')", "실적.건수().sources", "실적.건수().__class__",
    "실적.건수().to_bytes(10)", "'a'.encode()", "'a'.join([])", "'a'.center(9)", "[].append(1)", "{}.update(a=1)",
    "environment", "context", "1 is callable", "1|pprint", "'a'|xmlattr", "(1).real", "range.__self__", "range(*[1])",
]  # fmt: skip


@pytest.mark.parametrize("expression", UNREACHABLE)
def test_nothing_of_python_is_reachable(expression: str) -> None:
    with pytest.raises(ReportTemplateError) as raised:
        fill(f"\n{{{{ {expression} }}}}", names())
    assert raised.value.line == 2
    assert "object" not in str(raised.value)


@pytest.mark.parametrize(
    "template",
    [
        "{% for i in [1] %}{{ loop }}{% endfor %}", "{% for i in [1] %}{{ loop._iterable }}{% endfor %}",
        "{% for i in [1] %}{{ loop.__class__ }}{% endfor %}", "{% macro m() %}{% endmacro %}{{ m }}",
        "{% macro m() %}{% endmacro %}{{ m._func }}", "{% macro m() %}{{ varargs }}{% endmacro %}{{ m(1) }}",
        "{% macro m() %}{{ caller }}{% endmacro %}{% call m() %}{% endcall %}",
        "{% for x in [1] recursive %}{{ loop([1]) }}{% endfor %}", "{% include 'template' %}",
        "{% extends 'template' %}", "{% import 'os' as os %}", "{% from 'os' import path %}",
        "{% block b %}{{ self.b() }}{% endblock %}", "{% autoescape true %}{% endautoescape %}", "{% do 1 %}",
        "{% set 실적.x = 1 %}",
    ],
)  # fmt: skip
def test_tags_that_reach_further_are_refused(template: str) -> None:
    with pytest.raises(ReportTemplateError) as raised:
        fill(template, names())
    assert raised.value.line == 1


def test_a_template_that_is_too_long_is_refused() -> None:
    with pytest.raises(ReportTemplateError, match="서식이 너무 깁니다"):
        fill("a" * (MAX_TEMPLATE + 1), names())


def test_the_time_ends_what_nothing_else_ends() -> None:
    with pytest.raises(ReportTemplateError, match="너무 오래 걸립니다"):
        fill("{% for i in range(1000) %}{{ i }}{% endfor %}", names(), seconds=0)


@pytest.mark.parametrize(
    ("template", "text"),
    [
        ("가\0나", "가\ufffd나"), ("가\u202e나", "가나"), ("\ufeff# 가", "# 가"), ("가\r\n나\r다", "가\n나\n다"),
        ("\ue0005\ue001가\ue002", "5가"), ("{{ '\\ue0005\\ue001가\\ue002' }}", "5가"), ("\ue0030", "0"),
        ("{{ '\\ue0030' }}", "0"), ("\ud800", "\ufffd"), ("{{ '\\ud800' }}", "\ufffd"),
    ],
)  # fmt: skip
def test_marks_and_invisible_characters_of_a_template_are_only_text(
    template: str, text: str
) -> None:
    filled, figures = fill(template, names())
    assert filled == text
    assert figures.printed == []
    assert "".join(block.text for block in parse(filled, {})) in text.replace("\n", "").replace(
        "# ", ""
    )
