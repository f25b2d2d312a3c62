"""The interface speaks the person's language: every Korean text is marked, and none too early."""

import ast
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from secretariat_tui import settings
from secretariat_tui.core import i18n
from secretariat_tui.core.i18n import ENGLISH, KOREAN, Language
from secretariat_tui.database.file import OfficeFile
from secretariat_tui.reporting.namespace import Rows
from secretariat_tui.reporting.printouts import PRINTOUTS
from secretariat_tui.reporting.sources import DAYS, TABLE_NAMES
from secretariat_tui.reporting.templates.library import DEFAULT
from tests.catalogue import HANGUL, PACKAGE, calls
from tests.test_settings import write

# What is read from people or compared with it, and is the same in every language.
DATA = {"query_terms.py", "text.py", "money.py", "dates.py", "hangul.py", "pii.py", "location.py",
        "when.py", "typed_texts.py", "cells.py", "headings.py", "reading.py", "import_file.py",
        "filters.py", "value_filters.py", "hwpx_styles.py", "repetition_text.py",
        "quick_add/block.py", "quick_add/line.py", "quick_add/marks.py", "quick_add/repetition.py",
        "quick_add/rows.py", "quick_add/date_words.py", "quick_add/named_days.py", "timing/free_slots.py",
        "timing/trips.py"}  # fmt: skip
TO_TYPE = {  # shown to be typed as it is, or read as it is typed
    "한글 2025년,1.-",
    *("회", "오찬", "점심"),
    r"'?(\d{4}|\d{2})\s*[-./년]\s*(\d{1,2})\s*[.월]?",
}
# The names that templates use in every language, and marks of lines.
TEMPLATE_WORDS = {*Rows.METHODS, *DAYS, *TABLE_NAMES, "센기록", DEFAULT,
                  *(each.template for each in PRINTOUTS), "[가-힣]", "ㅇ", "□○●ㅇ",
                  r"(?P<indent> *)(?P<mark>[□○●ㅇ·▶\-※*]|[①-⑳])\s+"}  # fmt: skip
MODULES = [path for path in sorted(PACKAGE.rglob("*.py")) if path.parent.name != "sample"]


def _unmarked(path: Path) -> Iterator[tuple[int, str]]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    quiet = {id(part) for call in calls(tree) for part in ast.walk(call)}
    quiet |= {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    # How other offices head a column in their files.
    spellings = (
        keyword.value
        for keyword in ast.walk(tree)
        if isinstance(keyword, ast.keyword) and keyword.arg == "spellings"
    )
    quiet |= {id(part) for each in spellings for part in ast.walk(each)}
    for node in ast.walk(tree):
        if (
            isinstance(node, ast.Constant)
            and isinstance(node.value, str)
            and id(node) not in quiet
            and HANGUL.search(node.value)
        ):
            yield node.lineno, node.value


def test_korean_texts_are_marked() -> None:
    found = [
        f"{path.relative_to(PACKAGE)}:{line}: {text}"
        for path in MODULES
        if not {path.name, f"{path.parent.name}/{path.name}"} & DATA
        for line, text in _unmarked(path)
        if text not in TO_TYPE | TEMPLATE_WORDS
    ]
    assert found == []


def _run_when_imported(node: ast.AST) -> Iterator[ast.AST]:
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef):
            parts = [*child.decorator_list, *child.args.defaults, *child.args.kw_defaults]
            for part in filter(None, parts):
                yield from (part, *_run_when_imported(part))
        elif not isinstance(child, ast.Lambda):
            yield from (child, *_run_when_imported(child))


def test_nothing_is_translated_before_it_is_shown() -> None:
    found = [
        f"{path.relative_to(PACKAGE)}:{node.lineno}"
        for path in MODULES
        for node in _run_when_imported(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "_"
    ]
    assert found == []


@pytest.mark.parametrize(
    ("env", "spoken"),
    [
        ({}, KOREAN), ({"LANG": "ko_KR.UTF-8"}, KOREAN), ({"LANG": "C.UTF-8"}, KOREAN), ({"LANG": "eo"}, KOREAN),
        ({"LANG": "enm_GB"}, KOREAN), ({"LANG": "en_US.UTF-8"}, ENGLISH), ({"LANG": "en"}, ENGLISH),
        ({"LANG": "en_US.UTF-8", "LC_MESSAGES": "ko_KR.UTF-8"}, KOREAN),
        ({"LC_MESSAGES": "ko_KR.UTF-8", "LC_ALL": "en_GB.UTF-8"}, ENGLISH),
        ({"LC_ALL": "", "LC_MESSAGES": "", "LANG": "en_US.UTF-8"}, ENGLISH),
        ({"LC_TIME": "en_US.UTF-8"}, KOREAN),
    ],
)  # fmt: skip
def test_the_locale_chooses(env: Mapping[str, str], spoken: Language) -> None:
    assert i18n.language_of_locale(env) is spoken


def test_the_settings_choose_before_the_locale() -> None:
    english = {"LANG": "en_US.UTF-8"}
    assert settings.language(english) is ENGLISH
    path = write('language = "ko"')
    assert settings.language(english) is KOREAN
    path.write_text('language = "en"', encoding="utf-8")
    assert settings.language({}) is ENGLISH


def test_an_unknown_language_is_told_with_its_line() -> None:
    path = write('who = "김"\nlanguage = "fr"')
    [fault] = settings.config().faults
    assert fault.message == "설정 language에 쓸 수 없는 값입니다: fr"
    assert fault.location == f"{path}:2"
    assert fault.remedy == "쓸 수 있는 값: ko, en"
    assert settings.language({"LANG": "en_US.UTF-8"}) is ENGLISH


def test_a_catalogue_is_read_as_translators_leave_it() -> None:
    text = r"""# a note
msgid ""
msgstr "Language: en\n"

#: a.py
msgid "줄\n\"따옴표\"\t\\"
msgstr ""
"line\n"
"\"quote\"\t\\"

msgid "아직"
msgstr ""

#, fuzzy
msgid "어림"
msgstr "guessed"

#~ msgid "옛말"
#~ msgstr "obsolete"
"""
    assert i18n.parse_catalogue(text) == {'줄\n"따옴표"\t\\': 'line\n"quote"\t\\'}


def test_what_is_not_translated_stays_korean() -> None:
    i18n.set_language(ENGLISH)
    assert i18n._("저장") != ""
    assert i18n._("이런 말은 없습니다") == "이런 말은 없습니다"
    assert i18n._("") == ""
    i18n.set_language(KOREAN)
    assert i18n._("오늘") == "오늘"


def test_one_thread_speaks_aside() -> None:
    with ThreadPoolExecutor(max_workers=1) as other, i18n.language_set(ENGLISH):
        assert i18n._("오늘") == "Today"
        assert i18n.current_language() is ENGLISH
        assert other.submit(i18n._, "오늘").result() == "오늘"
        with i18n.language_set(KOREAN):
            assert i18n._("오늘") == "오늘"
        assert i18n._("오늘") == "Today"
    assert i18n._("오늘") == "오늘"


def test_an_installation_without_its_catalogue_speaks_korean(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    i18n._load_catalogue.cache_clear()
    monkeypatch.setattr(i18n, "CATALOGUE", tmp_path / "none.po")
    i18n.set_language(ENGLISH)
    assert i18n._("오늘") == "오늘"
    i18n._load_catalogue.cache_clear()


def test_a_record_is_found_in_every_language(path: Path) -> None:
    from secretariat_tui.areas.agreements import store
    from secretariat_tui.areas.agreements.model import AgreementDraft, PartyDraft
    from secretariat_tui.areas.agreements.tables import SEARCH_KINDS

    with closing(OfficeFile(path, "김주무관")) as file:
        day = date(2023, 4, 10)
        draft = AgreementDraft("교류", signed_on=day, parties=(PartyDraft("제주", "metropolitan"),))
        number = store.add(file, draft)
        documents = SEARCH_KINDS[0].documents(file.reader, [number])
        ((text, _day),) = documents.listed.values()
        for word in ("광역", "regional", "23.4.10.(월)", "2023-04-10", "교류"):
            assert word in text
        assert text.count("교류") == 1


@pytest.mark.parametrize("chosen", ["", "language = 3", 'language = "fr"', "language ="])
def test_commands_that_need_no_settings_do_not_stop_at_them(
    chosen: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    from secretariat_tui.cli.main import main

    write(chosen)
    monkeypatch.setenv("LC_MESSAGES", "en_US.UTF-8")
    assert main(["paths"]) == 0
    assert capsys.readouterr().out.startswith("Data\t")
