"""`--mark`: a copy of each returned file with its problems where they are."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import attrs

from tsmforms.cli.output import put
from tsmforms.cli.warning import warn
from tsmforms.diagnostics import EnvironmentProblem, MisuseError, ReadError
from tsmforms.documents import Seen
from tsmforms.documents.marking import marked_copy
from tsmforms.files import check_free


@attrs.frozen
class MarkedCopies:
    """Where the marked copies go.

    Args:
        out: A file for one return; a folder for several.
        force: Whether they may be written over files that are there.
        is_folder: Whether it is a folder.
    """

    out: Path
    force: bool
    is_folder: bool

    @classmethod
    def planned(cls, out: Path, files: Sequence[Path], force: bool) -> MarkedCopies:
        """Where they go, before any file is read.

        Raises:
            MisuseError: A file is there already, or two returns would have one name.
            EnvironmentProblem: The folder cannot be made.
        """
        copies = cls(out, force, len(files) != 1 or out.is_dir() or not out.suffix)
        targets = [copies.of(file) for file in files]
        if len({str(one).casefold() for one in targets}) < len(targets):
            raise MisuseError("two of these files have one name; mark them folder by folder")
        if copies.is_folder:
            try:
                out.mkdir(parents=True, exist_ok=True)
            except OSError as error:
                raise EnvironmentProblem(f'cannot make the folder "{out}": {error.strerror}') from error
        for target in targets:
            check_free(target, force)
        return copies

    def of(self, file: Path) -> Path:
        """Where the copy of a file goes."""
        return self.out / file.name if self.is_folder else self.out

    def write(self, file: Path, seen: Sequence[Seen]) -> None:
        """The copy of a file; of one that was refused or is a record there is none, which is said."""
        if any(one.spec is None or one.is_record for one in seen):
            warn(
                f"{file}: no marked copy, since it cannot be read"
                if not seen[0].is_record
                else f"{file}: a record has no marked copy"
            )
            return
        try:
            data = marked_copy(file, [fault for one in seen for fault in one.diagnostics])
        except ReadError as error:
            warn(f"{file}: no marked copy: {error.message}")
            return
        put(self.of(file), data, self.force)
