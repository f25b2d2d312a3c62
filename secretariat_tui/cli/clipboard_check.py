"""The only proof of a copy that is not answered: a person pastes it."""

# ruff: noqa: T201 - to print is what a command does

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from secretariat_tui.clipboard import copy as clipboard_copy
from secretariat_tui.clipboard import saved
from secretariat_tui.clipboard.backends import TERMINAL
from secretariat_tui.core.i18n import _

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

_YES = {"y", "Y", "ㅛ"}  # the same key while Hangul is on


def offer_paste_test(env: Mapping[str, str], folder: Path) -> None:
    """Let a person prove a way that does not answer: copy a code, ask for it back, remember it."""
    osc52 = clipboard_copy.terminal_writer()
    best = clipboard_copy.best_backend(env, terminal=osc52 is not None)
    if best is None or best.can_read_back:
        return
    code = clipboard_copy.verification_code()
    print(_("\n복사가 되는지 시험할 수 있습니다. 지금 클립보드에 있는 것은 사라집니다."))
    try:
        wish = input(_("시험하려면 y를 치고 Enter, 그만두려면 Enter: ")).strip()
        if wish not in _YES:
            return
        outcome = clipboard_copy.copy(code, env, osc52)
        print(outcome.message(1))
        typed = input(_("붙여넣고(Ctrl+Shift+V, 맥은 Cmd+V) Enter: ")).strip()
    except EOFError:
        return
    if typed != code:
        print(_("붙여넣은 것이 다릅니다. 복사 대신 파일로 내보내세요."))
        return
    if outcome.backend == TERMINAL:
        saved.save_verification(env, folder, datetime.now().astimezone().date())
    print(_("복사가 됩니다."))
