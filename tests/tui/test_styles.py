"""The style sheet and the dialogs that share it."""

import pkgutil
from collections.abc import Iterator
from importlib import import_module

from textual.screen import ModalScreen
from textual.widget import Widget

import secretariat_tui
from secretariat_tui.tui.dialogs.base import Dialog
from secretariat_tui.tui.dialogs.too_small import TooSmall
from secretariat_tui.tui.widgets import css


def own_widgets() -> set[type[Widget]]:
    """Return the widget classes of the package."""
    endings = (".screen", "_screen", ".widgets", ".dialog", "_dialog")
    for module in pkgutil.walk_packages(secretariat_tui.__path__, "secretariat_tui."):
        if ".tui." in module.name or module.name.endswith(endings):
            import_module(module.name)

    def below(base: type[Widget]) -> Iterator[type[Widget]]:
        for each in base.__subclasses__():
            yield each
            yield from below(each)

    return {each for each in below(Widget) if each.__module__.startswith("secretariat_tui.")}


def test_each_block_of_the_style_sheet_is_that_of_the_class_it_names() -> None:
    styled = [each for each in own_widgets() if "DEFAULT_CSS" in vars(each)]
    assert {each.__name__: each.DEFAULT_CSS for each in styled} | {
        ".-roomy": css.css(".-roomy")
    } == css._rules()
    assert len(styled) > 20


def test_all_dialogs_have_one_base() -> None:
    modal = {each for each in own_widgets() if issubclass(each, ModalScreen)}
    assert {each for each in modal if not issubclass(each, Dialog)} == {TooSmall}
    assert len(modal) > 8
