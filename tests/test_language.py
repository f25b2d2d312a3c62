"""Every Korean text of the interface is marked for translation."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import secretariat_tui

PACKAGE = Path(secretariat_tui.__file__).parent
HANGUL = re.compile("[ㄱ-ㅎ가-힣]")
# What is read from people or compared with it, and is the same in every language.
DATA = {"text.py", "values.py"}


def _unmarked(path: Path) -> Iterator[tuple[int, str]]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    quiet = {
        id(part)
        for node in ast.walk(tree)
        if (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Name)
            and node.func.id in {"_", "N_"}
        )
        or (isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant))
        for part in ast.walk(node)
    }
    for node in ast.walk(tree):
        if (
            isinstance(node, ast.Constant)
            and isinstance(node.value, str)
            and id(node) not in quiet
            and HANGUL.search(node.value)
        ):
            yield node.lineno, node.value


def test_korean_texts_are_marked() -> None:
    found = [
        f"{path.relative_to(PACKAGE)}:{line}: {text}"
        for path in sorted(PACKAGE.rglob("*.py"))
        if path.name not in DATA and path.parent.name != "sample"
        for line, text in _unmarked(path)
    ]
    assert found == []
