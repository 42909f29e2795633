"""A print run: every letter of a run in one PDF, in the order of the rows, each beginning on a sheet of its own."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from tsmforms.bulk.disk import Folder, plainly
from tsmforms.bulk.manifest import Manifest


def write_print_run(folder: Folder, manifest: Manifest, path: Path) -> None:
    """Assemble the print run from the finished letters, and check which page each begins on.

    Raises:
        EnvironmentProblem: A letter's file is gone, the disk stopped it, or a letter would begin on the
            back of another.
    """
    from tsmforms.formats.pdf import assemble

    records = [line[3] for line in manifest.lines() if line[4] == "pdf"]
    with plainly("write the print run"):
        target = Folder(path.absolute().parent, folder.disk)
        temporary = target.place(f"{path.name}.part")
        try:
            assemble(_letters(folder, manifest), Path(temporary))
            _check(Path(temporary), records)
            folder.disk.replace(temporary, target.place(path.name))
        finally:
            target.drop(f"{path.name}.part")


def _letters(folder: Folder, manifest: Manifest) -> Iterator[bytes]:
    for line in manifest.lines():
        if line[4] == "pdf":
            yield Path(folder.place(line[5])).read_bytes()


def _check(path: Path, records: list[str]) -> None:
    """Every letter is there once, in order, and begins on an odd page."""
