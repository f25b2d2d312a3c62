"""The `secretariat` command, run as people and their scripts run it."""

import csv
import io
import json
import os
import re
import shutil
import subprocess
import sys
from base64 import b64decode
from contextlib import closing
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from rich.cells import cell_len

import secretariat_tui
from secretariat_tui.areas import AREAS
from secretariat_tui.areas.agreements import store
from secretariat_tui.areas.agreements.model import AgreementDraft, PartyDraft
from secretariat_tui.cli import info, main, parser
from secretariat_tui.database.file import OfficeFile
from secretariat_tui.tables import export, formats
from secretariat_tui.tables.export_progress import ExportProgress
from tests.database.states import agreement

PYTHON = [sys.executable, "-m", "secretariat_tui"]
# Gives the command that follows a terminal, and writes to our pipe what it shows.
ON_TERMINAL = [
    sys.executable, "-c",
    "import os, pty, sys; sys.exit(os.waitstatus_to_exitcode(pty.spawn(sys.argv[1:])))",
]  # fmt: skip
DAY = ("--as-of", "2023-04-19")
HEADER = ["구분", "예산액", "집행액", "잔액", "비고"]
ROWS = [
    ["계", "357,200", "89,517 (25.0%)", "267,683", ""],
    ["기관운영업무추진비", "277,200", "65,351 (23.5%)", "211,849",
     "조직운영, 대민활동, 유관기관협조, 직책수행 등 제반 경비"],
    ["시책추진업무추진비", "80,000", "24,166 (30.2%)", "55,834",
     "주요행사, 시책사업, 투자사업의 원활한 추진을 위한 경비"],
]  # fmt: skip


@pytest.fixture(scope="module")
def sample(_sample: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file with the sample office, for reading."""
    return Path(shutil.copy(_sample, tmp_path_factory.mktemp("sample") / "office.db"))


def start(
    command: list[str], stdout: int = subprocess.PIPE, /, **env: str
) -> subprocess.CompletedProcess[str]:
    root = Path(secretariat_tui.__file__).parents[1]
    return subprocess.run(
        command,
        env=os.environ | {"PYTHONPATH": str(root), "TERM": "xterm-256color"} | env,
        stdin=subprocess.DEVNULL,
        stdout=stdout,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        check=False,
    )


def run(*words: str | Path, **env: str) -> subprocess.CompletedProcess[str]:
    return start([*PYTHON, *map(str, words)], **env)


def call(capsys: pytest.CaptureFixture[str], *words: str | Path) -> tuple[int, str, str]:
    """Run a command in this process: its exit code, what it printed, what it complained of."""
    code = main.main([str(word) for word in words])
    return code, *capsys.readouterr()


def test_the_version_is_said_without_importing_anything_heavy() -> None:
    code = (
        "import sys; from secretariat_tui.cli import main as cli\n"
        "try: cli.main(['--version'])\n"
        "finally: print(*sorted({name.partition('.')[0] for name in sys.modules} - before))"
    )
    done = start([sys.executable, "-c", f"import sys; before = set(sys.modules)\n{code}"])
    version, modules = done.stdout.splitlines()
    assert version == f"secretariat {secretariat_tui.__version__}"
    heavy = {"rich", "textual", "sqlmodel", "sqlalchemy", "sqlite3", "platformdirs", "tomllib"}
    assert not heavy & set(modules.split())


@pytest.mark.parametrize("words", [["--help"], ["show", "-h"]])
def test_help_names_every_word_of_the_command_line(
    capsys: pytest.CaptureFixture[str], words: list[str]
) -> None:
    with pytest.raises(SystemExit) as stop:
        main.main(words)
    page = capsys.readouterr().out
    assert stop.value.code == 0
    options = re.findall(r"\"(--?[\w-]+)\"", Path(parser.__file__).read_text())
    assert len(set(options)) > 10
    assert {"--file", "-o", "--purpose"} <= set(options)
    words = [*options, *parser.COMMANDS, *parser.FORMATS, *parser.FILE_FORMATS]
    assert [word for word in words if word not in page] == []
    assert max(cell_len(line) for line in page.splitlines()) <= 100
    for area in AREAS:
        if tables := " ".join(area.sheets()):
            assert re.search(rf"^  {area.name}\({area.title}\) +{tables}$", page, re.MULTILINE)


def test_the_tables_in_the_examples_of_the_help_exist(
    capsys: pytest.CaptureFixture[str], sample: Path
) -> None:
    with pytest.raises(SystemExit):
        main.main(["--help"])
    examples = re.findall(r"(?:show|copy|export) ([a-z/]+)", capsys.readouterr().out)
    assert len(examples) == 3
    for table in examples:
        assert call(capsys, "show", table, "--file", sample)[0] == 0


def test_every_form_of_a_table_can_be_asked_for() -> None:
    assert ("table", *formats.TEXT_FORMATS) == parser.FORMATS
    assert export.FORMATS == parser.FILE_FORMATS


def test_the_budget_is_the_printed_table(sample: Path) -> None:
    done = run("show", "budget", *DAY, "--file", sample)
    assert (done.returncode, done.stderr) == (0, "")
    title, header, rule, *rows = done.stdout.splitlines()
    assert title == "과목별 집행현황  (기준 / 단위 : '23.4.19. / 천원)"
    assert header.split() == HEADER
    assert set(rule) == {"─"}
    assert [re.split(r" {2,}", row) for row in rows] == [[c for c in row if c] for row in ROWS]


def test_the_file_and_the_day_may_stand_before_and_after(
    capsys: pytest.CaptureFixture[str], sample: Path
) -> None:
    said = {
        call(capsys, "--file", sample, "--today", "2023-04-19", "show", "budget"),
        call(capsys, "show", "budget", "--file", sample, "--today", "'23.4.19.(수)"),
        call(capsys, "--today", "2023-04-19", "show", "budget", f"--file={sample}"),
        call(capsys, "--file", "없는.db", "show", "예산", "--file", sample, "--as-of", "20230419"),
        call(capsys, "show", "budget/accounts", "--file", sample, "--today", "2023-04-12", "--as-of", "+7"),
    }  # fmt: skip
    ((code, table, complaint),) = said
    assert (code, complaint) == (0, "")
    assert "89,517 (25.0%)" in table


def test_showing_a_current_file_imports_no_database_library_and_no_screen(sample: Path) -> None:
    code = "import sys; from secretariat_tui.cli import main as cli; cli.main(sys.argv[1:]); print(*sys.modules)"
    show = [sys.executable, "-c", code, "show", "budget", "--file", str(sample)]
    done = start(ON_TERMINAL + show)  # where nothing leaves, and so nothing is logged
    imported = set(done.stdout.splitlines()[-1].split())
    assert "rich" in imported
    assert not {"sqlmodel", "sqlalchemy", "textual", "openpyxl", "alembic"} & imported


@pytest.mark.slow
def test_on_a_terminal_the_table_is_drawn_and_in_a_pipe_it_is_plain(sample: Path) -> None:
    words = [*PYTHON, "show", "agreements", *DAY, "--file", str(sample)]
    assert "\x1b[1m" in start(ON_TERMINAL + words).stdout
    assert "\x1b" not in start(words).stdout


@pytest.mark.parametrize(
    "words",
    [
        ["--from", "2023-02-01", "--to", "2023-04-10"],
        ["--today", "2023-04-10", "--from", "2.1.", "--to", "오늘"],
    ],
)
def test_a_period_bounds_the_table_with_both_its_days(
    capsys: pytest.CaptureFixture[str], sample: Path, words: list[str]
) -> None:
    _code, table, _ = call(
        capsys, "--file", sample, "show", "agreements", "--format", "tsv", *words
    )
    assert [row[0] for row in csv.reader(io.StringIO(table), delimiter="\t")][1:] == [
        "제주특별자치도", "세종특별자치시", "대전광역시"
    ]  # fmt: skip


def plain(form: str, rows: list[list[str]]) -> list[list[str]]:
    """Return rows as a format has them: in CSV numbers are without separators."""
    if form != "csv":
        return rows
    return [
        [cell.replace(",", "") if re.fullmatch(r"[\d,]+", cell) else cell for cell in row]
        for row in rows
    ]


class Cells(HTMLParser):
    """Collects the cells of a table."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.rows: list[list[str]] = []
        self.feed(page)

    def handle_starttag(self, tag: str, _attrs: object) -> None:
        if tag == "tr":
            self.rows.append([])
        if tag in {"td", "th"}:
            self.rows[-1].append("")

    def handle_data(self, data: str) -> None:
        if self.rows and self.rows[-1] and data.strip():
            self.rows[-1][-1] += data


def parsed(form: str, data: bytes) -> list[list[str]]:
    """Read a table back as another program would."""
    text = data.decode("utf-8-sig" if form == "csv" else "utf-8")
    if form == "html":
        return Cells(text).rows
    if form == "md":
        lines = [line for line in text.splitlines() if line.startswith("| ")]
        return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]
    return list(csv.reader(io.StringIO(text), delimiter="\t" if form == "tsv" else ","))


@pytest.mark.parametrize("form", ["tsv", "csv", "md", "html"])
def test_a_table_can_be_read_back(
    capsys: pytest.CaptureFixture[str], sample: Path, tmp_path: Path, form: str
) -> None:
    path = tmp_path / f"예산.{form}"
    words = ("budget", *DAY, "--file", sample)
    assert call(capsys, "export", *words, "-o", path) == (0, f"3행을 파일로 냈습니다: {path}\n", "")
    assert parsed(form, path.read_bytes()) == [HEADER, *plain(form, ROWS)]
    assert path.stat().st_mode & 0o777 == 0o600
    _code, shown, _ = call(capsys, "show", *words, "--format", form)
    assert parsed(form, shown.encode()) == [HEADER, *plain(form, ROWS)]
    assert not shown.startswith("\ufeff")


def test_others_can_save_while_an_export_is_written(
    capsys: pytest.CaptureFixture[str],
    office: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    write = export.write

    def write_while_another_saves(*args: Any, **options: Any) -> ExportProgress:
        with closing(OfficeFile(office, "다른 창", busy_timeout=0)) as file:
            store.add(file, agreement("새 협약", "상주시"))
        return write(*args, **options)

    monkeypatch.setattr(export, "write", write_while_another_saves)
    words = ("--file", office, "export", "proposals", "-o", tmp_path / "제안.xlsx")
    assert call(capsys, *words)[0] == 0
    with closing(OfficeFile(office, "김주무관")) as file:
        assert file.reader.value("SELECT count(*) FROM agreement WHERE name = '새 협약'") == 1


def test_what_the_readers_of_a_file_need_is_there(
    capsys: pytest.CaptureFixture[str], sample: Path, tmp_path: Path
) -> None:
    for form in ("csv", "html"):
        call(capsys, "export", "budget", "--file", sample, "-o", tmp_path / f"a.{form}")
    assert (tmp_path / "a.csv").read_bytes().startswith(b"\xef\xbb\xbf")
    assert '<meta charset="utf-8">' in (tmp_path / "a.html").read_text(encoding="utf-8")


def test_json_has_values_and_xlsx_has_typed_cells(
    capsys: pytest.CaptureFixture[str], sample: Path, tmp_path: Path
) -> None:
    _code, shown, _ = call(capsys, "show", "budget", *DAY, "--file", sample, "--format", "json")
    first = json.loads(shown)["rows"][0]
    assert [first["name"], first["budget"], first["executed"]] == ["계", 357_200_000, 89_517_000]
    path = tmp_path / "협약.xlsx"
    call(capsys, "export", "agreements", *DAY, "--file", sample, "-o", path)
    page = load_workbook(path).active
    assert page
    assert [cell.value for cell in page["A"]] == [
        "상대", "경상북도", "제주특별자치도", "세종특별자치시", "대전광역시"
    ]  # fmt: skip
    assert page["D2"].is_date
    shown = call(capsys, "show", "agreements", *DAY, "--file", sample, "--format", "csv")[1]
    said = {row[1]: row[6:8] for row in parsed("csv", shown.encode())}
    cells = {row[1].value: [row[6].value, row[7].value] for row in page.iter_rows()}
    assert cells == said  # a count alone, or a day alone, would say less
    assert path.stat().st_mode & 0o777 == 0o600


def test_a_text_file_is_what_a_pipe_shows(
    capsys: pytest.CaptureFixture[str], sample: Path, tmp_path: Path
) -> None:
    words = ("budget", *DAY, "--file", sample)
    call(capsys, "export", *words, "-o", tmp_path / "표", "--format", "txt")
    _code, shown, _ = call(capsys, "show", *words)
    assert (tmp_path / "표").read_text(encoding="utf-8") == shown


def test_a_header_can_be_left_out(
    capsys: pytest.CaptureFixture[str], sample: Path, tmp_path: Path
) -> None:
    words = ("budget", *DAY, "--file", sample, "--no-header")
    assert parsed("tsv", call(capsys, "show", *words, "--format", "tsv")[1].encode()) == ROWS
    assert call(capsys, "show", *words)[1].splitlines()[0].startswith("계 ")
    call(capsys, "export", *words, "-o", tmp_path / "a.csv")
    assert parsed("csv", (tmp_path / "a.csv").read_bytes()) == plain("csv", ROWS)
    call(capsys, "export", *words, "-o", tmp_path / "a.xlsx")
    page = load_workbook(tmp_path / "a.xlsx").active
    assert page
    assert page["A1"].value == "계"


def test_amounts_in_a_workbook_name_their_unit(
    capsys: pytest.CaptureFixture[str], sample: Path, tmp_path: Path
) -> None:
    call(capsys, "export", "budget", *DAY, "--file", sample, "-o", tmp_path / "a.xlsx")
    page = load_workbook(tmp_path / "a.xlsx").active
    assert page
    assert [page["B1"].value, page["B2"].value] == ["예산액(원)", 357_200_000]
    assert [page["C1"].value, page["C2"].value] == ["집행액(원)", 89_517_000]


def test_a_file_for_old_programs_is_cp949(
    capsys: pytest.CaptureFixture[str], sample: Path, tmp_path: Path
) -> None:
    path = tmp_path / "a.csv"
    words = ("export", "agreements", *DAY, "--file", sample, "-o", path)
    assert call(capsys, *words, "--encoding", "cp949")[0] == 0
    assert path.read_bytes().decode("cp949").splitlines()[1].startswith("경상북도,서울시")
    said = call(capsys, *words[:-1], tmp_path / "a.xlsx", "--encoding", "cp949")
    assert said == (1, "", "secretariat: CP949는 CSV와 TSV에만 씁니다. (xlsx)\n")


def test_guarded_cells_are_told(
    capsys: pytest.CaptureFixture[str], path: Path, tmp_path: Path
) -> None:
    with closing(OfficeFile(path, "김주무관")) as file:
        store.add(
            file, AgreementDraft("=1+1", state="draft", parties=(PartyDraft("+82", "other"),))
        )
    target = tmp_path / "a.csv"
    words = ("agreements", "--file", path)
    assert call(capsys, "export", *words, "-o", target)[1] == (
        f"1행을 파일로 냈습니다: {target} 수식으로 읽힐 칸 1개 앞에 '를 붙였습니다.\n"
    )


def test_a_file_is_written_over_by_force_only(
    capsys: pytest.CaptureFixture[str], sample: Path, tmp_path: Path
) -> None:
    path = tmp_path / "예산.tsv"
    path.write_text("남의 것")
    words = ("export", "budget", *DAY, "--file", sample, "-o", path)
    code, _, complaint = call(capsys, *words)
    assert (code, path.read_text()) == (1, "남의 것")
    assert complaint.startswith(f"secretariat: 이미 파일이 있습니다. ({path})")
    assert call(capsys, *words, "--force")[0] == 0
    assert "357,200" in path.read_text(encoding="utf-8")
    assert {entry.name for entry in tmp_path.iterdir()} - {"home"} == {path.name}


@pytest.mark.parametrize(
    ("name", "said"),
    [("없는 폴더/예산.csv", "No such file"), ("예산.xlsx/표.csv", "Not a directory")],
)
def test_where_no_file_can_be_the_reason_is_said(
    capsys: pytest.CaptureFixture[str], sample: Path, tmp_path: Path, name: str, said: str
) -> None:
    (tmp_path / "예산.xlsx").touch()
    code, _, complaint = call(capsys, "export", "budget", "--file", sample, "-o", tmp_path / name)
    assert code == 1
    assert re.fullmatch(rf"secretariat: 파일을 쓸 수 없습니다: {said}.* \(.+\) .+\n", complaint)


HELP = "도움말: secretariat --help"
WRONG = [
    ("shwo", "모르는 말입니다. (shwo) 혹시 show인가요?"),
    ("a.db", "모르는 말입니다. (a.db) 쓸 수 있는 말: demo, new, show, copy, export, report, sheet, agenda, import, backup, restore, check, dump, load, paths, keys, doctor"),
    ("show", f"빠진 것이 있습니다. (영역) {HELP}"),
    ("show bugdet", "모르는 영역입니다. (bugdet) 혹시 budget인가요?"),
    ("show budget/expense", "모르는 표입니다. (budget/expense) 혹시 budget/expenses인가요?"),
    ("show budget --format xls", "모르는 말입니다. (xls) 쓸 수 있는 말: " + ", ".join(parser.FORMATS)),
    ("export budget -o a.csv --encoding euc", "모르는 말입니다. (euc) 쓸 수 있는 말: utf-8, cp949"),
    ("show budget --form csv", f"모르는 말입니다. (--form csv) {HELP}"),
    ("show budget --from", f"뒤에 값이 있어야 합니다. (--from) {HELP}"),
    ("export budget -o x.tsv --force=1", f"뒤에 값을 쓰지 않습니다. (--force) {HELP}"),
    ("export budget", f"빠진 것이 있습니다. (-o) {HELP}"),
    ("export", f"빠진 것이 있습니다. (영역, -o) {HELP}"),
    ("new --sample", f"빠진 것이 있습니다. (파일) {HELP}"),
    ("new a.db b.db", f"모르는 말입니다. (b.db) {HELP}"),
    ("dump -o", f"뒤에 값이 있어야 합니다. (-o) {HELP}"),
    ("--file", f"뒤에 값이 있어야 합니다. (--file) {HELP}"),
    ("--sample new a.db --sampel", f"모르는 말입니다. (--sampel) {HELP}"),
    ("- show budget", "모르는 말입니다. (-) 쓸 수 있는 말: " + ", ".join(parser.COMMANDS)),
    ("--file a.db shwo", "모르는 말입니다. (shwo) 혹시 show인가요?"),
    ("export budget -o a.hwp", "이름 끝에서 형식을 알 수 없습니다. (a.hwp) 쓸 수 있는 말: "
     + ", ".join(parser.FILE_FORMATS)),
    ("show budget --as-of 2023-02-29", "달력에 없는 날입니다: 2023-02-29 (--as-of)"),
    ("show budget --today 언젠가",
     "날짜를 읽을 수 없습니다: 언젠가 예: 2023-04-19, 4.19., 내일 (--today)"),
    ("show budget --from 2023-04-20 --to 2023-04-19",
     "--from이 --to보다 늦습니다. (2023-04-20 > 2023-04-19)"),
    ("demo --file a.db", "이 명령에는 --file을 쓰지 않습니다. (a.db)"),
    ("--file a.db new b.db", "이 명령에는 --file을 쓰지 않습니다. (a.db)"),
]  # fmt: skip


@pytest.mark.parametrize(("words", "said"), WRONG)
def test_a_command_written_wrong_is_told_in_one_line(
    capsys: pytest.CaptureFixture[str], words: str, said: str
) -> None:
    assert call(capsys, *words.split()) == (2, "", f"secretariat: {said}\n")


@pytest.mark.parametrize(
    "command", [["show", "budget"], ["copy", "budget"], ["--file", "없는.db", "show", "budget"]]
)
def test_a_missing_file_names_the_way_to_make_one(
    capsys: pytest.CaptureFixture[str], command: list[str]
) -> None:
    code, shown, complaint = call(capsys, *command)
    assert (code, shown) == (1, "")
    said = (
        r"자료 파일이 없습니다\. \(.+\.db\) 새로 만들려면: secretariat new '없는\.db'"
        if "--file" in command
        else r"아직 내 자료가 없습니다\. \(.+\.db\) secretariat을 한 번 실행하면 만들어집니다\. .*"
    )
    assert re.fullmatch(f"secretariat: {said}\n", complaint)


@pytest.mark.parametrize("words", [[], ["demo"], ["--file", "office.db"]])
def test_without_a_terminal_no_screen_opens_and_nothing_is_made(
    tmp_path: Path, words: list[str]
) -> None:
    done = run(*words)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == (
        "secretariat: 화면은 터미널에서만 열립니다."
        " 파이프나 cron에서는 show, copy, export, new, paths, keys를 쓰세요.\n"
    )
    assert list(tmp_path.iterdir()) == []


SHOWN = """
import os, signal, sys, types
from pathlib import Path
def run(file, areas, today, style, seen):
    print("GAVE", file.path, oct(file.path.stat().st_mode), file.who, areas[0].name, today(),
          os.environ["TEXTUAL_DISABLE_KITTY_KEY"], "textual" in sys.modules,
          file.reader.value("SELECT count(*) FROM agreement"), "", sep="|")
    if "EDIT" in os.environ:
        from secretariat_tui.areas.agreements import store
        store.delete(file, 1)
        days = file.reader.tuples("SELECT date(at, 'localtime') FROM tx ORDER BY id DESC LIMIT 2")
        print("DAYS", *(day for (day,) in days), sep="|")
    file.close()
    if name := os.environ.get("SIGNAL"):
        os.kill(os.getpid(), getattr(signal, name))
    return 7
if prepared := os.environ.get("SAMPLE"):
    import shutil
    from secretariat_tui.sample import load
    load.create_sample = lambda path: shutil.copyfile(prepared, path)
sys.modules["secretariat_tui.tui.app"] = types.SimpleNamespace(run=run)
from secretariat_tui.cli.main import main
sys.exit(main())
"""


def opened(*words: str | Path, code: int = 7, **env: str) -> list[str]:
    """Run a command on a terminal, with the screen taken away: what the screen was given."""
    printed = on_terminal(*words, code=code, **env)
    return printed.rpartition("GAVE|")[2].split("|")[:-1]


def on_terminal(*words: str | Path, code: int = 7, **env: str) -> str:
    """Return what the command prints there."""
    command = [*ON_TERMINAL, sys.executable, "-c", SHOWN, *map(str, words)]
    done = start(command, LOGNAME="kim", **env)
    assert done.returncode == code, done.stdout
    return done.stdout


@pytest.mark.slow
def test_the_first_start_makes_the_persons_own_file(tmp_path: Path) -> None:
    path, *given = opened("--today", "2023-05-01")
    assert Path(path) == tmp_path / "home" / "secretariat" / "secretariat.db"
    assert given == ["0o100600", "kim", "today", "2023-05-01", "1", "False", "0"]
    assert opened("--today", "2023-05-01") == [path, *given]


@pytest.mark.slow
def test_the_demo_is_a_copy_that_goes_away() -> None:
    path, mode, who, *_rest, day, _key, _textual, agreements = opened("demo")
    assert not Path(path).parent.exists()
    assert [mode, who, day, agreements] == ["0o100600", "kim", "2023-04-19", "4"]


@pytest.mark.slow
@pytest.mark.parametrize(
    ("words", "day"), [([], "2023-04-19"), (["--today", "2023-05-02"], "2023-05-02")]
)
def test_a_change_in_the_demo_has_the_day_of_its_screens(
    office: Path, words: list[str], day: str
) -> None:
    printed = on_terminal("demo", *words, SAMPLE=str(office), EDIT="1")
    assert f"DAYS|{day}|2023-04-18" in printed


@pytest.mark.slow
@pytest.mark.parametrize(("signal", "code"), [("SIGHUP", 129), ("SIGTERM", 143)])
def test_the_demo_goes_away_with_its_window(sample: Path, signal: str, code: int) -> None:
    path, *_rest = opened("demo", code=code, SIGNAL=signal, SAMPLE=str(sample))
    assert not Path(path).parent.exists()


def test_a_file_that_is_named_is_opened(sample: Path) -> None:
    assert opened("--file", sample, "--today", "내일")[0] == str(sample)


def test_new_makes_a_file_that_show_reads(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    path = tmp_path / "사무" / "2023.db"
    assert call(capsys, "new", path, "--sample") == (0, f"자료를 만들었습니다: {path}\n", "")
    assert path.stat().st_mode & 0o777 == 0o600
    assert "267,683" in call(capsys, "show", "budget", *DAY, "--file", path)[1]
    code, _, complaint = call(capsys, "new", path)
    assert code == 1
    assert complaint.startswith(f"secretariat: 이미 파일이 있습니다. ({path})")


def test_an_empty_file_shows_empty_tables(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    path = tmp_path / "new.db"
    assert call(capsys, "new", path)[0] == 0
    code, shown, _ = call(capsys, "show", "agreements", "--file", path)
    assert (code, shown.splitlines()[1]) == (0, "내용이 없습니다.")


@pytest.mark.slow
def test_a_copy_reaches_the_terminal_and_is_kept(
    capsys: pytest.CaptureFixture[str], sample: Path, tmp_path: Path
) -> None:
    words = ["budget", *DAY, "--file", str(sample)]
    done = start([*ON_TERMINAL, *PYTHON, "copy", *words], SSH_TTY="/dev/pts/0")
    sequence = re.search(r"\x1b\]52;c;([A-Za-z0-9+/=]*)\x07", done.stdout)
    assert sequence
    copied = b64decode(sequence[1]).decode()
    assert copied == call(capsys, "show", *words, "--format", "tsv")[1]
    kept = tmp_path / "home" / "secretariat" / "last-copy.txt"
    assert kept.read_text(encoding="utf-8") == copied
    assert kept.stat().st_mode & 0o777 == 0o600
    said = done.stdout.replace(sequence[0], "").strip()
    assert said.startswith("터미널에 복사를 요청했습니다(확인 불가).")
    assert said.endswith(f"사본: {kept}")
    assert done.returncode == 0


def test_a_copy_that_is_confirmed_needs_no_more_words(
    capsys: pytest.CaptureFixture[str],
    sample: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for tool, script in (("pbcopy", "/bin/cat >"), ("pbpaste", "/bin/cat")):
        (tmp_path / tool).write_text(f"#!/bin/sh\n{script} {tmp_path / 'held'}\n")
        (tmp_path / tool).chmod(0o700)
    monkeypatch.setenv("PATH", str(tmp_path))
    said = call(capsys, "copy", "budget", *DAY, "--file", sample, "--format", "md")
    assert said == (0, "3행을 복사했습니다.\n", "")
    assert parsed("md", (tmp_path / "held").read_bytes()) == [HEADER, *ROWS]


def test_a_copy_that_fails_says_so_and_fails(sample: Path) -> None:
    done = run("copy", "budget", "--file", sample, TERM="linux", SSH_TTY="/dev/pts/0")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith("복사하지 못했습니다.")


def test_keys_are_told(capsys: pytest.CaptureFixture[str]) -> None:
    code, shown, _ = call(capsys, "keys")
    assert code == 0
    assert re.search(r"^어디서나 +Ctrl\+Q +끝내기 ", shown, re.MULTILINE)


def test_paths_are_told(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    home = tmp_path / "home" / "secretariat"
    assert call(capsys, "paths")[1].splitlines() == [
        f"자료\t{home}/secretariat.db",
        f"백업\t{home}/backups",
        f"설정\t{home}/config.toml",
        f"사본\t{home}",
    ]
    assert "자료\tother.db\n" in call(capsys, "paths", "--file", "other.db")[1]


def test_a_pipe_that_nobody_reads_is_no_complaint() -> None:
    reading, writing = os.pipe()
    os.close(reading)
    done = start([*PYTHON, "paths"], writing)
    os.close(writing)
    assert (done.returncode, done.stderr) == (1, "")


def test_a_full_disk_behind_the_output_is_told() -> None:
    with Path("/dev/full").open("w") as full:
        done = start([*PYTHON, "paths"], full.fileno())
    assert done.returncode == 1
    assert done.stderr.startswith("secretariat: 읽거나 쓸 수 없습니다: No space left on device")
    assert len(done.stderr.splitlines()) == 1


@pytest.mark.slow
def test_letters_that_the_output_lacks_do_not_stop_it(sample: Path) -> None:
    done = run("show", "agreements", "--file", sample, PYTHONIOENCODING="latin-1")
    assert (done.returncode, done.stderr) == (0, "")


def test_an_interrupt_is_quiet(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(_options: object) -> int:
        raise KeyboardInterrupt

    monkeypatch.setitem(info.COMMANDS, "paths", interrupted)
    assert call(capsys, "paths") == (130, "", "")


@pytest.mark.parametrize(
    "words",
    [
        "--format tsv show budget --as-of 2023-04-19",
        "--as-of 2023-04-19 --no-header show budget",
        "--from 2023-04-01 --to 2023-04-30 show schedule",
    ],
)
def test_options_with_their_values_may_stand_before_the_command(
    office: Path, capsys: pytest.CaptureFixture[str], words: str
) -> None:
    options, command, area = re.match(r"(.+) (show) (\w+.*)", words).groups()  # type: ignore[union-attr]
    before = call(capsys, *words.split(), "--file", str(office))
    after = call(capsys, command, *area.split(), *options.split(), "--file", str(office))
    assert before == after
    assert before[0] == 0


def test_what_is_copied_does_not_depend_on_the_file_of_the_last_copy(
    capsys: pytest.CaptureFixture[str],
    sample: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    from secretariat_tui.clipboard import copy as clipboard_copy

    written = list[str]()
    (tmp_path / "state").write_text("a file where the folder should be")
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    monkeypatch.setenv("PATH", "")
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setattr(clipboard_copy, "terminal_writer", lambda: written.append)
    code, said, complaint = call(capsys, "copy", "budget", *DAY, "--file", sample)
    assert (code, complaint) == (0, "")
    assert "267,683" in written[0]
    assert "사본은 남기지 못했습니다: 마지막 복사본을 남길 폴더를 만들 수 없습니다." in said


def test_the_columns_chosen_are_those_of_a_table_for_outside(
    capsys: pytest.CaptureFixture[str], sample: Path
) -> None:
    words = (
        "--file",
        sample,
        "show",
        "proposals",
        "--columns",
        "number,channel",
        "--format",
        "csv",
    )
    inside = call(capsys, *words)[1].splitlines()
    outside = call(capsys, *words, "--outside", "--purpose", "공개")[1].splitlines()
    assert inside[0] == outside[0]
    assert len(inside[0].split(",")) == 2
