"""The structure of the package: what `pyproject.toml` cannot say as a contract of imports."""

import ast
import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

import grimp
import pytest

import secretariat_tui
from secretariat_tui.areas import AREAS, record_classes

PACKAGE = Path(secretariat_tui.__file__).parent
MODULES = sorted(PACKAGE.rglob("*.py"))
LOOSE = {"__init__", "__main__", "launch", "settings"}
MOST_MODULES = 20
MOST_LINES = 400


def _trees() -> Iterator[tuple[str, ast.Module]]:
    for path in MODULES:
        yield path.relative_to(PACKAGE).as_posix(), ast.parse(path.read_text(encoding="utf-8"))


def test_no_modules_import_each_other_in_a_circle() -> None:
    graph = grimp.build_graph("secretariat_tui")  # imports for types included
    imports = {name: graph.find_modules_directly_imported_by(name) for name in graph.modules}
    left = dict(imports)
    while free := [name for name, to in left.items() if not to & left.keys()]:
        for name in free:
            del left[name]
    users = defaultdict(set)
    for name, to in left.items():
        for each in to & left.keys():
            users[each].add(name)
    assert {name: sorted(users[name]) for name in left if users[name]} == {}


def test_a_folder_holds_few_modules_and_the_top_only_those_named() -> None:
    count = Counter(path.parent for path in MODULES)
    assert {str(folder): n for folder, n in count.items() if n > MOST_MODULES} == {}
    assert {path.stem for path in PACKAGE.glob("*.py")} == LOOSE


def test_a_module_can_be_read_in_one_sitting() -> None:
    lines = {
        path.relative_to(PACKAGE).as_posix(): len(path.read_text("utf-8").splitlines())
        for path in MODULES
        if path.name != "compiled.py"  # made from statements, which people read
    }
    assert {name for name, n in lines.items() if n > MOST_LINES} == set()


def test_two_types_never_share_a_name() -> None:
    places = defaultdict(list)
    for name, tree in _trees():
        for node in tree.body:
            if isinstance(node, ast.ClassDef):
                places[node.name].append(name)
    assert {name: where for name, where in places.items() if len(where) > 1} == {}


def test_only_the_current_language_is_a_global_that_changes() -> None:
    places = {
        name for name, tree in _trees() for node in ast.walk(tree) if isinstance(node, ast.Global)
    }
    assert places == {"core/i18n.py"}


@pytest.mark.parametrize("name", ["cast", "Any"])
def test_nothing_is_cast_to_the_app(name: str) -> None:
    casts = [
        place
        for place, tree in _trees()
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id == name
        and any(isinstance(each, ast.Attribute) and each.attr == "app" for each in ast.walk(node))
    ]
    assert casts == []


def test_private_names_of_libraries_are_not_used() -> None:
    """Of other modules, that is: an attribute with one underscore belongs to its own object."""
    used = []
    for place, tree in _trees():
        imported = {
            alias.asname or alias.name
            for node in ast.walk(tree)
            if isinstance(node, ast.ImportFrom)
            and not (node.module or "").startswith("secretariat")
            for alias in node.names
        }
        used += [
            f"{place}:{node.lineno} {ast.unparse(node)}"
            for node in ast.walk(tree)
            if isinstance(node, ast.Attribute)
            and node.attr.startswith("_")
            and not node.attr.startswith("__")
            and isinstance(node.value, ast.Name)
            and node.value.id in imported
        ]
    assert used == []


def test_every_module_of_tables_belongs_to_an_area() -> None:
    """A file that is created, upgraded or restored gets the tables and triggers of these."""
    declared = {
        f"{place.removesuffix('.py').replace('/', '.')}.{node.name}"
        for place, tree in _trees()
        if place.startswith("areas/") and place.endswith("/records.py")
        for node in tree.body
        if isinstance(node, ast.ClassDef)
    }
    listed = [
        f"{each.__module__}.{each.__name__}".removeprefix("secretariat_tui.")
        for each in record_classes()
    ]
    assert sorted(listed) == sorted(declared)


def test_every_folder_of_areas_is_an_area_or_shared() -> None:
    folders = {path.parent.name for path in PACKAGE.glob("areas/*/__init__.py")}
    assert folders == {area.name for area in AREAS} | {"attached", "people", "holidays", "requests"}


def test_the_contracts_of_imports_name_every_area() -> None:
    pyproject = PACKAGE.parent / "pyproject.toml"
    contracts = tomllib.loads(pyproject.read_text("utf-8"))["tool"]["importlinter"]["contracts"]
    folders = {f"secretariat_tui.areas.{path.parent.name}" for path in PACKAGE.glob("areas/*/*.py")}
    layered = {each for contract in contracts for each in contract.get("containers", ())}
    independent = {
        each
        for contract in contracts
        if contract["type"] == "independence"
        for each in contract["modules"]
    }
    asking = {"today", "report"}  # these ask the queries of the others
    own = {f"secretariat_tui.areas.{area.name}" for area in AREAS if area.name not in asking}
    assert folders - layered == set()
    assert own - independent == set()


def test_nothing_is_imported_by_a_name_in_a_string() -> None:
    places = [
        place
        for place, tree in _trees()
        for node in ast.walk(tree)
        if isinstance(node, ast.Name | ast.Attribute)
        and (node.id if isinstance(node, ast.Name) else node.attr)
        in {"import_module", "__import__"}
    ]
    assert places == []


def test_every_kind_of_record_has_its_own_number_in_the_search_index() -> None:
    numbers = [kind.kind for area in AREAS for kind in area.search_kinds()]
    assert sorted(numbers) == sorted(set(numbers))
