"""A test of a clipboard backend that cannot be read back: a person pastes a code."""

# ruff: noqa: T201 - commands print

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

_YES = {"y", "Y", "ㅛ"}  # the y key in Hangul mode


def offer_paste_test(env: Mapping[str, str], folder: Path) -> None:
    """Offer to copy a code and ask for it back, if the backend cannot be read; save the result."""
    osc52 = clipboard_copy.terminal_writer()
    backend = clipboard_copy.best_backend(env, terminal=osc52 is not None)
    if backend is None or backend.can_read_back:
        return
    code = clipboard_copy.verification_code()
    print(_("\n복사가 되는지 시험할 수 있습니다. 지금 클립보드에 있는 것은 사라집니다."))
    try:
        answer = input(_("시험하려면 y를 치고 Enter, 그만두려면 Enter: ")).strip()
        if answer not in _YES:
            return
        result = clipboard_copy.copy(code, env, osc52)
        print(result.message(1))
        typed = input(_("붙여넣고(Ctrl+Shift+V, 맥은 Cmd+V) Enter: ")).strip()
    except EOFError:
        return
    if typed != code:
        print(_("붙여넣은 것이 다릅니다. 복사 대신 파일로 내보내세요."))
        return
    if result.backend == TERMINAL:
        saved.save_verification(env, folder, datetime.now().astimezone().date())
    print(_("복사가 됩니다."))
