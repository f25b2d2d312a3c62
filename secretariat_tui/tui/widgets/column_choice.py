"""The columns of a table that a user chose. Without the table, whose import the first screen does not need."""

from collections.abc import Mapping

from secretariat_tui.core.named_tuple import NamedTuple

MIN_WIDTH = 3
MAX_WIDTH = 120  # that a user can choose


class ColumnChoice(NamedTuple):
    """The columns that the user wants, in this order, and the widths in cells that they set."""

    keys: tuple[str, ...]
    widths: Mapping[str, int]
