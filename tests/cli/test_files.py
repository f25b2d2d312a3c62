"""The commands that look after a file, as people and their scripts run them."""

import json
import os
import shutil
import stat
from contextlib import closing
from pathlib import Path
from shlex import quote

import pytest

from secretariat_tui import settings
from secretariat_tui.areas import AREAS
from secretariat_tui.areas.agreements import store
from secretariat_tui.cli import start
from secretariat_tui.database.file import OfficeFile
from secretariat_tui.database.maintenance import verify
from secretariat_tui.database.maintenance.backup import backup_folder
from secretariat_tui.tui.keys.area import audit_tables
from tests.cli.test_commands import call
from tests.database.states import agreement, ask, assert_sound, dump, dump_restored, raw, state

Said = pytest.CaptureFixture[str]


def _add(path: Path, name: str) -> None:
    with closing(OfficeFile(path, "김주무관")) as file:
        store.add(file, agreement(name))


def test_a_backup_goes_to_the_files_own_folder(capsys: Said, path: Path) -> None:
    _add(path, "교류")
    code, said, complaint = call(capsys, "backup", "--file", path)
    assert (code, complaint) == (0, "")
    copy = Path(said.removeprefix("백업했습니다: ").strip())
    assert copy.parent.parent == settings.backup_dir()
    assert copy.name.endswith("-직접.db")
    assert dump(copy) == dump(path)
    assert stat.S_IMODE(copy.parent.stat().st_mode) == 0o700


def test_a_backup_goes_where_it_is_said(capsys: Said, path: Path, tmp_path: Path) -> None:
    before = dump(path)
    assert call(capsys, "backup", "-o", tmp_path / "b.db", "--file", path)[0] == 0
    assert dump(tmp_path / "b.db") == before
    code, _said, complaint = call(capsys, "backup", "-o", tmp_path / "b.db", "--file", path)
    assert code == 1
    assert "이미 파일이 있습니다" in complaint


def test_backups_are_listed_with_what_they_lack_and_restored_by_number(
    capsys: Said, path: Path
) -> None:
    _add(path, "교류")
    wanted = state(path)
    call(capsys, "backup", "--file", path)
    _add(path, "우호")
    _add(path, "셋째")
    code, said, complaint = call(capsys, "restore", "--file", path)
    assert code == 0
    number, _at, size, lacking, copy = said.strip().split("\t")
    assert (number, lacking) == ("1", "빠진 변경 2")
    assert size.endswith(" KB")
    assert "secretariat restore 1" in complaint
    before = path.read_bytes()
    code, said, _complaint = call(capsys, "restore", "1", "--file", path)
    assert code == 0
    aside = Path(said.splitlines()[1].removeprefix("전의 파일은 여기에 두었습니다: "))
    assert aside.read_bytes() == before
    assert state(path) == wanted
    assert Path(copy).exists()
    assert_sound(path)


@pytest.mark.parametrize(("content", "mark"), [(b"", "손상"), (b"x" * 5000, "손상"), (None, None)])
def test_a_file_that_cannot_be_opened_is_restored(
    capsys: Said, path: Path, content: bytes | None, mark: str | None
) -> None:
    _add(path, "교류")
    wanted = dump(path)
    call(capsys, "backup", "--file", path)
    path.unlink()
    if content is not None:
        path.write_bytes(content)
    code, _said, complaint = call(capsys, "show", "agreements", "--file", path)
    assert code == 1
    assert content is None or "secretariat restore" in complaint
    assert call(capsys, "restore", "1", "--file", path)[0] == 0
    assert dump_restored(path) == wanted
    assert len(list(path.parent.glob(f"office-{mark}-*.db"))) == (mark is not None)


def test_a_file_that_is_no_office_file_is_replaced_only_by_force(
    capsys: Said, path: Path, tmp_path: Path
) -> None:
    _add(path, "교류")
    copy, table = tmp_path / "b.db", tmp_path / "명단.csv"
    call(capsys, "backup", "-o", copy, "--file", path)
    content = "이름,전화\n홍길동,1\n".encode()
    table.write_bytes(content)
    table.chmod(0o644)
    code, said, complaint = call(capsys, "show", "agreements", "--file", table)
    assert (code, said) == (1, "")
    assert "경로를 확인하거나 다른 자료를 --file로 적어 주세요." in complaint
    assert "restore" not in complaint
    code, said, complaint = call(capsys, "restore", copy, "--file", table)
    assert (code, said) == (1, "")
    assert "이 파일은 secretariat 자료가 아닙니다. 되살리지 않았습니다." in complaint
    assert "--force" in complaint
    assert table.read_bytes() == content
    assert list(tmp_path.glob("명단-*")) == []
    code, said, complaint = call(capsys, "restore", copy, "--force", "--file", table)
    assert (code, complaint) == (0, "")
    (aside,) = tmp_path.glob("명단-*")
    assert aside.name.startswith("명단-이전-")
    assert aside.read_bytes() == content
    assert stat.S_IMODE(table.stat().st_mode) == 0o600
    assert dump_restored(table) == dump(copy)


@pytest.mark.parametrize(
    ("words", "complaint"),
    [
        (["restore"], "이 자료의 백업이 없습니다."),
        (["restore", "1"], "그런 번호의 백업이 없습니다."),
        (["restore", "none.db"], "그런 백업이 없습니다."),
    ],
)
def test_what_cannot_be_restored(
    capsys: Said, path: Path, words: list[str], complaint: str
) -> None:
    before = dump(path)
    code, _said, told = call(capsys, *words, "--file", path)
    assert code == 1
    assert complaint in told
    assert dump(path) == before


def test_nothing_empty_takes_the_place_of_a_lost_file(
    capsys: Said, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    own = settings.data_file()
    own.parent.mkdir(parents=True)
    shutil.copy(path, own)
    _add(own, "교류")
    call(capsys, "backup")
    own.unlink()
    monkeypatch.setattr(start, "_require_terminal", lambda: None)
    code, _said, complaint = call(capsys)
    assert code == 1
    assert "자료 파일이 없어졌습니다. 백업은 1개 있습니다." in complaint
    assert not own.exists()
    assert call(capsys, "restore", "1")[0] == 0
    assert_sound(own)


@pytest.mark.parametrize("label", ["이전", "손상"])
def test_no_empty_file_takes_the_place_of_one_that_was_set_aside(
    capsys: Said, monkeypatch: pytest.MonkeyPatch, label: str
) -> None:
    """A restore was killed after it had renamed the file, and there was no backup yet."""
    own = settings.data_file()
    call(capsys, "new", own)
    _add(own, "교류")
    wanted, aside = state(own), own.with_name(f"secretariat-{label}-20230419-1405.db")
    own.rename(aside)
    if label == "손상":
        aside.write_bytes(b"x" * 5000)
    monkeypatch.setattr(start, "_require_terminal", lambda: None)
    code, _said, complaint = call(capsys)
    assert code == 1
    assert "자료 파일이 없어졌습니다." in complaint
    assert str(aside) in complaint
    assert not own.exists()
    if label == "이전":
        assert f"되살리려면: secretariat restore {quote(str(aside))}" in complaint
        assert call(capsys, "restore", aside)[0] == 0
        assert state(own) == wanted


def test_no_empty_file_is_made_where_a_link_leads_nowhere(
    capsys: Said, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    own, stick = settings.data_file(), tmp_path / "stick" / "office.db"
    own.parent.mkdir(parents=True)
    own.symlink_to(stick)
    monkeypatch.setattr(start, "_require_terminal", lambda: None)
    code, _said, complaint = call(capsys)
    assert code == 1
    assert "링크가 가리키는 자료 파일이 없습니다." in complaint
    assert str(stick) in complaint
    assert not stick.parent.exists()


def test_a_file_has_one_folder_of_backups_whatever_its_name(
    capsys: Said, path: Path, tmp_path: Path
) -> None:
    _add(path, "교류")
    link = tmp_path / "바로가기.db"
    link.symlink_to(path)
    call(capsys, "backup", "--file", link)
    _add(link, "우호")
    code, said, _complaint = call(capsys, "restore", "--file", path)
    assert code == 0
    assert "빠진 변경 1" in said
    assert len(list(settings.backup_dir().iterdir())) == 1
    assert call(capsys, "restore", "1", "--file", link)[0] == 0
    assert link.is_symlink()
    assert ask(path, "SELECT name FROM agreement") == [("교류",)]


def _own_outputs(path: Path, tmp_path: Path) -> dict[str, Path]:
    """Return outputs that are files of the program, by why they are refused."""
    link, hard = tmp_path / "link.csv", tmp_path / "hard.csv"
    link.symlink_to(path)
    hard.hardlink_to(path)
    aside = path.with_name("office-손상-20230419-1405.db")
    aside.write_bytes(b"x" * 5000)
    other = tmp_path / "other.db"
    shutil.copy(path, other)
    backups = backup_folder(path, settings.backup_dir())
    return {
        "자료 파일 자신": path,
        "자료 파일 자신입니다": link,
        "자료 파일 자신입니다.": hard,
        "자료 파일이 저장할 때 쓰는": path.with_name("office.db-journal"),
        "설정 파일": settings.config_file(),
        "설정 파일입니다": settings.views_file(),
        "되살릴 때 따로 둔 자료 파일": aside,
        "백업 폴더": backups / "office-20230419-1405-구조.db",
        "다른 secretariat 자료": other,
    }


def test_an_export_never_overwrites_a_file_of_the_program(
    capsys: Said, path: Path, tmp_path: Path, subtests: pytest.Subtests
) -> None:
    _add(path, "교류")
    call(capsys, "backup", "--file", path)
    for reason, out in _own_outputs(path, tmp_path).items():
        with subtests.test(reason):
            before = out.read_bytes() if out.exists() else None
            words = ("agreements", "--format", "csv", "-o", out, "--force", "--file", path)
            code, _said, complaint = call(capsys, "export", *words)
            assert code == 1
            assert f"여기에는 내보내지 않습니다: {reason}" in complaint
            assert (out.read_bytes() if out.exists() else None) == before
    for command in ("backup", "dump"):
        journal = path.with_name("office.db-journal")
        code, _said, complaint = call(capsys, command, "-o", journal, "--file", path)
        assert code == 1
        assert "저장할 때 쓰는 파일" in complaint
        assert not journal.exists()
    assert_sound(path)


def test_an_export_through_a_link_replaces_the_file_that_it_names(
    capsys: Said, path: Path, tmp_path: Path
) -> None:
    _add(path, "교류")
    target, link = tmp_path / "real" / "협약.csv", tmp_path / "협약.csv"
    target.parent.mkdir()
    target.write_text("old")
    target.chmod(0o640)
    link.symlink_to(target)
    words = ("export", "agreements", "--file", path, "-o", link, "--force")
    assert call(capsys, *words)[0] == 0
    assert link.is_symlink()
    assert "교류" in target.read_text(encoding="utf-8")
    assert stat.S_IMODE(target.stat().st_mode) == 0o640


def test_a_sound_file_passes_the_check(capsys: Said, office: Path) -> None:
    before = dump(office)
    code, said, _complaint = call(capsys, "check", "--file", office)
    assert code == 0
    assert [line.split("\t")[1] for line in said.splitlines()[:5]] == ["이상 없음"] * 5
    assert "백업이 없습니다" in said
    call(capsys, "backup", "--file", office)
    _add(office, "교류")
    assert "뒤의 변경: 1건" in call(capsys, "check", "--file", office)[1]
    assert dump(office) != before


@pytest.mark.parametrize(
    ("sql", "told"),
    [
        (
            "DROP TRIGGER participant_U",
            "관계자: 변경 기록 장치가 없거나 다릅니다: participant_U",
        ),
        ("UPDATE change SET tbl = 'x' WHERE id = 1", "변경 이력 1: 변경 기록의 짜임이"),
        ("UPDATE tx SET at = '2023' WHERE id = 3", "저장한 일 3: 때를 읽을 수 없습니다."),
        ("CREATE TABLE guest (a)", "guest: 모르는 표입니다."),
    ],
)
def test_what_is_wrong_fails_the_check(capsys: Said, office: Path, sql: str, told: str) -> None:
    with raw(office) as db:
        db.execute(sql)
    code, said, _complaint = call(capsys, "check", "--file", office)
    assert code == 1
    assert told in said


def test_damage_an_open_file_and_a_damaged_backup_fail_the_check(
    capsys: Said, office: Path
) -> None:
    office.chmod(0o644)
    code, said, _complaint = call(capsys, "check", "--file", office)
    assert code == 1
    assert "다른 사람도 읽을 수 있는 파일입니다." in said
    office.chmod(0o600)
    copy = Path(call(capsys, "backup", "--file", office)[1].removeprefix("백업했습니다: ").strip())
    copy.write_bytes(copy.read_bytes()[:-8192])
    code, said, _complaint = call(capsys, "check", "--file", office)
    assert code == 1
    assert f"가장 최근 백업이 손상되었습니다: {copy}" in said
    office.write_bytes(office.read_bytes()[:-8192])
    code, said, _complaint = call(capsys, "check", "--file", office)
    assert code == 1
    assert said.startswith("파일\t문제\n")
    assert "짜임" not in said


def test_dump_and_load_make_the_file_again(capsys: Said, office: Path, tmp_path: Path) -> None:
    out, new = tmp_path / "out.json", tmp_path / "new.db"
    assert call(capsys, "dump", "-o", out, "--file", office)[0] == 0
    code, said, complaint = call(capsys, "load", out, "--file", new)
    assert (code, complaint) == (0, "")
    assert str(new) in said
    assert state(new) == state(office)
    assert call(capsys, "check", "--file", new)[0] == 0
    assert "이미 파일이 있습니다" in call(capsys, "load", out, "--file", office)[2]


def test_what_leaves_whole_is_in_the_history(capsys: Said, path: Path, tmp_path: Path) -> None:
    _add(path, "교류")
    rows = len(state(path))
    call(capsys, "dump", "-o", tmp_path / "a.json", "--file", path)
    call(capsys, "backup", "-o", tmp_path / "b.db", "--file", path)
    call(capsys, "dump", "-o", tmp_path / "a.json", "--file", path)  # is refused: it is there
    said = [json.loads(new) for (new,) in ask(path, "SELECT new FROM change WHERE op = 'E'")]
    common = {"rows": rows, "audience": "inside", "purpose": ""}
    assert said == [
        {"table": "모든 자료", "way": "a.json", **common},
        {"table": "자료 사본", "way": "b.db", **common},
    ]
    assert call(capsys, "check", "--file", path)[0] == 0


def test_dump_load_dump_by_command_gives_the_same_bytes(
    capsys: Said, path: Path, tmp_path: Path
) -> None:
    _add(path, "교류")
    first, second, new = (tmp_path / name for name in ("1.json", "2.json", "new.db"))
    call(capsys, "dump", "-o", first, "--file", path)
    call(capsys, "load", first, "--file", new)
    call(capsys, "dump", "-o", second, "--file", new)
    assert second.read_bytes() == first.read_bytes()


def test_numbers_of_residents_are_told_where_they_stand(
    capsys: Said, path: Path, tmp_path: Path
) -> None:
    _add(path, "민원 900101-1234568")  # as before such numbers were refused
    out, new = tmp_path / "out.json", tmp_path / "new.db"
    call(capsys, "dump", "-o", out, "--file", path)
    code, _said, complaint = call(capsys, "load", out, "--file", new)
    assert code == 0
    assert complaint.splitlines() == [
        "주민등록번호로 보이는 것이 있습니다. 찾아서 지워 주세요.",
        "\t$.tables.agreement[0].name",
        "\t$.tables.tx[0].label",
        "\t$.tables.change[0].new",
    ]
    assert state(new) == state(path)


def test_a_value_that_no_column_knows_is_refused(capsys: Said, path: Path, tmp_path: Path) -> None:
    with raw(path) as db:
        db.execute(
            "INSERT INTO tx VALUES (1, '2023-04-19T00:00:00.000+00:00', '김', '', 'do', NULL, 1)"
        )
        db.execute(
            "INSERT INTO agreement (rev, name, kind, state, place, ours, dept, ended_reason,"
            " document, note, secret, owner)"
            " VALUES (1, '교류', 'zzz', 'draft', '', '', '', '', '', '', 0, '')"
        )
        db.execute("UPDATE tx SET open = NULL")
    code, said, _complaint = call(capsys, "check", "--file", path)
    assert code == 1
    assert "협약 1: 모르는 값입니다: 구분" in said
    call(capsys, "dump", "-o", tmp_path / "out.json", "--file", path)
    code, _said, complaint = call(
        capsys, "load", tmp_path / "out.json", "--file", tmp_path / "new.db"
    )
    assert code == 1
    assert "$.tables.agreement[?(@.id==1)].kind: 모르는 값입니다: 구분" in complaint
    assert not (tmp_path / "new.db").exists()


def test_a_dump_with_faults_is_told_line_by_line(
    capsys: Said, office: Path, tmp_path: Path
) -> None:
    out, new = tmp_path / "out.json", tmp_path / "new.db"
    call(capsys, "dump", "-o", out, "--file", office)
    everything = json.loads(out.read_text(encoding="utf-8"))
    everything["tables"]["participant"][0]["pos"] = everything["tables"]["participant"][1][
        "name"
    ] = None
    out.write_text(json.dumps(everything), encoding="utf-8")
    code, said, complaint = call(capsys, "load", out, "--file", new)
    assert (code, said) == (1, "")
    assert complaint.splitlines()[:2] == [
        "$.tables.participant[0].pos: 정수가 아니거나 너무 큽니다.",
        "$.tables.participant[1].name: 글이 아닙니다.",
    ]
    assert not new.exists()


def test_load_needs_a_name_for_the_new_file(capsys: Said, tmp_path: Path) -> None:
    code, _said, complaint = call(capsys, "load", tmp_path / "x.json")
    assert code == 2
    assert "--file로 적어 주세요" in complaint


BEYOND = [
    ("proposal", "title", "가" * 501, "500자까지 적을 수 있습니다. 지금 501자입니다."),
    ("proposal", "idea", "가" * 100_001, "100,000자까지 적을 수 있습니다. 지금 100,001자입니다."),
    ("appropriation", "won", 9 * 10**18, "정수가 아니거나 너무 큽니다."),
    ("appropriation", "won", 10**15 + 1, "금액이 너무 큽니다."),
    ("account", "fy", 0, "1948년에서 2199년 사이로 적어 주세요."),
    ("account", "fy", -5, "1948년에서 2199년 사이로 적어 주세요."),
    ("account", "fy", 10_000, "1948년에서 2199년 사이로 적어 주세요."),
    ("account", "fy", 2**31, "1948년에서 2199년 사이로 적어 주세요."),
    ("account", "rev", 2**63 - 1, "고친 횟수(rev)가 맞지 않습니다."),
    ("round", "received", 10**9, "너무 큰 수입니다."),
    ("event", "ends_on", "9999-12-31", "1900년에서 2199년 사이의 날짜를 적어 주세요."),
]


@pytest.mark.parametrize(("table", "column", "value", "message"), BEYOND)
def test_a_value_beyond_the_bounds_is_not_loaded_and_is_named_by_the_check(  # noqa: PLR0917
    capsys: Said, office: Path, tmp_path: Path, table: str, column: str, value: object, message: str
) -> None:
    out, new = tmp_path / "out.json", tmp_path / "new.db"
    call(capsys, "dump", "-o", out, "--file", office)
    everything = json.loads(out.read_text(encoding="utf-8"))
    everything["tables"][table][0][column] = value
    out.write_text(json.dumps(everything), encoding="utf-8")
    code, _said, complaint = call(capsys, "load", out, "--file", new)
    assert code == 1
    assert f"$.tables.{table}[0].{column}: {message}" in complaint
    assert not new.exists()
    with raw(office) as db:
        db.execute(f"DROP TRIGGER {table}_U")
        number = everything["tables"][table][0]["id"]
        db.execute(f"UPDATE {table} SET {column} = ? WHERE id = ?", (value, number))
    with raw(office) as db:
        found = [
            each.message
            for each in verify.bound_violations(db, audit_tables(AREAS))
            if (each.table, each.row) == (table, number)
        ]
    assert len(found) == 1
    assert message.startswith("정수가") or message in found[0]


def test_history_with_a_text_beyond_the_bounds_is_not_loaded(
    capsys: Said, office: Path, tmp_path: Path
) -> None:
    out, new = tmp_path / "out.json", tmp_path / "new.db"
    call(capsys, "dump", "-o", out, "--file", office)
    everything = json.loads(out.read_text(encoding="utf-8"))
    everything["tables"]["change"][0]["new"]["name"] = "가" * 100_001
    out.write_text(json.dumps(everything), encoding="utf-8")
    code, _said, complaint = call(capsys, "load", out, "--file", new)
    assert code == 1
    assert "$.tables.change[0].new: 100,000자까지" in complaint


def test_a_sum_beyond_64_bits_is_said(capsys: Said, office: Path) -> None:
    with raw(office) as db:
        db.execute("DROP TRIGGER appropriation_U")
        db.execute("UPDATE appropriation SET won = 9000000000000000000")
        db.execute("DROP TRIGGER appropriation_I")
        names = [name for _n, name, *_rest in db.execute("PRAGMA table_info(appropriation)")]
        columns = ", ".join(name for name in names if name != "id")
        db.execute(f"INSERT INTO appropriation ({columns}) SELECT {columns} FROM appropriation")
    code, said, complaint = call(
        capsys, "show", "budget", "--as-of", "2023-04-19", "--file", office
    )
    assert (code, said) == (1, "")
    assert "합계가 너무 커서 계산할 수 없습니다." in complaint
    assert "secretariat check" in complaint


@pytest.mark.parametrize("command", ["show agreements", "check", "backup", "dump -o x.json"])
def test_a_pipe_in_the_place_of_the_file_is_refused_at_once(
    capsys: Said, tmp_path: Path, command: str
) -> None:
    os.mkfifo(tmp_path / "office.db")
    code, _said, complaint = call(capsys, *command.split(), "--file", tmp_path / "office.db")
    assert code == 1
    assert "자료 파일을 읽을 수 없습니다." in complaint


def test_pipes_are_neither_loaded_nor_restored_nor_replaced(
    capsys: Said, office: Path, tmp_path: Path
) -> None:
    pipe = tmp_path / "pipe.db"
    os.mkfifo(pipe)
    code, _said, complaint = call(capsys, "load", pipe, "--file", tmp_path / "new.db")
    assert code == 1
    assert "보통 파일이 아닙니다." in complaint
    code, _said, complaint = call(capsys, "restore", pipe, "--file", office)
    assert code == 1
    assert "백업을 읽을 수 없습니다." in complaint
    words = ("export", "agreements", "--format", "csv", "-o", pipe, "--force", "--file", office)
    code, _said, complaint = call(capsys, *words)
    assert code == 1
    assert "보통 파일이 아닙니다." in complaint
    assert pipe.is_fifo()
