# mypy: disable-error-code="attr-defined,union-attr,arg-type"
"""Hostile text in every field, file, screen and command is shown and stored as plain text.

MARKUP and CONTROLS hold what a terminal, Textual or a spreadsheet would execute.
"""

import ast
import json
import re
import shutil
from collections.abc import Iterator
from contextlib import closing
from datetime import date, time
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from textual import events
from textual.widgets import TextArea

import secretariat_tui
from secretariat_tui import settings
from secretariat_tui.areas import AREAS, index_sources, record_classes
from secretariat_tui.areas.budget import store as budget
from secretariat_tui.areas.budget.model import ExpenseDraft
from secretariat_tui.areas.holidays.model import HolidayDraft
from secretariat_tui.areas.holidays.store import HOLIDAYS
from secretariat_tui.areas.schedule import store as schedule
from secretariat_tui.areas.schedule.model import EventDraft
from secretariat_tui.areas.today.screen import TodayScreen
from secretariat_tui.cli.main import main
from secretariat_tui.core.errors import UserError
from secretariat_tui.core.text import clean, clean_input
from secretariat_tui.database.file import OfficeFile
from secretariat_tui.database.transfer.dump import dump
from secretariat_tui.database.transfer.load import load
from secretariat_tui.tui.dialogs import form as forms
from secretariat_tui.tui.dialogs.form import Form
from secretariat_tui.tui.dialogs.form_fields import FormField
from secretariat_tui.tui.keys.area import Area
from secretariat_tui.tui.keys.commands import APP_COMMANDS, COPY, DELETE, QUIT, REDO, UNDO
from secretariat_tui.tui.runtime.crash import unexpected_error
from secretariat_tui.tui.screens import base
from secretariat_tui.tui.screens.base import AreaScreen
from secretariat_tui.tui.widgets.inputs import LineInput
from secretariat_tui.tui.widgets.styled_lines import Lines
from secretariat_tui.tui.widgets.text_box import TextBox
from tests.database.states import state
from tests.terminal.pty import Terminal, program
from tests.tui.desk import Desk, desk
from tests.tui.textual_internals import drawn

PACKAGE = Path(secretariat_tui.__file__).parent
LONG = "한" * 700
MARKUP = (
    "[/긴급]", "끝[/]", "[pdf] 협약서", "[a안] 검토", '{"a": [true, false]}', "[link=https://evil.example]서울[/link]",
    "[@click=app.pwn]무료[/]", "[bold", "([sys:LOCK=SAFE])", "[red]붉은[/red]", "$name {0} {name} %s %(a)s",
    "=cmd|' /C calc'!A0", "+82-2-120", "@SUM(1)", "＝1+1", "'\"`<b>&amp;</b>", "\\n\\x1b[2J", LONG,
    "👨‍👩‍👧 👍🏽 🇰🇷 ☎️ ㈜ ①", "https://evil.example", "한글",
)  # fmt: skip
CONTROLS = (
    "\x1b]52;c;7ZW07Luk\x07", "\x1b]0;해커\x1b\\", "\x1b[2J\x1b[99;99H", "\x1bP+q544e\x1b\\", "\x9b31m", "\x9d0;t\x9c",
    "\x00\x01\x08\x0b\x0c\x0e\x7f\x85", "\u202e뒤집힘\u202c \u2066a\u2069 \u200f\u061c", "가\u200b나\ufeff다\u2060라\u00ad마",
    "\u3164\u115f\uffa0", "\ud800x\udc80", "탭\t뒤", "줄\r\n바꿈\r다시\n끝\u2028다\u2029라", "\U000e0041\U000e007f\ufff9",
)  # fmt: skip
HOSTILE = (*MARKUP, *CONTROLS)
ALL = " ".join(HOSTILE)
ALL_IN_A_LINE = ALL.replace(LONG, "한" * 50)  # a line has a maximum length
STORABLE = re.sub(f"[\ud800-\udfff]|{LONG}", "", ALL)  # SQLite cannot store lone surrogates
HARM = re.compile(  # characters that must not reach a terminal or a file
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u034f\u061c\u115f\u1160\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f"
    "\u3164\ud800-\udfff\ufeff\uffa0\ufff9-\ufffb\U000e0000-\U000e0fff]"
)
CODES = {
    "kind", "state", "status", "visibility", "level", "renewal", "channel", "outcome", "method", "parent",
    "target", "timing", "precision", "recurrence", "pledge_state", "tbl", "op", "at",
}  # fmt: skip
_CHECKED_CODES = {
    "decided",
    "returned",
    "held",
    "adopted",
    "duplicate",
    "aggregate",
}  # CHECK constraints refer to these codes
_TIME = re.compile(r"\d{4}-\d\d-\d\d|\d\d:\d\d")


@pytest.fixture(scope="module")
def hostile_office(_sample: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample office with hostile text in every column, loaded from an edited dump."""
    folder = tmp_path_factory.mktemp("hostile")
    sample, out, path = folder / "sample.db", folder / "hostile.json", folder / "hostile.db"
    shutil.copy(_sample, sample)
    with closing(OfficeFile(sample, "김주무관", sources=index_sources)) as file:
        budget.add_expense(file, ExpenseDraft(1, date(2023, 4, 20), "간담회", 90_000))
        HOLIDAYS.add(file, HolidayDraft(date(2023, 4, 24), "임시공휴일"))
    dump(sample, out, record_classes)
    dumped = json.loads(out.read_text("utf-8"))
    indexes: dict[str, int] = {}
    for row in (row for rows in dumped["tables"].values() for row in rows):
        _poison(row, indexes)
    out.write_text(json.dumps(dumped), "utf-8")
    load(out, path, record_classes)
    return path


def _poison(row: dict[str, Any], indexes: dict[str, int]) -> None:
    """Make a row's texts hostile. Equal texts stay equal: the history must agree with the records."""
    for name, value in row.items():
        if isinstance(value, dict):
            _poison(value, indexes)
        elif isinstance(value, str) and name not in CODES and not _TIME.match(value):
            index = indexes.setdefault(value, len(indexes))
            row[name] = f"{STORABLE} {index} {'' if index % 20 else LONG}"


@pytest.fixture(scope="module")
def unknown_kinds_office(_sample: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample office with kinds and states that the program does not know."""
    folder = tmp_path_factory.mktemp("unknown_kinds")
    out, path = folder / "unknown_kinds.json", folder / "unknown_kinds.db"
    dump(_sample, out, record_classes)
    dumped = json.loads(out.read_text("utf-8"))
    for name, rows in dumped["tables"].items():
        for row in rows if name != "tx" else ():
            for each in (row, row.get("old"), row.get("new")):
                for key in CODES - {"tbl", "op", "at", "parent", "target"} if each else ():
                    if isinstance(each.get(key), str) and each[key] not in _CHECKED_CODES:
                        each[key] = f"{STORABLE} {each[key]}"
    out.write_text(json.dumps(dumped), "utf-8")
    load(out, path, record_classes)
    return path


def assert_harmless(there: Desk) -> None:
    """Assert that the screen draws no control character, no link and no action."""
    for strip in drawn(there.app.screen):
        for part in strip:
            assert not HARM.search(part.text), ascii(part.text)
            if part.style:
                assert part.style.link is None
                actions = {
                    key: value for key, value in part.style.meta.items() if key.startswith("@")
                }
                assert set(actions) <= {"@mouse.down", "@mouse.up"}, actions  # of scrollbars
    assert there.app.defect is None


@pytest.fixture(autouse=True)
def _raise_unexpected_errors(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Fail the test on an unexpected exception that the program only shows."""
    errors: list[Exception] = []

    def note(error: Exception) -> UserError:
        errors.append(error)
        return unexpected_error(error)

    for module in (base, forms):
        monkeypatch.setattr(module, "unexpected_error", note)
    yield
    for error in errors:
        raise error


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("multiline", [False, True])
def test_clean_input_removes_control_characters_and_keeps_letters(
    text: str, multiline: bool
) -> None:
    kept = clean_input(text, multiline=multiline)
    assert not HARM.search(kept.replace("\n", ""))
    assert ("\n" in kept) is (multiline and "\n" in text)
    letters = [char for char in text if char.isalnum() and not HARM.search(char)]
    assert [char for char in kept if char.isalnum()] == letters or "\u1112" in text


# Every screen.


@pytest.mark.slow
@pytest.mark.parametrize("office", ["hostile_office", "unknown_kinds_office"])
@pytest.mark.parametrize("area", AREAS, ids=lambda area: area.name)
async def test_every_command_of_every_screen_draws_text_as_text(
    office: str, area: Area, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    path = Path(shutil.copy(request.getfixturevalue(office), tmp_path / "office.db"))
    _save_hostile_views(STORABLE)
    async with desk(path, (100, 30), area=area.name) as there:
        await _run_all_commands(there, area, set())


_SKIPPED = {QUIT, UNDO, REDO, COPY}  # copying is tested below


async def _run_all_commands(there: Desk, area: Area, seen: set[type]) -> None:
    """Press the keys of all commands of a screen, and of the inner screens that they open."""
    screen = there.app.screen
    seen.add(type(screen))
    assert_harmless(there)
    for command in screen.commands:
        if command in _SKIPPED or (command in APP_COMMANDS and not isinstance(screen, TodayScreen)):
            continue
        await there.do(command.keys[0])
        assert_harmless(there)
        opened = len(there.app.screen_stack) > 1 and there.app.screen is not screen
        if opened and isinstance(there.app.screen, AreaScreen):
            if type(there.app.screen) not in seen:
                await _run_all_commands(there, area, seen)
        elif opened and command != DELETE:
            await there.do("down", "up")
            assert_harmless(there)
        await _return_to(there, area, screen)
        if not screen.is_running:  # the command closed the screen
            return


async def _return_to(there: Desk, area: Area, screen: Any) -> None:
    """Close what a key has opened."""
    while screen.is_running and there.app.screen is not screen:
        dialog = not isinstance(there.app.screen, AreaScreen)
        here = dialog or screen in there.app.screen_stack
        await there.do("escape" if here else area.key)
        assert_harmless(there)


def _save_hostile_views(text: str) -> None:
    """Save views of every table with a hostile name and a hostile filter."""
    view = {
        "chips": [["title", text, text, False], ["place", None, text, False]],
        "order": [["title", True]],
    }
    tables = (
        "events",
        "accounts",
        "expenses",
        "appropriations",
        "proposals",
        "rounds",
        "agreements",
    )
    path = settings.views_file()
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps({name: {text: view} for name in tables}), "utf-8")


# Every form.

FORMS = {  # how to open each form: an area and keys
    "areas.schedule.forms.event_form": ("schedule", "f7", "f2"),
    "areas.schedule.diary.actions._go_to": ("schedule", "f3"),
    "areas.requests.forms.request_form": ("schedule", "ctrl+a", "insert"),
    "areas.budget.forms.account_form": ("budget", "down", "f2"),
    "areas.budget.forms.appropriation_form": ("budget", "down", "f3", "f2"),
    "areas.budget.forms.opening_form": ("budget", "down", "f4", "enter"),
    "areas.budget.forms.expense_form": ("budget", "enter", "f2"),
    "areas.budget.forms.reversal_form": ("budget", "enter", "ctrl+r"),
    "areas.proposals.forms.proposal_form": ("proposals", "f2"),
    "areas.proposals.forms.decision_form": ("proposals", "f4", *"보류", "enter"),
    "areas.proposals.forms.round_form": ("proposals", "ctrl+r", "f2"),
    "areas.agreements.forms.agreement_form": ("agreements", "f2"),
    "areas.staff.forms.staffing_form": ("staff", "f2"),
    "areas.staff.forms.function_form": ("staff", "f3", "f2"),
    "areas.staff.forms.manual_form": ("staff", "f4", "f2"),
    "areas.staff.forms.survey_form": ("staff", "ctrl+r", "f2"),
    "areas.agreements.forms.check_form": ("agreements", "ctrl+r"),
    "areas.agreements.forms.extension_form": ("agreements", "f4"),
    "areas.attached.forms.task_form": ("tasks", "f2"),
    "areas.attached.forms.assignment_form": ("tasks", "ctrl+n"),
    "areas.attached.forms.completion_form": ("tasks", "f4", *"완료", "enter"),
    "areas.report.forms.period_form": ("report", "ctrl+n", "f4"),
    "areas.report.forms.days_form": ("report", "f4"),
    "areas.programmes.forms.programme_form": ("programmes", "f2"),
    "areas.programmes.forms.section_form": ("programmes", "f4", "f2"),
    "areas.programmes.forms.campaign_form": ("programmes", "ctrl+r", "f2"),
    "areas.people.forms.contact_form": ("staff", "ctrl+n", "insert"),
    "areas.report.forms.issue_form": ("report", "f9"),
    "areas.report.document.output._save": ("report", "ctrl+e", *"파일 글", "enter"),
    "areas.holidays.forms.holiday_form": ("schedule", "ctrl+n", "insert"),
    "areas.report.forms.tally_form": ("report", "ctrl+n", "f2"),
    "areas.tasks.forms.template_form": ("tasks", "ctrl+t", "insert"),
    "tui.screens.list_actions._name_view": ("agreements", "ctrl+o", "down", "enter"),
    "tui.screens.list_actions.go_to": ("agreements", "ctrl+g"),
    "tui.dialogs.export._save": ("agreements", "ctrl+e", "enter", *"xlsx", "enter"),
    "tui.dialogs.export_log.ask_purpose": ("agreements", "ctrl+e", "enter", *"외부용", "enter"),
}


EXPORTS = {"areas.report.document.output._save"}  # it writes a file and a line of the log
NOT_PASTED_INTO = {
    # What is typed is the name of a file.
    "areas.report.document.template_files.copy_template",
    # They open on what is chosen in the dialog of what hangs on a record.
    "areas.attached.item_forms._file_form",
    "areas.attached.item_forms.link_form",
    "areas.attached.item_forms.row_form",
    # It exports a file; its fields are days and choices.
    "areas.schedule.diary.calendar_export.export_calendar",
    # It asks for what the form of a request has as a field too.
    "areas.schedule.requests.screen._ask_deputy",
    # It saves nothing: it reads the file that is named.
    "tui.screens.import_file._form",
}
VALID = {
    "on": "2023-04-21",
    "hold_until": "2023-12-01",
    "day": "2023-04-21",
    "new_expires_on": "2025-01-01",
    "to": "1",
}  # for fields that are empty in the form


def test_every_form_is_among_those_tested() -> None:
    forms_found = {
        f"{path.relative_to(PACKAGE).with_suffix('').as_posix().replace('/', '.')}.{inside.name}"
        for path, tree in trees()
        for inside in ast.walk(tree)
        if isinstance(inside, ast.FunctionDef | ast.AsyncFunctionDef)
        for call in ast.walk(inside)
        if isinstance(call, ast.Call)
        and isinstance(call.func, ast.Name)
        and call.func.id in {"Form", "RecordForm"}
    }
    assert (
        # The first shows the forms of RecordForms, the second a row of one of them.
        forms_found - {"tui.dialogs.record_form.dialog", "tui.dialogs.form.row_form"}
        == FORMS.keys() | NOT_PASTED_INTO
    )


def trees() -> Iterator[tuple[Path, ast.Module]]:
    """Yield the path and the syntax tree of each module of the program."""
    for path in sorted(PACKAGE.rglob("*.py")):
        yield path, ast.parse(path.read_text("utf-8"))


@pytest.mark.slow
@pytest.mark.parametrize("form_name", FORMS)
async def test_what_is_pasted_into_a_form_is_kept_as_text(
    office: Path, form_name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with closing(OfficeFile(office, "김주무관", sources=index_sources)) as file:
        budget.add_expense(file, ExpenseDraft(1, date(2023, 4, 20), "간담회", 90_000))
    Path.home().mkdir()
    area, *keys = FORMS[form_name]
    async with desk(office, (120, 60), area=area) as there:
        await there.press(*keys)
        form = there.app.screen
        assert isinstance(form, Form), there.text()
        before = _texts(form)
        kept: dict[str, object] = {}
        save = form._save

        async def note(values: dict[str, object]) -> object:
            kept.update(values)
            return await save(values)

        monkeypatch.setattr(form, "_save", note)
        for field in form._fields:
            if field.kind != "choice":
                await _paste(there, field.key, _hostile(field))
        await there.settle()
        pasted = _texts(form)
        assert pasted == {
            field.key: clean(_hostile(field), multiline=field.kind == "lines")
            for field in form._fields
            if field.kind != "choice"
        }
        await there.press("ctrl+s")
        assert_harmless(there)
        if there.app.screen is form:
            for key in _fields_with_errors(form) or ["path"]:
                assert _texts(form)[key] == pasted[key]  # typed text stays
                await _paste(there, key, VALID.get(key, before[key]))
            await there.press("ctrl+s")
            assert_harmless(there)
        assert there.app.screen is not form, there.text()
        await there.press("f5")
        assert_harmless(there)
    typed = {
        field.key: clean_input(_hostile(field), multiline=field.kind == "lines")
        for field in form._fields
        if field.kind != "choice" and isinstance(kept.get(field.key), str)
    }
    typed.pop("path", None)  # names of files have a maximum length
    for key in ("due_month", "rrule"):  # a month and a rule, though they are stored as text
        typed.pop(key, None)
    assert {key: kept[key] for key in typed} == typed
    if form_name.startswith("areas") and form_name not in EXPORTS:
        stored = {value for row in state(office).values() for value in row.values()}
        assert set(typed.values()) <= stored


def _hostile(field: FormField) -> str:
    return ALL if field.kind == "lines" else ALL_IN_A_LINE


def _texts(form: Form[Any]) -> dict[str, str]:
    return {
        field.key: _typed(form.query_one(f"#edit-{field.key}"))
        for field in form._fields
        if field.kind != "choice"
    }


def _typed(editor: Any) -> str:
    text: str = editor.text if isinstance(editor, TextArea) else editor.value
    return text


async def _paste(there: Desk, key: str, text: str) -> None:
    """Replace the text of a field by pasting."""
    editor = there.app.screen.query_one(f"#edit-{key}")
    there.app.screen.set_focus(editor)
    if isinstance(editor, LineInput):
        editor.value = ""
    elif isinstance(editor, TextBox):
        editor.text = ""
    await there.paste(text)


def _fields_with_errors(form: Form[Any]) -> list[str]:
    """Return the keys of the fields with an error message."""
    return [
        field.key
        for field in form._fields
        if any(line.text.strip() for line in form.query_one(f"#error-{field.key}", Lines).lines)
    ]


@pytest.mark.slow
async def test_what_is_typed_key_by_key_is_kept_as_text(path: Path) -> None:
    typed = "".join(char for text in (*MARKUP[:-4], *CONTROLS) if text != LONG for char in text)
    async with desk(path, (120, 40), area="proposals") as there:
        await there.press("insert")
        form = there.app.screen
        assert isinstance(form, Form)
        for key in ("title", "idea"):
            form.query_one(f"#edit-{key}").focus()
            await there.settle()
            for char in typed:
                there.app.post_message(events.Key(char if char.isprintable() else "f24", char))
            await there.settle()
            while there.app.key_queue.waiting:
                await there.settle()
        await there.press("ctrl+s")
        assert_harmless(there)
    kept = clean_input("".join(char for char in typed if char.isprintable()))
    (row,) = (row for (table, _id), row in state(path).items() if table == "proposal")
    assert (row["title"], row["idea"]) == (kept, kept)


@pytest.mark.slow
async def test_what_is_found_anywhere_is_shown_as_text(
    hostile_office: Path, tmp_path: Path, subtests: pytest.Subtests
) -> None:
    path = Path(shutil.copy(hostile_office, tmp_path / "office.db"))
    async with desk(path, (100, 30)) as there:
        for query in ("긴급", "pdf", "click", "ㄱㄱ", "[2J", "한한한", "evil example", ALL):
            with subtests.test(query=query):
                await there.do("1", "ctrl+k")
                await there.paste(query)
                await there.settle()
                assert_harmless(there)
                await there.do("down", "pagedown", "enter", "escape")
                assert_harmless(there)
                await there.do("escape", "escape", "escape")


# The terminal.

_ALLOWED_SEQUENCES = re.compile(  # that Textual, Rich and the first frame write
    r"\x1b\[[0-9;]*m|\x1b\[\d+;\d+H|\x1b\[[?]\d+[hl]|\x1b\[[?]\d+[$]p|\x1b\[<u|\x1b\[6n|\x1b\[H|\x1b\]22;\w+\x07"
)


def _assert_harmless_bytes(written: bytes) -> None:
    """Assert that the output of a terminal holds only allowed sequences and text."""
    rest = _ALLOWED_SEQUENCES.sub(
        "", written.decode().replace("\x1b[?1049h\x1b[?25l\x1b[2J\x1b[H", "")
    )
    assert not HARM.search(rest.replace("\r", "")), ascii(HARM.search(rest.replace("\r", "")))


@pytest.mark.slow
def test_nothing_hostile_reaches_a_real_terminal(hostile_office: Path, tmp_path: Path) -> None:
    path = shutil.copy(hostile_office, tmp_path / "office.db")
    with Terminal(program("--file", str(path), "--today", "2023-04-19"), (100, 30)) as there:
        for keys, shown in (
            ("", "[/긴급]"), ("2", "두 주"), ("3", "회계연도"), ("4", "받은 것"), ("5", "협약 4건"), ("\r", "닫기"),
            ("\r\x0b", "어디서나"), ("긴급", "새것부터"), ("\r", "닫기"),
        ):  # fmt: skip
            there.send(keys.encode())
            there.until(shown)
        there.send(b"\x11")
        assert there.wait() == 0
        _assert_harmless_bytes(there.seen)


TABLES = [f"{area.name}/{name}" for area in AREAS for name in area.sheets()]
OF_A_WEEK = {"schedule/timetable", "schedule/published"}
"""Tables of the week of the day; in that of 18 April 2023 the sample office has an event."""


@pytest.mark.slow
@pytest.mark.parametrize("table", TABLES)
def test_a_table_drawn_on_a_terminal_holds_no_sequence_but_its_own(
    hostile_office: Path, table: str
) -> None:
    day = "2023-04-18" if table in OF_A_WEEK else "2023-04-30"
    words = ("show", table, "--file", str(hostile_office), "--as-of", day)
    with Terminal(program(*words), (120, 40)) as there:
        assert there.wait() == 0
        assert b"\xed\x95\x9c" in there.seen or b"[/" in there.seen or b"\xea\xb3\x84" in there.seen
        _assert_harmless_bytes(there.seen)


# Commands, files and settings.

FOLDER = "[@click=app.pwn]\x1b]0;해커\x07\x1b[2J\n\u202e뒤\u200b집힘\t$HOME\udcff"


def run(capsys: pytest.CaptureFixture[str], *words: str | Path, code: int = 0) -> str:
    """Run a command and return its output, which must be harmless."""
    assert main(list(map(str, words))) == code, capsys.readouterr()
    output = "".join(capsys.readouterr())
    assert not HARM.search(output)
    return output


@pytest.mark.slow
@pytest.mark.parametrize("form", ["tsv", "csv", "md", "html", "json", "txt", "xlsx"])
@pytest.mark.parametrize("table", TABLES)
def test_what_leaves_is_text(
    hostile_office: Path, tmp_path: Path, table: str, form: str, capsys: pytest.CaptureFixture[str]
) -> None:
    path, out = shutil.copy(hostile_office, tmp_path / "office.db"), tmp_path / f"out.{form}"
    run(capsys, "export", table, "-o", out, "--file", path, "--as-of", "2023-04-30")
    if form == "xlsx":
        cells = [
            cell for row in load_workbook(out).active.iter_rows() for cell in row if cell.value
        ]
        assert {cell.data_type for cell in cells} <= {"s", "n", "d"}  # "f" is a formula
        texts = [str(cell.value) for cell in cells]
    else:
        texts = [out.read_text("utf-8-sig")]
        assert run(
            capsys,
            "show",
            table,
            "--file",
            path,
            "--as-of",
            "2023-04-30",
            "--format",
            form.replace("txt", "table"),
        )
    assert not any(HARM.search(text) for text in texts)
    if form == "html":
        assert not re.search(
            r"<(?!/?(?:title|table|thead|tbody|tr|t[dh]|caption|meta|p|html|head|body)\b|!doctype)",
            texts[0],
        )


@pytest.mark.parametrize(
    ("form", "note"),
    [
        ("table", "\ufffd[2J뒤집힘 a 회의 ↔ "),
        ("md", "\ufffd\\[2J뒤집힘 a 회의 ↔ "),
        ("html", "\ufffd[2J뒤집힘 a 회의 ↔ "),
        *((form, "") for form in ("tsv", "csv", "json")),
    ],
)
def test_the_notes_below_a_table_are_text(
    path: Path, form: str, note: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with closing(OfficeFile(path, "김주무관", sources=index_sources)) as file:
        for title in (f"\x1b[2J{CONTROLS[7]}회의", "간담회"):
            schedule.add(file, EventDraft(title, date(2023, 4, 18), time(9)))
    table = "schedule/events"
    assert (
        main(["show", table, "--file", str(path), "--as-of", "2023-04-18", "--format", form]) == 0
    )
    shown = "".join(capsys.readouterr())
    assert note in shown
    assert not HARM.search(shown)


@pytest.mark.slow
def test_no_name_of_a_file_is_a_command_to_the_terminal(
    tmp_path: Path,
    office: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    folder = tmp_path / FOLDER
    folder.mkdir()
    monkeypatch.setenv("XDG_DATA_HOME", str(folder / "data"))
    path = folder / "업무.db"
    run(capsys, "new", path, "--sample")
    run(capsys, "new", path, code=1)  # it exists
    run(capsys, "show", "budget", "--file", path)
    run(capsys, "export", "budget", "-o", folder / "예산.csv", "--file", path)
    run(capsys, "export", "budget", "-o", folder / "예산.csv", "--file", path, code=1)
    run(capsys, "copy", "agreements", "--file", path, code=1)  # no terminal to copy by
    run(capsys, "backup", "--file", path)
    run(capsys, "backup", "-o", folder / "사본.db", "--file", path)
    run(capsys, "restore", "--file", path)
    run(capsys, "restore", "1", "--file", path)
    run(capsys, "check", "--file", path)
    run(capsys, "dump", "-o", folder / "모두.json", "--file", path)
    run(capsys, "load", folder / "모두.json", "--file", folder / "새.db")
    run(capsys, "load", folder / "없음.json", "--file", folder / "새.db", code=1)
    run(capsys, "show", FOLDER, code=2)
    run(capsys, FOLDER, code=2)
    run(capsys, "doctor", "--file", path)
    run(capsys, "paths")


@pytest.mark.slow
@pytest.mark.parametrize("text", CONTROLS)
def test_a_dump_of_hostile_text_is_loaded_unchanged_or_rejected(
    office: Path, tmp_path: Path, text: str, capsys: pytest.CaptureFixture[str]
) -> None:
    out, again, new = (tmp_path / name for name in ("out.json", "again.json", "new.db"))
    dump(office, out, record_classes)
    dumped = json.loads(out.read_text("utf-8"))
    for rows in (dumped["tables"]["account"], dumped["tables"]["change"]):
        for row in rows:
            for each in (row, row.get("new"), row.get("old")):
                if each and "note" in each and "fy" in each:
                    each["note"] = text
    out.write_text(json.dumps(dumped), "utf-8")
    if re.search("[\ud800-\udfff]", text):
        assert "글자나 수가 아닌 것" in run(capsys, "load", out, "--file", new, code=1)
        assert not new.exists()
        return
    run(capsys, "load", out, "--file", new)
    dump(new, again, record_classes)
    assert json.loads(again.read_text("utf-8")) == dumped


@pytest.mark.parametrize("text", [*MARKUP, *CONTROLS])
async def test_settings_are_text(
    office: Path, text: str, capsys: pytest.CaptureFixture[str]
) -> None:
    path = settings.config_file()
    path.parent.mkdir(parents=True, exist_ok=True)
    text = text.replace(LONG, LONG[:500])  # a name has a maximum length
    written = json.dumps(re.sub("[\ud800-\udfff\x7f]", "", text), ensure_ascii=False)
    path.write_text(f"who = {written}\n", "utf-8")
    assert settings.user_name() == clean_input(json.loads(written)) or not clean_input(
        json.loads(written)
    )
    for name in ("theme", "language", "density", "keys.undo", "strange"):
        path.write_text(f"{name} = {written}\n", "utf-8")
        for command in ("keys", "paths"):
            main([command])
            assert not HARM.search("".join(capsys.readouterr()))
    path.write_text(f'[keys]\n{written} = "ctrl+k"\n', "utf-8")
    run(capsys, "keys")


async def test_a_hostile_name_signs_the_history_as_text(office: Path) -> None:
    async with desk(office, (100, 30), who=clean_input(ALL), area="agreements") as there:
        await there.press("f2", "exclamation_mark", "ctrl+s")
        assert_harmless(there)


# What is copied.


async def test_what_is_copied_is_text_and_formulas_are_guarded(
    hostile_office: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = shutil.copy(hostile_office, tmp_path / "office.db")
    async with desk(path, (100, 30), area="agreements") as there:
        shown = await there.press("ctrl+c")
        assert "복사" in shown
        assert_harmless(there)
    copied = "".join(each.read_text("utf-8") for each in settings.state_dir().glob("*copy*"))
    assert "[/긴급]" in copied
    assert not HARM.search(copied)


# The code.

_WIDGETS = {
    "Static", "Label", "Markdown", "MarkdownViewer", "DataTable", "RichLog", "Log", "OptionList", "SelectionList",
    "Tooltip", "Button", "Tree", "Checkbox", "RadioButton", "Digits", "Footer", "Header", "Link", "Pretty",
}  # fmt: skip
_CALLS = {"notify", "from_markup", "render_markup", "to_content", "open_url", "assemble"}
_PLACES = {"tooltip", "border_title", "border_subtitle", "title", "sub_title"}


def test_no_code_reads_markup_from_text() -> None:
    found = [
        f"{path.relative_to(PACKAGE)}:{node.lineno}"
        for path, tree in trees()
        if not path.is_relative_to(PACKAGE / "core")  # which draws nothing
        for node in ast.walk(tree)
        if _reads_markup(node)
    ]
    assert found == []


def _reads_markup(node: ast.AST) -> bool:
    match node:
        case ast.ImportFrom(module=str(module), names=names):
            return module.startswith(("textual", "rich")) and any(
                name.name in {*_WIDGETS, *_CALLS, "Content", "escape"} for name in names
            )
        case ast.Call(func=ast.Attribute(attr=name)) if name in _CALLS:
            return True
        case ast.Call(func=ast.Attribute(attr="print", value=ast.Name(id="console")), args=args):
            return any(not isinstance(arg, ast.Call) for arg in args)  # Text(...), a table
        case ast.keyword(arg="markup", value=ast.Constant(value=True)):
            return True
        case ast.Assign(targets=[ast.Attribute(attr=name, value=ast.Name(id="self"))]):
            return name in _PLACES
    return False
