"""Faults of templates name the line, what is wrong, and the nearest name."""

import pytest

from secretariat_tui.core import i18n
from secretariat_tui.reporting.templates.fill import ReportTemplateError, fill
from tests.reporting.rows import names


@pytest.mark.parametrize(
    ("template", "error"),
    [
        ("{{ 실젹 }}", "모르는 이름입니다: 실젹 (2째 줄) 혹시 실적인가요?"),
        ("{% if 0 %}{{ 실젹 }}{% endif %}", "모르는 이름입니다: 실젹 (2째 줄) 혹시 실적인가요?"),
        ("{{ 실적.첫째().이룸 }}", "모르는 칸입니다. 이룸 (2째 줄) 혹시 이름인가요?"),
        ("{{ 실적.합계('건슈') }}", "모르는 칸입니다. 건슈 (2째 줄) 혹시 건수인가요?"),
        ("{{ 실적.건슈() }}", "모르는 이름입니다. 건슈 (2째 줄) 혹시 건수인가요?"),
        ("{{ 실적['국무회의 참삭'].건수 }}", "그런 기록이 없습니다. 국무회의 참삭 (2째 줄) 혹시 국무회의 참석인가요?"),
        ("{{ 1|천언 }}", "모르는 필터입니다: 천언 (2째 줄) 혹시 천원인가요?"),
        ("{{ 1 is definde }}", "모르는 검사입니다: definde (2째 줄) 혹시 defined인가요?"),
        ("{% fro i in [] %}", "모르는 명령입니다: fro (2째 줄) 혹시 for인가요?"),
        ("{% for i in [] %}\n가", "닫히지 않은 명령입니다: for (2째 줄) 이 명령을 적어 주세요: {% endfor %}"),
        ("{% if 1 %}\n{% endfor %}", "닫히지 않은 명령입니다: if (2째 줄) 이 명령을 적어 주세요: {% endif %}"),
        ("{% endif %}", "짝이 없는 명령입니다: endif (2째 줄)"),
        ("가 %}", "여는 괄호가 없습니다: %} (2째 줄)"),
        ("가 }} 나", "여는 괄호가 없습니다: }} (2째 줄)"),
        ("{% %}", "{% %} 안에 명령이 없습니다. (2째 줄)"),
        ("{{ 1 }", "여기에 올 수 없습니다: } (2째 줄) {{ … }}와 {% … %}의 괄호와 따옴표를 살펴 주세요."),
        ("{{ (1 }}", "여기에 올 수 없습니다: } (2째 줄) {{ … }}와 {% … %}의 괄호와 따옴표를 살펴 주세요."),
        ("{% for i of [] %}{% endfor %}", "‘in’ 자리에 다른 것이 있습니다: of (2째 줄) {{ … }}와 {% … %}의 괄호와 따옴표를 살펴 주세요."),
        ("{{ 실적.합계() }}", "괄호 안의 값이 맞지 않습니다: total (2째 줄) 받는 값: name"),
        ("{{ '가'|조사 }}", "괄호 안의 값이 맞지 않습니다: 조사 (2째 줄) 받는 값: text, pair"),
        ("{{ '가'|조사('을/룰') }}", "모르는 조사입니다. 을/룰 (2째 줄) 혹시 을/를인가요?"),
        ("{% macro m(수) %}{% endmacro %}{{ m(1, 2) }}", "괄호 안의 값이 맞지 않습니다: m (2째 줄) 받는 값: 수"),
        ("{{ '열둘'|천원 }}", "숫자가 아닙니다. 열둘 (2째 줄)"),
        ("{{ '열둘'|날짜 }}", "날짜가 아닙니다. 열둘 (2째 줄)"),
        ("{{ 1 + '가' }}", "+로 셈할 수 없습니다: 숫자, 글 (2째 줄) 글과 이을 때에는 ~를 쓰세요."),
        ("{{ 실적.건수() + '가' }}", "+로 셈할 수 없습니다: 숫자, 글 (2째 줄) 글과 이을 때에는 ~를 쓰세요."),
        ("{{ 1 / 0 }}", "0으로 나눌 수 없습니다. (2째 줄)"),
        ("{{ 1 < '가' }}", "서식을 채울 수 없습니다: 서로 견줄 수 없는 값입니다: 숫자, 글 (2째 줄)"),
        ("{{ 실적.기간('day', 1).건수() }}", "서식을 채울 수 없습니다: 서로 견줄 수 없는 값입니다: 날짜, 숫자 (2째 줄)"),
        ("{{ none|민선 }}", "날짜가 아닙니다. 빈 칸 (2째 줄)"),
        ("{{ 실적.건수 }}", "이름 뒤에 괄호가 빠졌습니다. (2째 줄) 예: 건수()"),
        ("{% for i in 3 %}{% endfor %}", "되풀이할 수 없는 값입니다: 숫자 (2째 줄)"),
        ("{{ [1][5] }}", "그런 차례나 이름이 없습니다. 5 (2째 줄)"),
        ("{{ 실적.고른(건수=1, 건수=2) }}", "두 번 적은 이름입니다: 건수 (2째 줄)"),
    ],
)  # fmt: skip
def test_a_fault_names_line_and_remedy(template: str, error: str) -> None:
    with pytest.raises(ReportTemplateError) as raised:
        fill(f"첫 줄\n{template}\n끝", names())
    assert str(raised.value) == error
    assert raised.value.line == 2


def test_a_fault_in_a_macro_names_the_line_in_the_macro() -> None:
    with pytest.raises(ReportTemplateError, match=r"\(2째 줄\)"):
        fill("{% macro m(행) %}\n{{ 행.이룸 }}\n{% endmacro %}\n\n{{ m(실적.첫째()) }}", names())


def test_faults_are_translated() -> None:
    i18n.set_language(i18n.ENGLISH)
    with pytest.raises(ReportTemplateError, match="This tag is not closed: for"):
        fill("{% for i in [1] %}", names())
