"""The folder of the letters: what may stand in it, and where letters go that are no longer to be sent."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

from tsmforms.bulk import manifest
from tsmforms.bulk.account import certificate, lists
from tsmforms.bulk.account.lists import SUPERSEDED, superseded_name
from tsmforms.bulk.folder import Folder
from tsmforms.diagnostics import EnvironmentProblem, MisuseError
from tsmforms.disk import TEMPORARY, Disk, plainly

_OWN = frozenset(
    {manifest.NAME, manifest.JOURNAL, lists.MANIFEST, lists.REFUSED, certificate.NAME, certificate.SIGNED, SUPERSEDED}
)
_PASSING = (manifest.SHARED_JOURNAL, TEMPORARY)


def prepare(path: Path, disk: Disk) -> Folder:
    """The folder, made if it is not there.

    Raises:
        EnvironmentProblem: It cannot be made, or holds files and no manifest.
    """
    folder = Folder(Path(os.path.abspath(path)), disk)
    with plainly(f"use the folder {path.name}"):
        if not path.is_dir():
            if path.exists():
                raise EnvironmentProblem(f'"{path.name}" is a file; name a folder for the letters')
            disk.make_folder(str(folder.path))
        known = os.path.exists(folder.place(manifest.NAME))
    if not known:
        check_strangers(folder, lambda _name: False)
    return folder


def check_strangers(folder: Folder, is_letter: Callable[[str], bool]) -> None:
    """Refuse a folder that holds what no run put there; without a manifest that is everything.

    Raises:
        EnvironmentProblem: It does.
    """
    own = _OWN if os.path.exists(folder.place(manifest.NAME)) else frozenset[str]()
    first, count = "", 0
    with plainly("read the folder of the letters"), os.scandir(folder.path) as entries:
        for entry in entries:
            name = entry.name
            if name not in own and not name.startswith(_PASSING) and not is_letter(name):
                first, count = min(first or name, name), count + 1
    if count:
        more = f" and {count - 1} more" if count > 1 else ""
        raise EnvironmentProblem(
            f'the folder contains files that are not of a run ("{first}"{more}); choose an empty folder, or move them away'
        )


def check_outside(path: Path, file: Path, what: str) -> None:
    """Refuse a file that goes elsewhere inside the folder of the letters, or where there is no folder for it.

    Raises:
        MisuseError: It would lie there.
        EnvironmentProblem: There is no folder for it.
    """
    target = file.resolve()
    if path.resolve() in target.parents:
        raise MisuseError(f"{what} would lie in the folder of the letters; name another place for it")
    if not target.parent.is_dir():
        raise EnvironmentProblem(f'there is no folder "{file.parent}" for {what}')


def supersede(folder: Folder, name: str) -> bool:
    """Move a letter that is no longer to be sent into `superseded/`; whether there was one.

    Raises:
        EnvironmentProblem: The disk or a permission stopped it.
    """
    with plainly(f"move a letter to {SUPERSEDED}"):
        digest = folder.digest(name)
        if digest is None:
            return False
        place = folder.place(SUPERSEDED)
        if not os.path.isdir(place):
            folder.disk.make_folder(place)
        folder.disk.replace(folder.place(name), os.path.join(place, superseded_name(name, digest)))
        folder.disk.sync_folder(place)
        folder.sync()
    return True
