"""The message of an unexpected exception: its type and place, never the contents of records."""

from pathlib import Path
from traceback import extract_tb

from secretariat_tui.core.errors import UserError
from secretariat_tui.core.i18n import _


def unexpected_error(error: Exception) -> UserError:
    """Return a UserError with the type of an exception and the file and line that raised it."""
    frames = extract_tb(error.__traceback__)
    place = f"{Path(frames[-1].filename).name}:{frames[-1].lineno}" if frames else ""
    return UserError(
        _("프로그램의 결함입니다: {kind}").format(kind=type(error).__name__),
        place,
        _("저장된 자료는 그대로입니다. 이 줄을 만든 사람에게 알려 주세요."),
    )
