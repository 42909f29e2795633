"""The located tree of a few lines, and a tree as plain Python."""

from __future__ import annotations

from typing import Any

from tsmforms.located.yamltree import Faults, Located, read_yaml


def tree(text: str) -> tuple[Located, Faults]:
    """The tree of these lines, and where its faults are collected."""
    node, faults = read_yaml(text, "here.yaml")
    assert node is not None, faults.found
    return node, faults


def plain(node: Located) -> Any:
    """A tree as mappings, lists and texts."""
    if isinstance(node.value, dict):
        return {key: plain(child) for key, child in node.value.items()}
    return [plain(item) for item in node.value] if isinstance(node.value, list) else node.value


def said(faults: Faults) -> list[tuple[str, int]]:
    """Each fault's code and line."""
    return [(one.code, one.place.line or 0) for one in faults.found if one.place]
