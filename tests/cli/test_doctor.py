"""What `secretariat doctor` finds, in a pipe and on a terminal, and what it keeps to itself."""

import csv
import io
import json
import re
from base64 import b64decode
from pathlib import Path

import pytest

from secretariat_tui.cli import doctor
from secretariat_tui.cli.main import main
from secretariat_tui.clipboard import copy as clipboard_copy
from secretariat_tui.clipboard import saved
from tests.conftest import TODAY
from tests.terminal.pty import Terminal, program


def found(
    capsys: pytest.CaptureFixture[str], *words: str | Path
) -> dict[tuple[str, str], tuple[str, str]]:
    """Run it in a pipe: what it found and advises, by part and item."""
    assert main(["doctor", "--format", "tsv", *map(str, words)]) == 0
    rows = list(csv.reader(io.StringIO(capsys.readouterr().out), delimiter="\t"))[1:]
    assert len({(part, item) for part, item, *_rest in rows}) == len(rows)
    return {(part, item): (said, advice) for part, item, said, advice in rows}


def test_in_a_pipe_it_tells_what_needs_no_terminal(
    capsys: pytest.CaptureFixture[str], office: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setenv("COLORTERM", "truecolor")
    monkeypatch.setenv("LC_ALL", "ko_KR.UTF-8")
    office.chmod(0o644)
    facts = found(capsys, "--file", office)
    assert facts["터미널", "TERM"] == ("xterm-256color", "")
    assert facts["터미널", "색"] == ("1,677만 색", "")
    assert ("터미널", "①의 너비") not in facts
    assert facts["한글", "kitty 키 방식"] == ("꺼짐", "")
    assert facts["한글", "로캘"][0].startswith("ko_KR.UTF-8")
    assert facts["클립보드", "xclip"] == ("쓸 수 없음", "DISPLAY 환경이 아닙니다.")
    assert facts["자료", "상태"] == ("정상", "")
    assert facts["자료", "크기"] == (f"{office.stat().st_size:,}바이트", "")
    assert facts["자료", "권한"] == ("644", "남이 읽을 수 있습니다: chmod 600 파일")
    assert facts["자료", "협약"] == ("4건", "")
    assert re.fullmatch(r"\d+\.\d+\.\d+", facts["버전", "SQLite"][0])
    assert {"secretariat", "Python", "textual", "rich", "sqlmodel"} <= {
        item for part, item in facts if part == "버전"
    }


def test_it_names_nobody_and_shows_no_record(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, office: Path
) -> None:
    home = tmp_path / "home"
    home.mkdir(exist_ok=True)
    mine = office.rename(home / "2023.db")
    main(["doctor", "--file", str(mine)])
    said = capsys.readouterr().out
    assert "~/2023.db" in said
    assert str(home) not in said
    assert not re.search("경상북도|상주|업무협약", said)


@pytest.mark.parametrize(
    ("content", "state"),
    [(None, "없음"), (b"", "빈 파일(0바이트)"), (b"x" * 200, "secretariat 자료가 아님")],
)
def test_a_file_that_is_none_is_no_reason_to_stop(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, content: bytes | None, state: str
) -> None:
    path = tmp_path / "a.db"
    if content is not None:
        path.write_bytes(content)
    facts = found(capsys, "--file", path)
    assert facts["자료", "상태"] == (state, "")
    assert ("자료", "agreement") not in facts


def test_a_damaged_file_is_told(capsys: pytest.CaptureFixture[str], office: Path) -> None:
    with office.open("r+b") as file:
        file.seek(100)
        file.write(b"\xff" * 4000)
    assert found(capsys, "--file", office)["자료", "기록"][0]


def test_a_fault_of_the_settings_is_told(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    folder = tmp_path / "home" / "secretariat"
    folder.mkdir(parents=True)
    (folder / "config.toml").write_text('who = 3\ntheme = "blau"\n[keys]\nfly = "f4"')
    facts = found(capsys)
    assert facts["폴더", "설정"] == (
        "~/secretariat/config.toml:1",
        (
            "설정 who의 값은 따옴표 안에 적습니다. 쓸 수 있는 설정: "
            "who, theme, language, density, borders, keys, retention, reminder, notifications"
        ),
    )
    assert facts["폴더", "설정 2"][1].startswith("모르는 화면 색입니다: blau 쓸 수 있는 값: ")
    assert facts["폴더", "설정 3"][0] == "~/secretariat/config.toml:4"
    assert "설정 4" not in {item for _part, item in facts}


def test_it_can_be_read_by_a_program(capsys: pytest.CaptureFixture[str], office: Path) -> None:
    main(["doctor", "--format", "json", "--file", str(office)])
    facts = json.loads(capsys.readouterr().out)["rows"]
    assert {"part": "자료", "item": "협약", "found": "4건", "advice": ""} in facts


def test_a_tool_is_tried_and_what_was_there_comes_back(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    held = tmp_path / "held"
    held.write_text("남의 글")
    for tool, script in (("pbcopy", f"/bin/cat > {held}"), ("pbpaste", f"/bin/cat {held}")):
        (tmp_path / tool).write_text(f"#!/bin/sh\n{script}\n")
        (tmp_path / tool).chmod(0o700)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert found(capsys)["클립보드", "pbcopy"][0] == "확인함"
    assert held.read_text() == "남의 글"
    monkeypatch.setenv("SSH_TTY", "/dev/pts/0")
    assert found(capsys)["클립보드", "pbcopy"] == (
        "쓸 수 없음", "ssh로 접속한 먼 컴퓨터의 클립보드입니다."
    )  # fmt: skip


def test_each_part_is_known_even_where_nothing_is(tmp_path: Path) -> None:
    sheet = doctor.diagnose(tmp_path / "none.db", {}, None)
    assert {fact.section for fact in sheet.rows} == {
        "터미널", "한글", "클립보드", "자료", "폴더", "버전"
    }  # fmt: skip


def answer(there: Terminal, column: int) -> None:
    """Answer as a terminal does: where the cursor is, and that pastes can be marked."""
    there.until_raw(rb"\r\xe2\x91\xa0\x1b\[6n")
    there.send(f"\x1b[5;{column}R".encode())
    there.until_raw(rb"\x1b\[\?2004\$p\x1b\[c")
    there.send(b"\x1b[?2004;2$y\x1b[?62;22c")


@pytest.mark.parametrize(("column", "said"), [(2, "1칸"), (3, "2칸")])
def test_on_a_terminal_it_asks_the_terminal(office: Path, column: int, said: str) -> None:
    command = program("doctor", "--file", str(office))
    with Terminal(command, (200, 50), {"TERM": "linux", "PATH": ""}) as there:
        answer(there, column)
        there.until("붙여넣기 표시")
        assert there.wait() == 0
        shown = " ".join(there.seen.decode().split())
    assert "200x50" in shown
    assert f"①의 너비 {said}" in shown
    assert "붙여넣기 표시 표시함" in shown
    assert ("모호한 너비" in shown) is (column == 3)
    assert "시험할 수 있습니다" not in shown  # there is no way to try


def test_a_paste_proves_the_terminal_and_is_remembered(office: Path, tmp_path: Path) -> None:
    env = {"TERM": "xterm-test", "PATH": "", "TERM_PROGRAM": ""}
    with Terminal(program("doctor", "--file", str(office)), (200, 50), env) as there:
        answer(there, 2)
        there.until("그만두려면 Enter:")
        there.send("ㅛ\n".encode())
        code = b64decode(there.until_raw(rb"\x1b\]52;c;([^\x07]*)\x07")[1])
        there.until("붙여넣고")
        there.send(code + b"\n")
        there.until("복사가 됩니다.")
        assert there.wait() == 0
    state = tmp_path / "home" / "secretariat"
    assert saved.verified_on({"TERM": "xterm-test"}, state) is not None
    assert saved.verified_on({"TERM": "xterm-other"}, state) is None


@pytest.mark.parametrize("keys", ["y\n다른 것\n", "\n", "\x04"])
def test_what_is_not_pasted_is_not_remembered(office: Path, tmp_path: Path, keys: str) -> None:
    env = {"TERM": "xterm-test", "PATH": ""}
    with Terminal(program("doctor", "--file", str(office)), (200, 50), env) as there:
        answer(there, 2)
        there.until("그만두려면 Enter:")
        there.send(keys.encode())
        assert there.wait() == 0
    assert not (tmp_path / "home" / "secretariat" / "terminals.json").exists()


def test_a_terminal_seen_to_work_is_told_with_its_day(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    env = {"TERM": "xterm-test", "TERM_PROGRAM": ""}
    for name, value in env.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr(clipboard_copy, "terminal_writer", lambda: lambda _text: None)
    assert found(capsys)["클립보드", "OSC 52"][0] == "확인 불가"
    saved.save_verification(env, tmp_path / "home" / "secretariat", TODAY)
    assert found(capsys)["클립보드", "OSC 52"] == ("2023. 4. 19.(수)에 확인함", "")
