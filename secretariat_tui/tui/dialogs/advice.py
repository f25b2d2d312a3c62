"""What the file knows of the values in a form: lines shown below its fields, and other values it proposes."""

from collections.abc import Awaitable, Callable, Sequence
from typing import NamedTuple

from secretariat_tui.core.i18n import _
from secretariat_tui.tui.dialogs.form_fields import Suggestion, Values
from secretariat_tui.tui.dialogs.picker import Picker, option


class Advice(NamedTuple):
    """Lines as those of a preview, and values that may be taken instead."""

    text: str = ""
    proposals: Sequence[Suggestion] = ()

    @property
    def lines(self) -> str:
        """The lines, with the key that shows the proposals."""
        if not self.proposals:
            return self.text
        names = " · ".join(each.text for each in self.proposals)
        return "\n".join(filter(None, (self.text, _("F6 다른 안: {names}").format(names=names))))


class Adviser(NamedTuple):
    """Reads the advice on the values of a form, again whenever one of `keys` changes."""

    keys: Sequence[str]
    read: Callable[[Values], Awaitable[Advice]]

    def concerns(self, values: Values) -> tuple[object, ...]:
        """Return the values that the advice depends on."""
        return tuple(values.get(key) for key in self.keys)


def proposal_picker(advice: Advice) -> Picker:
    """Return the dialog that chooses one of the proposals."""
    options = [
        option(each.text, (f"  {each.note}" if each.note else "", "dim"), value=each)
        for each in advice.proposals
    ]
    return Picker(_("다른 안"), options)
