"""A print run: every letter of a run in one PDF, in the order of the rows, each beginning on a sheet of its own.

A cover sheet says how many letters follow, so that whoever fills the envelopes can count.
"""

from __future__ import annotations

import contextlib
import os
import re
from collections.abc import Iterable, Iterator
from itertools import groupby
from pathlib import Path

from tsmforms.bulk.disk import Folder, plainly
from tsmforms.bulk.manifest import Manifest
from tsmforms.bulk.naming import TEMPORARY
from tsmforms.diagnostics import EnvironmentProblem, ReadError

_REFERENCE = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")


def write_print_run(folder: Folder, manifest: Manifest, path: Path, form: str) -> None:
    """Assemble the print run from the finished letters, and check what each sheet holds.

    Raises:
        EnvironmentProblem: The disk stopped it, a letter is gone or damaged, or the finished run is not
            sheet by sheet what was asked for. No file is left under its name then.
    """
    from tsmforms.formats.pdf import assemble, foot_texts

    there = Folder(Path(os.path.abspath(path)).parent, folder.disk)
    temporary = f"{TEMPORARY}{os.getpid()}-{path.name}.part"
    with plainly("write the print run"):
        try:
            with os.fdopen(there.disk.create(there.place(temporary)), "wb") as out:
                assemble(_letters(folder, manifest), out, cover=True, title=f"Print run: {form}")
                out.flush()
                there.disk.sync(out.fileno())
            check_sheets(foot_texts(Path(there.place(temporary))), _records(manifest))
            there.rename(temporary, path.name)
            with contextlib.suppress(OSError):
                there.sync()
        except ReadError as error:
            raise EnvironmentProblem(f"the print run was not written: {error.message}") from error
        finally:
            there.drop(temporary)


def _records(manifest: Manifest) -> Iterator[str]:
    return (line[4] for line in manifest.lines() if line[5] == "pdf")


def _letters(folder: Folder, manifest: Manifest) -> Iterator[Path]:
    return (Path(folder.place(line[6])) for line in manifest.lines() if line[5] == "pdf")


def check_sheets(feet: list[str], records: Iterable[str]) -> None:
    """Hold a print run against the letters it should have: each once, in order, and none on the back of another.

    Args:
        feet: The words at the foot of each page, the two of the cover first.
        records: The record ids in order.

    Raises:
        EnvironmentProblem: It differs.
    """
    found = [_REFERENCE.findall("".join(foot.split())) for foot in feet]
    letters = found[2:]
    sheets = list(zip(letters[::2], letters[1::2], strict=False))
    backs_fit = all(len(front) == 1 and back in ([], front) for front, back in sheets)
    in_order = [front for front, _ in groupby(front[0] for front, _ in sheets if front)]
    if any(found[:2]) or len(letters) % 2 or not backs_fit or in_order != list(records):
        raise EnvironmentProblem("the print run was not written: a letter would have shared a sheet with another")
