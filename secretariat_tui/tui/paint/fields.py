"""Fields of a record as labelled lines, for those that its details do not describe in their own way."""

from collections.abc import Collection, Mapping
from typing import Any

from secretariat_tui.core.fields import Field, Privacy
from secretariat_tui.core.i18n import _
from secretariat_tui.tui.paint.text import PERSONAL, StyledLine, labelled


def other_fields(
    fields: Mapping[str, Field], values: Mapping[str, Any], described: Collection[str]
) -> list[StyledLine]:
    """Return a line for each field that has a value and is not among `described`."""
    return [
        labelled(
            _(field.title),
            field.format(values[key]),
            PERSONAL if field.privacy is Privacy.NAME else "",
        )
        for key, field in fields.items()
        if key not in described and field.kind != "rows" and _is_given(values[key])
    ]


def _is_given(value: object) -> bool:
    return value is not None and value is not False and value != ""
