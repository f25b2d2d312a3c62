"""Speaking another language without a restart."""

from typing import TYPE_CHECKING

from secretariat_tui import language
from secretariat_tui.language import ENGLISH, KOREAN, _
from secretariat_tui.tui.area_screen import AreaScreen

if TYPE_CHECKING:
    from secretariat_tui.tui.app import SecretariatApp


def switch(app: "SecretariatApp") -> None:
    """Speak the other language: the screens read anew now, those behind when they come to the front."""
    language.use(KOREAN if language.now() is ENGLISH else ENGLISH)
    app.say(_("이제 한국어로 보입니다."))
    for screen in app.screen_stack:
        if isinstance(screen, AreaScreen):
            screen.reload()
