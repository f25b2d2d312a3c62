"""Keys as terminals and input methods send them, and what the terminal gets back when all goes wrong."""

import base64
import sys
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path

import pytest

from secretariat_tui.areas.agreements import queries
from secretariat_tui.database.file import OfficeFile
from tests.terminal.pty import Terminal, program

_F2, _DOWN, _TAB, _COPY, _SAVE, _END = b"\x1bOQ", b"\x1b[B", b"\t", b"\x03", b"\x13", b"\x1b[F"
_HOME = b"\x1b[H"
TYPED = "한글 2025년,1.-"
_BROKEN = """
import sys
import secretariat_tui.tui.{module} as module
def broken(self, *_args):
    account = "비밀 계좌 110-123"
    raise KeyError(account)
module.{name} = broken
from secretariat_tui.cli.main import main
sys.exit(main(["--file", sys.argv[1], "--today", "2023-04-19"]))
"""


def _agreements(office: Path, env: Mapping[str, str] | None = None) -> Terminal:
    there = Terminal(program("--file", str(office), "--today", "2023-04-19"), env=env)
    there.until("23-020")
    there.send(b"5")
    there.until("상주시청 대회의실")
    return there


def _copied(there: Terminal) -> str:
    return base64.b64decode(there.until_raw(rb"\x1b]52;c;([^\x07]*)\x07")[1]).decode()


@pytest.mark.slow
def test_letters_that_the_input_method_held_back(office: Path) -> None:
    with _agreements(office) as there:
        for sent, copied in (
            ("ㅓ".encode(), "제주특별자치도"),  # j
            ("ㅓ".encode() + _DOWN, "세종특별자치시"),
            (_DOWN + _DOWN + "안".encode() + _DOWN, "세종특별자치시"),  # d k s
            (_DOWN + "ㅎ".encode() + _DOWN, "제주특별자치도"),  # g
            (_DOWN + "ㅘ".encode() + _TAB, "경상북도"),  # h k; the focus goes on
        ):
            there.send(_HOME + sent + _COPY)
            assert _copied(there).startswith(f"{copied}\t"), sent


def test_bytes_that_are_not_utf_8_end_nothing_and_are_named(office: Path) -> None:
    """As from a terminal that is set to EUC-KR, or from noise on the line."""
    with _agreements(office) as there:
        there.send("가".encode("cp949"))
        there.until("터미널의 문자 집합을 UTF-8로 바꾸세요.")
        there.send(b"\x1b[:1u" + b"2")  # no terminal sends such a number
        there.send(b"2")
        there.until("두 주")
        there.send(b"/" + "상주".encode()[:4])
        there.send("상주".encode()[4:] + b"\xff")
        there.until("상주\ufffd")


def test_keys_are_taken_after_work_that_waits_for_nothing(office: Path) -> None:
    """From Python 3.12 on such work could end before it began, and all keys then waited for it."""
    with _agreements(office) as there:
        there.send(b"2\x1b[2~")
        there.until("새 일정")
        there.send(_SAVE)
        there.until("고칠 곳이")
        there.send(b"\x1b")
        there.until("두 주")
        there.send(b"5")
        there.until("상주시청 대회의실")
        there.send(b"\x1b[17~2")  # F6: sort
        there.until("두 주")


def test_shift_with_a_function_key_as_xterm_and_tmux_send_it(office: Path) -> None:
    """Textual calls these keys F13 to F24."""
    with _agreements(office) as there:
        there.send(b"2")
        there.until("두 주")
        there.send(b"\x1b[19;2~")  # Shift+F8
        there.until("2023년 · ")
        there.send(b"\x1b[1;2R")  # Shift+F3
        there.until("4.17.")
        there.send(b"\x1b[1;2P")  # Shift+F1
        there.until("2023년 4월")


def test_ctrl_with_a_jamo_is_ctrl_with_its_letter(office: Path) -> None:
    """As terminals send it to those who want the protocol that names keys."""
    with _agreements(office, {"TEXTUAL_DISABLE_KITTY_KEY": "0"}) as there:
        there.send(b"\x1b[12618;5u")
        assert _copied(there).startswith("경상북도\t")


@pytest.mark.slow
def test_it_is_said_that_hangul_is_on(office: Path) -> None:
    with _agreements(office) as there:
        there.send("ㅓ".encode())
        there.until("한글 입력 상태입니다.")


@pytest.mark.slow
def test_what_is_typed_into_a_form_is_what_is_saved(office: Path) -> None:
    with _agreements(office) as there:
        there.send(_F2 + _END + TYPED.encode() + _SAVE)  # at once: nothing waits for the form
        there.until("저장했습니다")
    with closing(OfficeFile(office, "x")) as file:
        stored = queries.agreement(file.reader, 1)
        assert stored
        assert stored.draft.name.endswith(f"협약{TYPED}")


@pytest.mark.slow
@pytest.mark.parametrize(("chosen", "asked"), [(None, False), ("0", True)])
def test_the_protocol_that_loses_hangul_is_off_unless_a_person_wants_it(
    office: Path, chosen: str | None, asked: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("TEXTUAL_DISABLE_KITTY_KEY", raising=False)
    env = {"TEXTUAL_DISABLE_KITTY_KEY": chosen} if chosen else {}
    with Terminal(program("--file", str(office)), env=env) as there:
        there.until("[1 오늘]")
        there.send(b"5")
        there.until("[5 협약]")
        assert (b"\x1b[>25u" in there.seen) is asked


@pytest.mark.slow
def test_a_small_terminal_is_told_what_is_needed(office: Path) -> None:
    with Terminal(program("--file", str(office)), size=(40, 10)) as there:
        there.until("창이 작습니다(40×10).")
        there.send(b"\x11")
        assert there.wait() == 0


@pytest.mark.slow
@pytest.mark.parametrize(
    ("module", "name"),
    [
        ("widgets.record_table", "RecordTable.render_line"),
        ("widgets.record_table", "RecordTable.on_mount"),
        ("screens.list_view", "ListView.on_record_table_highlighted"),
        ("app", "SecretariatApp.action_go"),
    ],
)
def test_a_crash_says_one_line_and_nothing_of_the_records(
    office: Path, module: str, name: str
) -> None:
    code = _BROKEN.format(module=module, name=name)
    with Terminal([sys.executable, "-c", code, str(office)]) as there:
        there.until("23-020")
        there.send(b"5")
        assert there.wait() == 1
        left = there.seen[there.seen.rindex(b"\x1b[?1049l") :].decode()
    assert "secretariat: 프로그램의 결함입니다: KeyError" in left
    assert "저장된 자료는 그대로입니다." in left
    assert "비밀 계좌" not in there.seen.decode()
    assert "Traceback" not in left
    assert left.count("\n") == 1
