"""The list of formats: each a package that gives the same few names, loaded when it is first used."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Protocol

from tsmforms.diagnostics import MisuseError
from tsmforms.intake import Package
from tsmforms.layout import LettersAnswers, Writer, WriterPlan
from tsmforms.model import Opened
from tsmforms.model.filling import Filling
from tsmforms.model.marking import ReturnMark


class Format(Protocol):
    """What the package of a format gives."""

    letters_answers: LettersAnswers
    """Where the answers of a returned letter are."""

    def compile_writer(self, plan: WriterPlan) -> Writer:
        """The writer of one form or letter.

        Raises:
            MisuseError: It cannot be made in this format.
        """

    def read(self, data: bytes | Package, deep: bool | None = False) -> Opened:
        """What a file says of itself, and what is where in it.

        Args:
            data: The file, or the parts of an Office file.
            deep: Whether what is printed or empty is wanted too; None: where nothing else may tell the answers.

        Raises:
            ReadError: It cannot be read.
        """

    def mark(self, data: bytes, marks: Sequence[ReturnMark]) -> bytes:
        """A returned file with what is said at its places, in place of what we said there before.

        Args:
            data: The file.
            marks: What is said where.

        Raises:
            ReadError: It is damaged.
        """

    def fill(self, data: bytes, fillings: Sequence[Filling]) -> bytes:
        """The original of somebody else with words and marks at these places; all the rest as it is.

        A place that cannot be written to is left as it is: what was written is known by reading it.

        Args:
            data: The file, which was examined.
            fillings: What is written where.

        Raises:
            ReadError: It is damaged.
        """


def _docx() -> Format:
    from tsmforms.formats import docx

    return docx


def _pdf() -> Format:
    from tsmforms.formats import pdf

    return pdf


def _xlsx() -> Format:
    from tsmforms.formats import xlsx

    return xlsx


_LOADED: Mapping[str, Callable[[], Format]] = {"docx": _docx, "pdf": _pdf, "xlsx": _xlsx}


def load_format(name: str) -> Format:
    """A format by its name.

    Raises:
        MisuseError: There is no such format.
    """
    if not isinstance(name, str) or name not in _LOADED:
        raise MisuseError(f'there is no format "{name}"; there are: {", ".join(_LOADED)}')
    return _LOADED[name]()
