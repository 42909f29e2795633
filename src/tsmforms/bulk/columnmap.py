"""A council's own headings: a file that says which of ours each stands for."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from tsmforms.diagnostics import SpecError
from tsmforms.located.text import read_text
from tsmforms.located.yamltree import read_yaml


def load_columns(path: Path) -> Mapping[str, str]:
    """Their headings with ours, from a file of lines such as `Legal Forename: Pupil forename`.

    Raises:
        MisuseError: There is no such file, or it is not text.
        SpecError: The file has faults; all of them are in it.
    """
    tree, faults = read_yaml(read_text(path), str(path))
    out: dict[str, str] = {}
    if tree is not None and not isinstance(tree.value, dict):
        faults.add("S0005", "a list of headings is expected here", tree.location, "write: Your heading: Our heading")
    for theirs, ours in (tree.mapping() if tree else {}).items():
        if not isinstance(ours.value, str) or not ours.value:
            faults.add(
                "S0005",
                f'the heading "{theirs}" should have one heading behind it',
                ours.location,
                "write: Your heading: Our heading",
            )
        else:
            out[theirs] = ours.value
    if faults.found:
        raise SpecError(faults.found)
    return out
