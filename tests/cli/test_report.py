"""The command that writes reports, its warnings and its page of names."""

import re
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from secretariat_tui.areas import AREAS
from secretariat_tui.areas.schedule import store as schedule
from secretariat_tui.areas.schedule.model import EventDraft, LineDraft
from secretariat_tui.database.engine.reader import Reader
from secretariat_tui.database.file import OfficeFile
from secretariat_tui.reporting.parts import parts_of
from secretariat_tui.reporting.report import write_report
from secretariat_tui.reporting.sources import ReportData, calculated_parts, named_sheets
from secretariat_tui.tables.table import Period
from secretariat_tui.tui.keys.area import audit_tables
from tests.cli.test_commands import call

PERIOD = ("--from", "2022-07", "--to", "2023-04", "--as-of", "2023-04-19")


def template(office: Path, text: str, name: str = "시험") -> str:
    folder = office.parent / "templates"
    folder.mkdir(exist_ok=True)
    (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    return name


def add_event(office: Path, **values: Any) -> int:
    with closing(OfficeFile(office, "김주무관")) as file:
        draft = EventDraft(title="행사", kind="field_visit", starts_on=date(2023, 4, 17))
        return schedule.add(file, draft._replace(**values))


def test_a_report_is_printed_and_written_by_the_ending_of_the_file(
    capsys: pytest.CaptureFixture[str], office: Path
) -> None:
    name = template(office, '# 현황\n- 국무회의 {{ 실적["국무회의 참석"].계 }} 참석\n')
    args = ("--file", office, "report", "--template", name, *PERIOD)
    assert call(capsys, *args) == (0, "현황\n- 국무회의 12회 참석\n", "")
    assert call(capsys, *args, "-o", "-") == (0, "현황\n- 국무회의 12회 참석\n", "")
    assert call(capsys, *args, "--format", "md")[1] == "# 현황\n\n- 국무회의 12회 참석\n"
    for ending, start in (("txt", "현황"), ("md", "# 현황"), ("html", "<!DOCTYPE html>")):
        out = office.parent / f"보고.{ending}"
        assert call(capsys, *args, "-o", out) == (0, f"보고를 파일로 냈습니다: {out}\n", "")
        assert out.read_text(encoding="utf-8").startswith(start)
    code, _shown, said = call(capsys, *args, "-o", out)
    assert (code, "이미 파일이 있습니다." in said) == (1, True)
    assert call(capsys, *args, "-o", out, "--force")[0] == 0
    assert call(capsys, *args, "-o", "a.hwp")[0] == 2
    _code, history, _said = call(capsys, "--file", office, "show", "history")
    assert "보고 시험" in history


def test_an_error_in_a_template_names_file_line_and_the_nearest_name(
    capsys: pytest.CaptureFixture[str], office: Path
) -> None:
    name = template(office, "# 현황\n{% for 행사 in 일정 %}\n- {{ 행사.장속 }}\n{% endfor %}\n")
    path = office.parent / "templates" / "시험.txt"
    assert call(capsys, "--file", office, "report", "--template", name, *PERIOD) == (
        1, "", f"secretariat: 모르는 칸입니다. 장속 ({path}, 3째 줄) 혹시 장소인가요?\n",
    )  # fmt: skip
    code, shown, said = call(capsys, "--file", office, "report", "--template", "시헌")
    assert (code, shown) == (1, "")
    assert said == "secretariat: 그런 서식이 없습니다. (시헌) 혹시 시험인가요?\n"


def test_templates_of_the_office_are_listed_before_those_of_the_program(
    capsys: pytest.CaptureFixture[str], office: Path
) -> None:
    template(office, "{# 매주 보는 일정 #}\n", "주간")
    (office.parent / "templates" / "옛것.txt").write_bytes("# 옛 서식".encode("cp949"))
    shown = call(capsys, "--file", office, "report", "--list")[1].splitlines()
    folder = office.parent / "templates"
    assert shown[:2] == [
        f"옛것\t\t{folder / '옛것.txt'}",
        f"주간\t매주 보는 일정\t{folder / '주간.txt'}",
    ]
    assert all(line.endswith("\t딸린 서식") for line in shown[2:])
    assert call(capsys, "--file", office, "report", "--template", "옛것")[1] == "옛 서식\n"


def test_every_name_on_the_page_of_fields_can_be_printed(
    capsys: pytest.CaptureFixture[str], office: Path
) -> None:
    page = call(capsys, "report", "--fields")[1]
    sheets, kinds = named_sheets(AREAS), audit_tables(AREAS)
    lines = []
    for sheet in sheets:
        assert f"\n{sheet.name}  " in page
        lines += [
            f"{{% for 줄 in {name} %}}{{% endfor %}}" for name in sheet.names if name.isidentifier()
        ]
        row = f"{{% for 줄 in {sheet.names[0]} %}}"
        for column in sheet.source.table.all_columns:
            assert re.search(rf"^  \.{column.key}\b", page, re.MULTILINE)
            lines.append(f"{row}{{{{ 줄.{column.key} }}}}{{% endfor %}}")
        for part, model in parts_of(sheet.source.record, kinds).items():
            assert f".{part}" in page
            fields = [key for key in model.columns if key not in model.owner_columns]
            if part in calculated_parts(sheet.source):
                calculated = sheet.source.parts[calculated_parts(sheet.source)[part][0]]
                fields = [column.key for column in calculated.table.columns]
            inner = "".join(f"{{{{ 칸.{key} }}}}" for key in fields)
            lines.append(f"{row}{{% for 칸 in 줄.{part} %}}{inner}{{% endfor %}}{{% endfor %}}")
    with closing(Reader(office)) as reader:
        period = Period(date(2023, 4, 19), date(2022, 7, 1), date(2023, 4, 30))
        report = write_report("\n".join(lines), ReportData(reader, sheets, kinds, period))
    printed = "".join(block.text for block in report.blocks)
    assert "인왕산 산불 현장방문·지휘" in printed
    assert "357,200" in printed


def check(capsys: pytest.CaptureFixture[str], office: Path, text: str, *more: str) -> list[str]:
    name = template(office, text)
    words: tuple[str | Path, ...] = (
        "--file",
        office,
        "report",
        "--template",
        name,
        *(more or PERIOD),
        "--check",
    )
    code, shown, said = call(capsys, *words)
    assert said == ""
    lines = shown.splitlines()
    assert code == (lines != ["경고가 없습니다."])
    return lines


def test_warnings_name_what_is_unusual(capsys: pytest.CaptureFixture[str], office: Path) -> None:
    visits = '- {{ 실적["재난·안전 현장 방문"].계 }}\n'
    assert check(capsys, office, visits) == ["경고가 없습니다."]
    event = "{% for 행사 in 일정.고른(제목='MBN 인터뷰') %}\n- {{ 행사.제목 }} {{ 행사.장소 }}\n{% endfor %}\n"
    assert check(capsys, office, event) == ["비어 있는 칸입니다: 일정 장소 < MBN 인터뷰 "]
    alone = event.replace("- {{ 행사.제목 }} ", "")
    assert check(capsys, office, alone) == ["비어 있는 칸입니다: 일정 장소"]
    none = "- 대상 {{ 일정.고른(제목='없음').건수('건') }}\n"
    assert check(capsys, office, none) == ["근거가 되는 기록이 없는 수입니다: 0건 < 대상 0건"]
    both = '{{ 실적["불필요한 일버리기 접수"].계 }}, {{ 표("staff/manuals") }}'
    assert check(capsys, office, both)[0] == "경고가 없습니다."
    stale = '{{ 표("staff/table") }}\n'
    assert check(capsys, office, stale) == ["경고가 없습니다."]
    assert check(capsys, office, stale, "--as-of", "2023-06-30") == [
        "인력 현황이 보고 기준일보다 오래되었습니다: '23.4.19."
    ]
    same = '- {{ 실적["불필요한 일버리기 접수"].total|세기 }} / {{ manuals.고른(구분="기존 매뉴얼 모음").합계("수")|세기 }}\n'
    assert check(capsys, office, same) == [
        "같은 수 112이(가) 서로 다른 기록에서 나와 2곳에 있습니다."
    ]


def test_a_tally_that_has_nothing_in_the_period_is_printed_as_none(
    capsys: pytest.CaptureFixture[str], office: Path
) -> None:
    text = (
        '{{ 실적["불필요한 일버리기 접수"].계 }} {{ 실적["재난·안전 현장 방문"].계 }} {{ "없음" in 실적 }}\n'
        "{% for 하나 in 실적 %}{{ 하나.실적 }}/{% endfor %}\n"
    )
    args = ("report", "--template", template(office, text), "--as-of", "2023-04-19")
    period = ("--from", "2023-04-01", "--to", "2023-04-30")
    lines = call(capsys, "--file", office, *args, *period)[1].splitlines()
    assert lines[0] == "0건 1회 False"
    assert "불필요한 일버리기 접수" not in lines[1]
    for name in ("주요업무보고", "간부회의자료"):  # shipped with the program
        short = ("report", "--template", name, "--as-of", "2023-04-19", *period)
        code, shown, said = call(capsys, "--file", office, *short)
        assert (code, said) == (0, "")
        assert "현장" in shown


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("--issue 4월 --check", "함께 쓸 수 없습니다. (--check, --issue)"),
        ("--diff 1 -o a.txt", "함께 쓸 수 없습니다. (--diff, -o)"),
        ("--list --fields", "함께 쓸 수 없습니다. (--list, --fields)"),
        ("--issue =", "비어 있습니다. (--issue)"),
        ("--template =", "비어 있습니다. (--template)"),
    ],
)
def test_options_that_do_not_go_together_are_refused(
    capsys: pytest.CaptureFixture[str], office: Path, words: str, said: str
) -> None:
    args = [word.replace("=", "") for word in words.split()]
    assert call(capsys, "--file", office, "report", *args) == (2, "", f"secretariat: {said}\n")


def test_rows_that_are_sums_of_others_are_not_counted_and_added_again(
    capsys: pytest.CaptureFixture[str], office: Path
) -> None:
    text = "{{ 예산.건수() }} {{ 예산.합계('집행액')|천원 }} {{ 제안처리현황.합계('계') }} {{ 제안.전체.건수() }}\n"
    name = template(office, text)
    shown = call(capsys, "--file", office, "report", "--template", name, *PERIOD)[1].split()
    assert shown[:2] == ["2", "89,517"]
    assert shown[2] == shown[3]
    name = template(office, "{{ 예산.합계('비고') }}\n")
    assert call(capsys, "--file", office, "report", "--template", name, *PERIOD)[2].startswith(
        "secretariat: 더할 수 없는 칸입니다. 비고 ("
    )


def test_a_tally_that_counts_a_secret_visit_is_named(
    capsys: pytest.CaptureFixture[str], office: Path
) -> None:
    add_event(office, category="재난·안전", status="done", visibility="secret")
    text = '- {{ 실적["재난·안전 현장 방문"].계 }}\n'
    assert check(capsys, office, text) == [
        "비공개 기록 1건이 든 값입니다. 그 내용을 적지 마세요: 23회 < 23회"
    ]


def test_without_a_period_it_is_that_of_the_tallies_or_this_year(
    capsys: pytest.CaptureFixture[str], office: Path
) -> None:
    text = "{{ 시작|날짜('yyyy-mm-dd') }} {{ 끝|날짜('yyyy-mm-dd') }}\n"
    name = template(office, text)
    args = ("report", "--template", name, "--as-of", "2023-04-19")
    assert call(capsys, "--file", office, *args)[1] == "2022-07-01 2023-04-30\n"
    new = office.parent / "새 자료.db"
    call(capsys, "new", new)
    assert call(capsys, "--file", new, *args)[1] == "2023-01-01 2023-04-19\n"


def test_a_secret_record_that_a_figure_counts_is_named_by_its_number_only(
    capsys: pytest.CaptureFixture[str], office: Path
) -> None:
    add_event(office, title="몰래 만남", visibility="secret", place="어딘가")
    text = "- {{ 일정.기간('날짜', 끝).건수('건') }}{{ 일정.건수('건') }}\n"
    assert check(capsys, office, text)[-1] == (
        "비공개 기록 1건이 든 값입니다. 그 내용을 적지 마세요: 19건 < 0건19건"
    )
    listed = "{% for 행사 in 일정 %}{{ 행사.제목 }} {{ 행사.장소 }}{% endfor %}\n"
    name = template(office, listed)
    shown = call(capsys, "--file", office, "report", "--template", name, *PERIOD)[1]
    assert "몰래" not in shown
    assert "어딘가" not in shown


def test_a_report_for_outside_is_masked_and_logged_with_its_purpose(
    capsys: pytest.CaptureFixture[str], office: Path
) -> None:
    add_event(office, title="면담", lines=(LineDraft("참석", "홍길동 시민"),), note="010-1234-5678")
    text = (
        "{% for 행사 in 일정.고른(제목='면담') %}\n"
        "{{ 행사.메모 }} {% for 줄 in 행사.내용 %}{{ 줄.text }}{% endfor %}\n{% endfor %}\n"
    )
    args = ("--file", office, "report", "--template", template(office, text), *PERIOD)
    assert call(capsys, *args)[1] == "010-1234-5678 홍길동 시민\n"
    assert call(capsys, *args, "--outside")[0] == 2
    shown = call(capsys, *args, "--outside", "--purpose", "의회 제출")[1]
    assert "1234" not in shown
    assert "홍길동" not in shown
    assert "의회 제출" in call(capsys, "--file", office, "show", "history")[1]


def test_a_line_of_tags_alone_vanishes_and_all_others_keep_their_end(
    capsys: pytest.CaptureFixture[str], office: Path
) -> None:
    text = "{% for n in range(2) %}\n  {% if n %}- 둘{% endif %}\n{# 쪽지 #}\n{% endfor %}\n끝{# . #}\n줄\n"
    name = template(office, text)
    shown = call(capsys, "--file", office, "report", "--template", name)[1]
    assert shown == "  \n  - 둘\n끝\n줄\n".replace("  \n", "\n")


def test_an_issued_report_is_printed_again_as_it_was_and_compared_with_now(
    capsys: pytest.CaptureFixture[str], office: Path
) -> None:
    name = template(
        office, '# 현황\n- 현장방문(총 {{ 실적["재난·안전 현장 방문"].계 }})\n- 같은 줄\n'
    )
    args = ("--file", office, "report", "--template", name, *PERIOD)
    assert call(capsys, *args, "--issue", "4월 보고") == (0, "보고를 발행했습니다. 번호 1\n", "")
    before = call(capsys, *args)[1]
    assert before == "현황\n- 현장방문(총 22회)\n- 같은 줄\n"
    assert call(capsys, *args, "--diff", "1") == (0, "달라진 것이 없습니다.\n", "")
    add_event(office, title="빗물펌프장 점검", category="재난·안전", status="done")
    assert call(capsys, *args)[1] == "현황\n- 현장방문(총 23회)\n- 같은 줄\n"
    assert call(capsys, "--file", office, "report", "--issued", "1") == (0, before, "")
    code, shown, said = call(capsys, *args, "--diff", "1")
    assert (code, said) == (1, "")
    assert "22회" in shown
    assert "23회" in shown
    assert "빗물펌프장 점검" in shown
    assert "김주무관" in shown
    assert "같은 줄" not in shown
    assert "4월 보고" in call(capsys, "--file", office, "show", "report/issued")[1]


@pytest.mark.parametrize("option", ["--issued", "--diff"])
def test_the_number_of_an_issued_report_is_checked(
    capsys: pytest.CaptureFixture[str], office: Path, option: str
) -> None:
    args = ("--file", office, "report", option)
    assert call(capsys, *args, "하나") == (
        2,
        "",
        f"secretariat: 번호가 아닙니다. ({option} 하나)\n",
    )
    assert call(capsys, *args, "7") == (1, "", "secretariat: 그런 발행한 보고가 없습니다. (7)\n")
