"""The style sheet, styles.tcss, by widget class.

Each class takes its own rules as DEFAULT_CSS, so that Textual parses them when the class is first used.
As App.CSS_PATH all rules would be parsed four times before the first key is answered, and once more
for each area visited: Textual parses an app's style sheet again for each new mode.
"""

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path

_FILE = Path(__file__).parent.parent / "styles.tcss"
_COMMENT = re.compile(r"/\*.*?\*/\n", re.DOTALL)
_NAME = re.compile(r"[\w.-]+")


def css(name: str) -> str:
    """Return the rules of a widget class. KeyError if the style sheet has none."""
    return _rules()[name]


@cache
def _rules() -> Mapping[str, str]:
    """Read the style sheet: its blocks by the class or type that their first selector begins with."""
    text = _COMMENT.sub("", _FILE.read_text(encoding="utf-8"))
    blocks = filter(None, (block.strip() for block in text.split("\n\n")))
    return {_NAME.findall(block)[0]: block for block in blocks}
