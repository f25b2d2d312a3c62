"""The README says what the program does. UPDATE_README=1 writes its keys and pictures anew."""

import os
import re
from pathlib import Path

import pytest

from secretariat_tui.areas import AREAS
from secretariat_tui.tables.export import text as as_text
from secretariat_tui.tui.keys.keymap import Keymap
from secretariat_tui.tui.keys.table import key_sheet

README = Path(__file__).parent.parent / "README.md"
PICTURES = Path(__file__).parent / "tui" / "pictures"


def _keys() -> str:
    return as_text(key_sheet(AREAS, Keymap()), "md").split("\n\n", 1)[1].strip()


def _pictures() -> str:
    parts = [
        f"**{area.title}** (`{area.key}`)\n\n```text\n"
        f"{(PICTURES / f'sample-{area.name}-80x24.txt').read_text(encoding='utf-8').rstrip()}\n```"
        for area in AREAS
    ]
    return "\n\n".join(parts)


@pytest.mark.parametrize(("mark", "expected"), [("keys", _keys), ("pictures", _pictures)])
def test_the_readme_shows_what_the_program_shows(mark: str, expected: object) -> None:
    assert callable(expected)
    text = README.read_text(encoding="utf-8")
    block = re.compile(rf"(<!-- {mark} -->\n\n).*?(\n\n(?=## )|\Z)", re.DOTALL)
    if os.environ.get("UPDATE_README"):
        text = block.sub(lambda found: found[1] + expected() + found[2], text)
        README.write_text(text, encoding="utf-8")
    found = block.search(text)
    assert found
    assert found[0] == found[1] + expected() + found[2]


def test_each_subcommand_is_in_the_readme(capsys: pytest.CaptureFixture[str]) -> None:
    from secretariat_tui.cli.main import main

    with pytest.raises(SystemExit):
        main(["--help"])
    text = README.read_text(encoding="utf-8")
    said = capsys.readouterr().out
    names = set(re.findall(r"^  ([a-z]+) ", said.split("영역과")[0], re.MULTILINE))
    assert {"show", "backup", "doctor"} <= names
    assert [name for name in names if name not in said or name not in text] == []


def test_the_readme_names_every_area() -> None:
    """In its first line, and in the quick start with the keys."""
    text = README.read_text(encoding="utf-8")
    titles = [area.title for area in AREAS]
    assert f"비서실의 {'·'.join(titles[1:])} 대장을" in text
    keys = " ".join(f"`{area.key}`" for area in AREAS)
    assert f"{keys} 로 {'·'.join(titles)}를 오갑니다." in text


FOR_DEVELOPERS = README.parent / "secretariat_tui" / "README.md"


def test_the_developers_readme_names_every_folder_and_every_module_of_areas() -> None:
    text, package = FOR_DEVELOPERS.read_text(encoding="utf-8"), FOR_DEVELOPERS.parent
    folders = {path.parent for path in package.rglob("*.py")} - {package}
    named = [
        path.name for path in folders if path.parent.name != "areas" and path.name != "versions"
    ]
    assert [name for name in named if f"{name}/" not in text] == []
    loose = [path.name for path in package.glob("*.py") if not path.name.startswith("__")]
    assert [name for name in loose if name not in text] == []
    common = {"audit_meta", "forms", "queries", "records", "rules", "screen", "store", "tables"}
    assert [name for name in sorted(common) if f"`{name}`" not in text] == []


@pytest.mark.parametrize(
    "name", ["StoreThread.run", "OfficeFile.edit", "RecordStore", "RecordForm"]
)
def test_the_developers_readme_names_what_there_is(name: str) -> None:
    sources = "".join(
        path.read_text(encoding="utf-8") for path in FOR_DEVELOPERS.parent.rglob("*.py")
    )
    assert f"`{name}" in FOR_DEVELOPERS.read_text(encoding="utf-8")
    kind, _dot, method = name.partition(".")
    assert re.search(rf"class {kind}\b", sources)
    assert not method or re.search(rf"def {method}\b", sources)
