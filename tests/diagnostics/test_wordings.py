"""Each message is in the catalogue, once; where it arises only its places are given."""

from __future__ import annotations

import ast
import string
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from tsmforms.diagnostics import CATALOGUE, worded
from tsmforms.templates.judge import _TELLINGS

SRC = Path(__file__).resolve().parents[2] / "src" / "tsmforms"
FIRST, SECOND = 1, 2
MESSAGE_AT = {"Diagnostic": SECOND, "gather.add": SECOND, "self.add": SECOND}
MESSAGE_FIRST = {"ReadError", "Refusal", "unread", "Problem", "add", "unknown", "fault"}
WRITTEN = (ast.Constant, ast.JoinedStr, ast.BinOp)


@cache
def calls() -> tuple[tuple[str, ast.Call], ...]:
    found = (
        (f"{path.relative_to(SRC).as_posix()}:{node.lineno}", node)
        for path in sorted(SRC.rglob("*.py"))
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call)
    )
    return tuple(found)


def text(node: ast.expr | None) -> str | None:
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else None


def of_code() -> Iterator[tuple[str, str, ast.expr]]:
    """Where, which code, and its message, of each problem that is made with a code written out."""
    for where, call in calls():
        code = text(call.args[0]) if call.args else None
        name = ast.unparse(call.func)
        last = name.rpartition(".")[2]
        at = MESSAGE_AT.get(name) or (FIRST if last in MESSAGE_FIRST else None)
        if code in CATALOGUE and at is not None and len(call.args) > at:
            yield where, code, call.args[at]


def said() -> Iterator[tuple[str, str, tuple[str, ...], set[str]]]:
    """Where, which code, the wordings it may have there, and the places given, of each `worded`."""
    for where, call in calls():
        if ast.unparse(call.func) == "worded" and (code := text(call.args[0])):
            yield where, code, tuple(names(call.args[1:])), {key.arg for key in call.keywords if key.arg}


def names(rest: list[ast.expr]) -> Iterator[str]:
    if not rest:
        yield ""
        return
    branches = [rest[0].body, rest[0].orelse] if isinstance(rest[0], ast.IfExp) else rest[:1]
    yield from (found for one in branches if (found := text(one)) is not None)


def places(wording: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(wording) if name}


def test_no_message_is_written_where_it_arises() -> None:
    found = list(of_code())
    assert len(found) > 400
    assert [(where, code) for where, code, message in found if isinstance(message, WRITTEN)] == []


def test_a_message_is_that_of_its_own_code() -> None:
    worded_here = ((where, code, m) for where, code, m in of_code() if isinstance(m, ast.Call))
    calls_of = ((where, code, m) for where, code, m in worded_here if ast.unparse(m.func) == "worded")
    assert [(where, code) for where, code, m in calls_of if text(m.args[0]) != code] == []


def test_each_message_is_given_its_places_and_no_others() -> None:
    found = [(where, code, name, given) for where, code, wordings, given in said() for name in wordings]
    assert len(found) > 400
    assert [f for f in found if f[2] not in CATALOGUE[f[1]].wordings()] == []
    assert [f for f in found if places(CATALOGUE[f[1]].wordings()[f[2]]) != f[3]] == []


NAMED_ELSEWHERE = {
    *(("D0417", name) for name in ("not_steady", "no_place", "not_given_back")),
    *(("D0516", name) for name in ("none", "too_short")),
}
"""Wordings that a function is given by name."""


def test_each_wording_of_the_catalogue_is_said_somewhere() -> None:
    used = {(code, name) for _, code, wordings, _ in said() for name in wordings}
    used |= {(telling.code, telling.wording) for telling in _TELLINGS.values()} | NAMED_ELSEWHERE
    kept = {(code, name) for code, entry in CATALOGUE.items() for name in entry.wordings()}
    assert kept - used == set()


def test_no_two_wordings_of_a_code_are_the_same() -> None:
    doubled = {code: entry.wordings() for code, entry in CATALOGUE.items()}
    assert [code for code, said in doubled.items() if len(set(said.values())) != len(said)] == []


def test_places_are_filled_whatever_stands_in_them() -> None:
    assert worded("S0002", key="{key} %s {0}") == 'the key "{key} %s {0}" appears twice'


def test_a_wording_that_is_not_there_is_a_defect() -> None:
    with pytest.raises(KeyError):
        worded("S0002", "other", key="a")
