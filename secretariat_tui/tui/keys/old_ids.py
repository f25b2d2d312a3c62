"""Command ids of earlier versions, which the [keys] of config.toml may still use."""

from collections.abc import Mapping

RENAMED: Mapping[str, str] = {
    "veil": "mask",
    "only": "filter_by_value",
    "jump": "go_to",
    "goto": "go_to",
    "mark": "select",
    "mark_all": "select_all",
    "find_all": "find_everywhere",
    "cell": "show_cell",
    "views": "saved_views",
    "now": "go_to_today",
    "earlier": "previous_year",
    "later": "next_year",
}
