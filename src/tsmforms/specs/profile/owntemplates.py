"""The Word templates of a council's or school's own, in the folder that its profile names."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path

from tsmforms.diagnostics import worded
from tsmforms.located.yamltree import Faults, Located
from tsmforms.model.profile import OwnTemplate

_OPEN_IN_WORD = "~$"


def own_templates(tree: Located, name: str, folder: Path, faults: Faults) -> tuple[OwnTemplate, ...]:
    """The templates in a folder, each at FORM/EDITION.docx; what is in them is checked when they are used."""
    path = (folder / name).resolve()
    at = tree.mapping()["templates"].location
    if not path.is_dir():
        faults.add("S0015", worded("S0015", "folder"), at, "name a folder next to the profile", len(name) or 1)
        return ()
    for stray in _files(path, "*.docx"):
        faults.add(
            "S0015",
            worded("S0015", "template", name=stray.name),
            at,
            "put it into a folder with the id of its form, named by its edition: letter_2b/2024-09.docx",
            len(name) or 1,
        )
    return tuple(
        OwnTemplate(file.parent.name, file.stem, file, hashlib.sha256(file.read_bytes()).hexdigest())
        for file in _files(path, "*/*.docx")
    )


def _files(folder: Path, pattern: str) -> Iterator[Path]:
    return (file for file in sorted(folder.glob(pattern)) if not file.name.startswith(_OPEN_IN_WORD))
