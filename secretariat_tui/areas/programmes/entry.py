"""A programme as its form has it: the start is one value, a day, a month or a year."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from secretariat_tui.areas.attached.when import When
from secretariat_tui.areas.programmes import rules
from secretariat_tui.areas.programmes.model import ProgrammeDraft
from secretariat_tui.areas.programmes.rules import Errors

_OF_START = ("starts_on", "precision")


@dataclass(frozen=True)
class ProgrammeEntry:
    """The values of a programme, with `start` in place of the day and its precision."""

    values: Mapping[str, Any]

    def _asdict(self) -> dict[str, Any]:
        return dict(self.values)

    @property
    def draft(self) -> ProgrammeDraft:
        """The programme with its fields."""
        others = {key: value for key, value in self.values.items() if key != "start"}
        start: When = self.values["start"]
        return ProgrammeDraft(**others, starts_on=start.due_on, precision=start.precision)


def entry_of(draft: ProgrammeDraft) -> ProgrammeEntry:
    """Return a programme as its form has it."""
    values = draft._asdict()
    start = When(draft.starts_on, "from", draft.precision)
    others = {key: value for key, value in values.items() if key not in _OF_START}
    return ProgrammeEntry({**others, "start": start})


def entry_errors(entry: ProgrammeEntry) -> Errors:
    """Return the errors of a programme by the fields of its form."""
    errors = rules.programme_errors(entry.draft)
    return [("start" if key in _OF_START else key, message) for key, message in errors]
