"""Rules of the house that a reader of the code relies on."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
SRC = ROOT / "src" / "tsmforms"
SOURCES = sorted(SRC.rglob("*.py"))
LONGEST = 60
MOST_ARE_SHORTER = 15
LARGEST_PACKAGE = 25
LARGEST_SPECS = 20
MOST_ANY = 100
SHOWN = {".py", ".yaml", ".md", ".toml", ".typ", ".txt", ".sh", ".pyi", ".csv", ".json", ".amber", ""}
MACHINE_PATH = re.compile(r"/(?:home|root|Users|work|tmp/venv|private/var)/[A-Za-z0-9_.-]+|[A-Z]:\\\\Users\\\\")


@cache
def source(path: Path) -> str:
    return path.read_text(encoding="utf-8")


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(source(path))


@cache
def nodes(path: Path) -> list[ast.AST]:
    return list(ast.walk(tree(path)))


def functions(path: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    return (node for node in nodes(path) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef))


def length(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    return (node.end_lineno or node.lineno) - node.lineno + 1


def name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def test_no_function_is_longer_than_sixty_lines() -> None:
    long = [(path, node) for path in SOURCES for node in functions(path) if length(node) > LONGEST]
    assert [f"{name(path)}, {node.name}: {length(node)} lines" for path, node in long] == []


def test_most_functions_are_short() -> None:
    lengths = sorted(length(node) for path in SOURCES for node in functions(path))
    assert lengths[len(lengths) // 2] <= MOST_ARE_SHORTER
    assert len(lengths) > 200


def test_each_class_name_has_one_meaning() -> None:
    where: dict[str, list[str]] = {}
    for path in SOURCES:
        for node in nodes(path):
            if isinstance(node, ast.ClassDef):
                where.setdefault(node.name, []).append(f"{name(path)}:{node.lineno}")
    assert {cls: places for cls, places in where.items() if len(places) > 1} == {}


def test_a_package_can_be_seen_at_a_glance() -> None:
    sizes = {folder: len(list(folder.glob("*.py"))) for folder in {path.parent for path in SOURCES}}
    assert {name(folder): size for folder, size in sizes.items() if size > LARGEST_PACKAGE} == {}
    assert sizes[SRC / "specs"] < LARGEST_SPECS


def test_few_values_are_of_any_type() -> None:
    assert sum(len(re.findall(r"\bAny\b", source(path))) for path in SOURCES) < MOST_ANY


def test_what_is_public_says_what_it_is() -> None:
    """Modules, and the functions and classes in them (and their methods) that have no underscore."""
    assert [f"{name(path)}: {where}" for path in SOURCES for where in _silent(tree(path))] == []


def _silent(module: ast.Module) -> Iterator[str]:
    if module.body and not ast.get_docstring(module):
        yield "the module"
    yield from (where for where, node in _public(module.body, "") if not ast.get_docstring(node))


def _public(body: list[ast.stmt], inside: str) -> Iterator[tuple[str, ast.FunctionDef | ast.ClassDef]]:
    for node in body:
        if isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.name.startswith("_"):
            yield inside + node.name, node
            if isinstance(node, ast.ClassDef):
                yield from _public(node.body, f"{inside}{node.name}.")


def test_no_module_prints_or_evaluates_or_draws_random_numbers_from_nowhere() -> None:
    banned = {
        "print",
        "eval",
        "exec",
        "random.random",
        "random.seed",
        "random.choice",
        "uuid.uuid4",
        "uuid.uuid1",
        "os.urandom",
    }
    calls = [(path, node.func) for path in SOURCES for node in nodes(path) if isinstance(node, ast.Call)]
    named = [(path, ast.unparse(called)) for path, called in calls if isinstance(called, ast.Name | ast.Attribute)]
    assert [f"{name(path)}: {called}" for path, called in named if called in banned] == []


def test_the_clock_is_read_at_the_edge_only() -> None:
    clock = re.compile(r"\b(?:date\.today|datetime\.now|datetime\.utcnow|time\.time|time\.localtime)\(")
    inner = [path for path in SOURCES if "cli" not in path.relative_to(SRC).parts and name(path) not in CLOCKS]
    assert [f"{name(path)}: {read}" for path in inner for read in clock.findall(source(path))] == []


CLOCKS = {"src/tsmforms/documents/taking.py"}
"""Modules other than the command line that may ask for the day: the public `check`, where none is given."""


def committed() -> list[Path]:
    """The text files of the project, without what tools leave behind."""
    left = {
        ".git",
        ".mypy_cache",
        ".ruff_cache",
        ".pytest_cache",
        ".hypothesis",
        "__pycache__",
        "gallery",
        "dist",
    }
    return [
        path
        for path in sorted(ROOT.rglob("*"))
        if path.is_file() and path.suffix in SHOWN and not left & {*path.relative_to(ROOT).parts} and not is_made(path)
    ]


def is_made(path: Path) -> bool:
    """Whether a file is in an environment (`.venv-site`) or in what a target of the Makefile makes (`demo_out`)."""
    return any(part.startswith(".venv") or part.endswith("_out") for part in path.relative_to(ROOT).parts)


def test_no_file_names_a_path_of_the_machine_it_was_written_on() -> None:
    found = [
        f"{name(path)}: {match[0]}"
        for path in committed()
        if path != Path(__file__)
        for match in MACHINE_PATH.finditer(path.read_text(encoding="utf-8", errors="replace"))
    ]
    assert found == []


def test_lines_end_the_same_way_in_every_source() -> None:
    assert [name(path) for path in committed() if b"\r\n" in path.read_bytes()] == []
