"""What many files come to: one line a file, then what to do, the most urgent first. Shows no answers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import attrs

from tsmforms.diagnostics import CATALOGUE, Diagnostic, MisuseError, ReadError, SpecError, wrapped
from tsmforms.documents.report import Seen
from tsmforms.documents.returns import refused
from tsmforms.intake import guard
from tsmforms.model import Return

_NAMED = 5
_STATES = ("refused", "errors", "warnings", "good")
_URGENCY = {"refused": 0, "error": 1, "warning": 2}


@attrs.frozen
class FileOutcome:
    """A file of a long run, as it is summed up: what became of it, and what is to be done about it.

    Args:
        file: Its name, as given.
        state: `refused`, `errors`, `warnings` or `good`.
        counts: How many errors and warnings.
        causes: What is to be done, each with how urgent it is and its code.
    """

    file: str
    state: str
    counts: tuple[int, int]
    causes: tuple[tuple[str, str, str], ...]


def outcome(file: str, seen: Sequence[Seen]) -> FileOutcome:
    """What is kept of a file for the summary."""
    every = [one for item in seen for one in item.diagnostics]
    errors, warnings = (sum(one.severity == severity for one in every) for severity in ("error", "warning"))
    is_refused = any(item.spec is None for item in seen)
    state = "refused" if is_refused else "errors" if errors else "warnings" if warnings else "good"
    causes = dict.fromkeys(_cause(one, is_refused) for one in every if one.severity != "info")
    return FileOutcome(file, state, (errors, warnings), tuple(causes))


def _cause(one: Diagnostic, is_refused: bool) -> tuple[str, str, str]:
    known = CATALOGUE.get(one.code)
    return "refused" if is_refused else one.severity, one.code, known.do if known else one.help


def summary_text(files: Sequence[FileOutcome]) -> str:
    """One line a file, then what to do."""
    lines = ["Each file", *(f"  {_line(one)}" for one in files)]
    if steps := list(_steps(files)):
        lines += ["", "What to do, most urgent first", *steps]
    return "\n".join(lines)


def totals(files: Sequence[FileOutcome], verb: str = "read") -> str:
    """The last line of many files: how many were read, how many of them have problems, how many were refused."""
    read = [one for one in files if one.state != "refused"]
    problems = sum(one.state != "good" for one in read)
    return f"{len(files)} files: {len(read)} {verb}, {problems} of them with problems; {len(files) - len(read)} refused"


def _line(one: FileOutcome) -> str:
    named = zip(one.counts, ("error", "warning"), strict=True)
    said = ", ".join(f"{count} {word}{'s' if count > 1 else ''}" for count, word in named if count)
    return f"{one.file}: {'refused' if one.state == 'refused' else said or 'good'}"


def _steps(files: Iterable[FileOutcome]) -> Iterator[str]:
    """The causes, the gravest first, then those of most files."""
    causes: dict[tuple[str, str, str], list[str]] = {}
    for one in files:
        for cause in one.causes:
            causes.setdefault(cause, []).append(one.file)
    ordered = sorted(causes.items(), key=lambda item: (_URGENCY[item[0][0]], -len(item[1]), item[0][1]))
    for number, ((urgency, code, do), names) in enumerate(ordered, 1):
        more = f" and {len(names) - _NAMED} more" if len(names) > _NAMED else ""
        text = f"{urgency}[{code}] {do} ({', '.join(names[:_NAMED])}{more})"
        yield from wrapped(f"  {number}. ", text, "     ")


_NOTHING = Return(None, None, None, None, {}, {}, ())


def seen_or_refused(work: Iterable[Seen]) -> tuple[Seen, ...]:
    """What is found in a file; where it is refused, the reason is all that is found."""
    try:
        return tuple(guard(work))
    except ReadError as error:
        found = refused(error)
    except SpecError as error:
        found = attrs.evolve(_NOTHING, diagnostics=error.diagnostics)
    except MisuseError as error:  # the file names a form or an edition that cannot be had
        found = refused(ReadError("D0401", str(error)))
    return (Seen(found, None, found.diagnostics),)
