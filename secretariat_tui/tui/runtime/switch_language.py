"""Speaking another language without a restart."""

from typing import TYPE_CHECKING

from secretariat_tui.core import i18n
from secretariat_tui.core.i18n import ENGLISH, KOREAN, _
from secretariat_tui.tui.screens.base import AreaScreen

if TYPE_CHECKING:
    from secretariat_tui.tui.app import SecretariatApp


def switch(app: "SecretariatApp") -> None:
    """Speak the other language: the screens read anew now, those behind when they come to the front."""
    i18n.set_language(KOREAN if i18n.current_language() is ENGLISH else ENGLISH)
    app.show_message(_("이제 한국어로 보입니다."))
    for screen in app.screen_stack:
        if isinstance(screen, AreaScreen):
            screen.reload()
