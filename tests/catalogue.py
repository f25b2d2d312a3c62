"""The English catalogue. `python -m tests.catalogue` brings it up to date and names what is missing.

Every text marked in the program gets an entry, in the program's order; what is translated stays,
what is no longer there goes.
"""

import ast
import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from string import Formatter

import secretariat_tui
from secretariat_tui.core.i18n import CATALOGUE, parse_catalogue

PACKAGE = Path(secretariat_tui.__file__).parent
HANGUL = re.compile("[ㄱ-ㅎ가-힣]")
_HEAD = r"""# English interface texts; the Korean sources are the message ids.
# Brought up to date by: python -m tests.catalogue
msgid ""
msgstr ""
"Language: en\n"
"MIME-Version: 1.0\n"
"Content-Type: text/plain; charset=UTF-8\n"
"Content-Transfer-Encoding: 8bit\n"
"""


def calls(tree: ast.AST) -> Iterator[ast.Call]:
    """Return the calls of _() and N_()."""
    for node in ast.walk(tree):
        if (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Name)
            and node.func.id in {"_", "N_"}
        ):
            yield node


def sources() -> dict[str, list[str]]:
    """Return the marked texts, each with the modules that say it."""
    found: dict[str, list[str]] = {}
    for path in sorted(PACKAGE.rglob("*.py")):
        place = path.relative_to(PACKAGE.parent).as_posix()
        tree = ast.parse(path.read_text(encoding="utf-8"))
        said = [each.args[0] for each in calls(tree)]
        texts = [each for each in said if isinstance(each, ast.Constant)]
        for each in sorted(texts, key=lambda each: (each.lineno, each.col_offset)):
            places = found.setdefault(str(each.value), [])
            if place not in places:
                places.append(place)
    return found


def translations() -> dict[str, str]:
    """Return what the catalogue translates."""
    return parse_catalogue(CATALOGUE.read_text(encoding="utf-8")) if CATALOGUE.exists() else {}


def written(known: dict[str, str]) -> str:
    """Return the catalogue of the program's texts as a file."""
    entries = [_HEAD]
    for text, places in sources().items():
        where = "".join(f"#: {place}\n" for place in places)
        said = known.get(text, "")
        entries.append(f"{where}msgid {_quoted(text)}\nmsgstr {_quoted(said)}\n")
    return "\n".join(entries)


def _quoted(text: str) -> str:
    lines = text.splitlines(keepends=True) or [""]
    parts = [json.dumps(each, ensure_ascii=False) for each in lines]
    return "\n".join(parts if len(parts) == 1 else ['""', *parts])


def fields(text: str) -> set[str]:
    """Return the names of a text's placeholders."""
    return {name for _text, name, _form, _conversion in Formatter().parse(text) if name}


def main() -> None:
    """Write the catalogue anew; print what is still to be translated."""
    known = translations()
    CATALOGUE.parent.mkdir(parents=True, exist_ok=True)
    CATALOGUE.write_text(written(known), encoding="utf-8")
    missing = [text for text in sources() if text not in known]
    for text in missing:
        sys.stdout.write(f"{json.dumps(text, ensure_ascii=False)}\n")
    sys.stdout.write(f"{len(missing)} to translate in {CATALOGUE}\n")


if __name__ == "__main__":
    main()
