"""The laws of the house: rooms import no rooms, only the corridor knows them all, nothing is kept in global state."""

import ast
from pathlib import Path

import pytest

SOURCE = Path(__file__).parents[2] / "src" / "according"
ROOMS = ("intake", "annotate", "attribute", "extract", "resolve", "trace", "compare", "publish")
SHARED = ("model", "days", "each", "language", "mentions", "lang", "rules")
MODULES = sorted(SOURCE.rglob("*.py"))


DOORS = {
    "engine/spark.py": "the corridor on a cluster: it opens the same doors in the same order",
    "engine/loading.py": "brings what the cluster read through the corridor into a case",
}
"""Modules that may know more than their place allows, and why."""


def imported(file):
    """The names of modules of the package that a file imports, wherever in it."""
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module == "according":
            yield from (f"according.{one.name}" for one in node.names)
        elif isinstance(node, ast.ImportFrom) and (node.module or "").startswith("according."):
            yield node.module
        elif isinstance(node, ast.Import):
            yield from (one.name for one in node.names if one.name.startswith("according"))


def part(name):
    """The first part of a module's name below the package."""
    return (name.split(".") + [""])[1]


def named(file):
    return str(file.relative_to(SOURCE))


@pytest.mark.parametrize("room", ROOMS)
def test_a_room_imports_the_model_and_shared_helpers_only(room):
    bad = [
        f"{named(file)} imports {name}"
        for file in (SOURCE / room).rglob("*.py")
        if named(file) not in DOORS
        for name in imported(file)
        if part(name) not in (room, *SHARED, "") and not part(name).startswith("__")
    ]
    assert not bad


@pytest.mark.parametrize("helper", SHARED)
def test_shared_helpers_know_no_room(helper):
    files = [*SOURCE.glob(f"{helper}.py"), *(SOURCE / helper).rglob("*.py")]
    bad = [f"{named(file)} imports {name}" for file in files for name in imported(file) if part(name) in ROOMS]
    assert not bad


@pytest.mark.parametrize("place", ["case", "engine"])
def test_the_case_and_the_engine_know_no_room(place):
    bad = [
        f"{named(file)} imports {name}"
        for file in (SOURCE / place).rglob("*.py")
        if named(file) not in DOORS
        for name in imported(file)
        if part(name) in (*ROOMS, "corridor", "web", "cli")
    ]
    assert not bad


@pytest.mark.parametrize("file", MODULES, ids=named)
def test_a_module_says_what_it_is_and_is_not_long(file):
    chars = file.read_text(encoding="utf-8")
    tree = ast.parse(chars)
    assert ast.get_docstring(tree) or not tree.body, "has no docstring"
    assert len(chars.splitlines()) <= LONGEST


LONGEST = 450
"""Lines; we aim at 350."""

FORBIDDEN = {"eval", "exec", "__import__"}
STORES = {"pickle", "marshal", "shelve"}


@pytest.mark.parametrize("file", MODULES, ids=named)
def test_nothing_is_swallowed_evaluated_or_unpickled(file):
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        assert not (isinstance(node, ast.ExceptHandler) and node.type is None), f"bare except, line {node.lineno}"
        assert not isinstance(node, ast.Global), f"global, line {node.lineno}"
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            assert node.func.id not in FORBIDDEN, f"{node.func.id}, line {node.lineno}"
        if isinstance(node, ast.Import):
            assert not STORES & {one.name for one in node.names}, f"line {node.lineno}"


def test_nine_functions_in_ten_are_short():
    lengths = [
        node.end_lineno - node.lineno + 1
        for file in MODULES
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    ]
    assert sorted(lengths)[int(0.9 * len(lengths))] <= 30
