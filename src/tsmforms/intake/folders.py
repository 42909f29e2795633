"""The files that somebody names: those named, and those in the folders named."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Iterator
from pathlib import Path

import attrs

_NOT_FORMS = (".", "~$")
"""How names begin of hidden files, and of the files by which Word and Excel lock a document that is open."""
_LEFT_BY_WINDOWS = frozenset({"thumbs.db", "ehthumbs.db", "desktop.ini", "icon\r"})
"""Files that Windows and macOS put into a folder that somebody looked at."""


@attrs.frozen
class Listed:
    """Files in the order in which they are read, and how many things in folders are passed over."""

    files: tuple[Path, ...]
    skipped: int = 0


def listed(named: Iterable[Path]) -> Listed:
    """What is named, folders replaced by the files in them and in their folders, in the order of their names.

    Passed over in a folder, and counted: hidden files and folders, the lock files of Office, what Windows leaves in
    folders, and links to folders (which may lead in a circle). A folder that cannot be opened is kept, and is refused as a file.
    """
    found: list[Path] = []
    skipped = 0
    for path in named:
        for one in _within(path) if path.is_dir() else (path,):
            if one is None:
                skipped += 1
            else:
                found.append(one)
    return Listed(tuple(found), skipped)


def _within(folder: Path) -> Iterator[Path | None]:
    """Each file, and None for each thing that is passed over."""
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError:
        yield folder
        return
    for entry in entries:
        if _is_hidden(entry) or (entry.is_symlink() and entry.is_dir()):
            yield None
        elif entry.is_dir():
            yield from _within(Path(entry.path))
        else:
            yield Path(entry.path)


def _is_hidden(entry: os.DirEntry[str]) -> bool:
    if entry.name.startswith(_NOT_FORMS) or entry.name.casefold() in _LEFT_BY_WINDOWS:
        return True
    attributes: int = getattr(entry.stat(follow_symlinks=False), "st_file_attributes", 0)  # Windows only
    return bool(attributes & stat.FILE_ATTRIBUTE_HIDDEN)
