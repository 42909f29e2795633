"""What a person is shown of a returned file: one sentence, then only what needs a look, under the form's headings."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

import attrs

from tsmforms.diagnostics import CATALOGUE, Diagnostic, Place, Severity, as_text, one_line, values_shown, wrapped
from tsmforms.documents.changes import Change
from tsmforms.documents.sections import section_of, sections
from tsmforms.keys import pattern
from tsmforms.model import FormSpec, Return
from tsmforms.model.answers import Method
from tsmforms.model.boxes import boxes_of
from tsmforms.rules import question

_NAMED = 8
"""How many questions or places of one cause are named; with all remarks asked for, every one is."""
_FOUND = 60
"""How much of what was found is shown beside its place."""

_AS_A_WHOLE = "The file as a whole"
_ABOVE = "Above the first heading"

_WAYS: Mapping[Method, str] = {
    "key": "",
    "attachment": "",
    "bookmark": "a copy that lost its boxes and kept their bookmarks",
    **dict.fromkeys(("label", "geometry", "mark"), "a copy without our boxes"),
}
"""How a file was read, by how most of its answers were found."""

_GRAVEST: tuple[Severity, ...] = ("error", "warning", "info")
_SEVERITY: Mapping[Severity, str] = {"error": "error", "warning": "warning", "info": "remark"}


@attrs.frozen
class Seen:
    """A record of a file as it is reported.

    Args:
        found: What was read; without a form where the file was refused.
        spec: Its form; None where the file was refused.
        diagnostics: What is said of it, that of the reading and, where they were judged, of the rules.
        changes: What is not as it was sent; None where nothing was compared.
        is_record: Whether it is a record's JSON, not a document.
    """

    found: Return
    spec: FormSpec | None
    diagnostics: tuple[Diagnostic, ...]
    changes: tuple[Change, ...] | None = None
    is_record: bool = False

    @property
    def has_problems(self) -> bool:
        """Whether there is something to look at."""
        return any(one.severity != "info" for one in self.diagnostics)


def file_report(file: str, seen: Sequence[Seen], verbose: bool = False) -> str:
    """The report of one file, at most 100 characters wide but for words longer than that. Shows answers.

    Args:
        file: Its name, as given.
        seen: Its records: the letters of a table are reported together.
        verbose: Whether remarks are listed too, and every place of a cause.
    """
    blocks = (
        [_refused(file, one) if one.spec is None else _block(file, [one], one.spec, verbose) for one in seen]
        if not _is_table(seen)
        else [_block(file, seen, seen[0].spec, verbose)]
    )
    return "\n".join("\n".join(block) for block in blocks)


def _is_table(seen: Sequence[Seen]) -> bool:
    return len(seen) > 1 and all(one.spec is not None and one.spec.is_letter for one in seen)


def _refused(file: str, one: Seen) -> list[str]:
    if len(one.diagnostics) == 1 and not one.diagnostics[0].code.startswith("S"):
        reason = one.diagnostics[0]
        return [
            *wrapped(f"{file}: refused[{reason.code}]: ", reason.message, "    "),
            *(wrapped("  help: ", reason.help, "        ") if reason.help else ()),
        ]
    return [f"{file}: refused: the spec of its form has faults", *(as_text(fault) for fault in one.diagnostics)]


def _block(file: str, seen: Sequence[Seen], spec: FormSpec | None, verbose: bool) -> list[str]:
    assert spec is not None
    lines = wrapped("", f"{file}: {_sentence(seen, spec)}", "    ")
    diagnostics = list(dict.fromkeys(one for item in seen for one in item.diagnostics))
    for heading, causes in _by_section(spec, diagnostics, verbose):
        lines += ["", heading, *(line for cause in causes for line in cause.lines(spec, verbose))]
    for item in seen:
        if item.changes is not None:
            lines += ["", *_changed(item.changes)]
    remarks = sum(one.severity == "info" for one in diagnostics)
    if remarks and not verbose:
        lines += ["", "1 remark: --verbose lists it" if remarks == 1 else f"{remarks} remarks: --verbose lists them"]
    return lines


# --- the sentence


def _sentence(seen: Sequence[Seen], spec: FormSpec) -> str:
    what = [spec.title, spec.edition]
    if len(seen) > 1:
        what.append(f"{len(seen)} records")
    elif seen[0].found.record_id:
        what.append(f"reference {seen[0].found.record_id}")
    if any(one.code == "D0413" for item in seen for one in item.diagnostics):
        what.append("recognised by its title and labels")
    if way := _way(seen):
        what.append(way)
    return f"{', '.join(what)}: {_count(seen, spec)}"


def _way(seen: Sequence[Seen]) -> str:
    """How most answers were found."""
    counts: dict[str, int] = {}
    for items in (items for item in seen for items in item.found.evidence.values()):
        way = _WAYS[items[0].method] if items else ""
        counts[way] = counts.get(way, 0) + 1
    return max(counts, key=counts.__getitem__, default="")


def _count(seen: Sequence[Seen], spec: FormSpec) -> str:
    """How many of the questions were answered; a list is one question."""
    questions = {_asked(box.pattern) for box in boxes_of(spec).all if box.is_printed}
    read = [{_asked(path) for path in item.found.values} & questions for item in seen]
    unread = [(_not_read(item.found) & questions) - there for item, there in zip(seen, read, strict=True)]
    total, done, lost = len(questions) * len(seen), sum(map(len, read)), sum(map(len, unread))
    if not done:
        has_faults = lost or any(one.severity != "info" for item in seen for one in item.found.diagnostics)
        return "no question read" if has_faults else "blank: no question answered"
    rest = ((lost, "not read"), (total - done - lost, "unanswered"))
    if all(item.is_record for item in seen):
        return f"{done} of {total} questions answered"
    return ", ".join([f"{done} of {total} questions read", *(f"{number} {what}" for number, what in rest if number)])


def _asked(path: str) -> str:
    """What counts as one question: the outermost list that a path is in, else its pattern."""
    return pattern(path).partition("[]")[0]


def _not_read(found: Return) -> frozenset[str]:
    return frozenset(_asked(one.field) for one in found.diagnostics if one.field and one.severity != "info")


# --- what needs a look


@attrs.frozen
class _Cause:
    """Diagnostics that one cause has: of one code, with one message but for the question."""

    diagnostics: tuple[Diagnostic, ...]

    @property
    def first(self) -> Diagnostic:
        return self.diagnostics[0]

    @property
    def is_missing(self) -> bool:
        return _is_missing(self.first)

    def lines(self, spec: FormSpec, verbose: bool) -> Iterator[str]:
        most = len(self.diagnostics) if verbose else _NAMED
        if len(self.diagnostics) == 1:
            yield from self._said(self.first.message)
            yield from _shown(self.first, "")
        elif self.is_missing:
            names = [question(spec, one.field or "") for one in self.diagnostics]
            yield from self._said(f"{len(names)} boxes of the form are not in the file ({_listed(names, most)})")
        else:
            yield from self._said(_together(spec, self.diagnostics))
            for one in self.diagnostics[:most]:
                yield from _shown(one, question(spec, one.field) if one.field else "")
            if (more := len(self.diagnostics) - most) > 0:
                yield f"    and {more} more: --verbose lists them"
        yield from self._advice()

    def _said(self, message: str) -> list[str]:
        return wrapped(f"  {_SEVERITY[self.first.severity]}[{self.first.code}] ", message, "      ")

    def _advice(self) -> Iterator[str]:
        if self.first.help:
            yield from wrapped("    help: ", self.first.help, "          ")
        if self.first.rule:
            source = f" ({self.first.source})" if self.first.source else ""
            yield from wrapped("    rule: ", f"{self.first.rule}{source}", "          ")


def _is_missing(one: Diagnostic) -> bool:
    return one.code == "D0103" and one.field is not None


def _listed(names: Sequence[str], most: int) -> str:
    more = len(names) - most
    return ", ".join(names[:most]) + (f" and {more} more" if more > 0 else "")


def _together(spec: FormSpec, same: Sequence[Diagnostic]) -> str:
    """One line for several: their message; what the code means, where the message names a question."""
    first = same[0]
    if _bare(spec, first) == first.message:
        return f"{len(same)} times: {first.message}"
    return f"{len(same)} questions: {CATALOGUE[first.code].meaning}"


def _bare(spec: FormSpec, one: Diagnostic) -> str:
    """The message without its question."""
    if one.field is None:
        return one.message
    leaf = spec.leaves.get(pattern(one.field))
    names = [one.question, question(spec, one.field), leaf.question if leaf else None]
    for name in sorted({name for name in names if name}, key=len, reverse=True):
        if f'"{name}"' in one.message:
            return one.message.replace(f'"{name}"', '""', 1)
    return one.message


def _by_section(spec: FormSpec, diagnostics: Iterable[Diagnostic], verbose: bool) -> Iterator[tuple[str, list[_Cause]]]:
    """Each heading with its causes, the gravest first; what concerns no one heading comes first."""
    causes: dict[tuple[object, ...], list[Diagnostic]] = {}
    for one in diagnostics:
        if one.severity != "info" or verbose:
            where = None if _is_missing(one) else _section(spec, one)
            message = "" if _is_missing(one) else _bare(spec, one)
            causes.setdefault((where, one.severity, one.code, message, one.help, one.rule), []).append(one)
    placed: dict[str, list[_Cause]] = {}
    for same in causes.values():
        headings = {_section(spec, one) for one in same}
        placed.setdefault(headings.pop() if len(headings) == 1 else _AS_A_WHOLE, []).append(_Cause(tuple(same)))
    order = [_AS_A_WHOLE, _ABOVE, *sections(spec)]
    for heading in sorted(placed, key=lambda name: order.index(name) if name in order else len(order)):
        yield heading, sorted(placed[heading], key=lambda cause: _GRAVEST.index(cause.first.severity))


def _section(spec: FormSpec, one: Diagnostic) -> str:
    """The heading a diagnostic concerns: that of its question, else that of its place."""
    if one.field is not None:
        return section_of(spec, one.field) or _ABOVE
    return one.place.heading if one.place and one.place.heading else _AS_A_WHOLE


def _shown(one: Diagnostic, name: str) -> Iterator[str]:
    """Where it is and what stands there; of an answer beside others, each of them."""
    where = ", ".join(part for part in (f'"{name}"' if name else "", _where(one.place)) if part)
    if one.related:
        yield from wrapped("    ", where, "      ") if where else ()
        yield from (f"  {_visible(line)}".rstrip() for line in values_shown(one))
        return
    words = _visible(one_line(one.found, _FOUND)) if one.found else ""
    if text := ": ".join(part for part in (where, words) if part):
        yield from wrapped("    ", text, "      ")


def _where(place: Place | None) -> str:
    """The place without the heading under which it is listed."""
    return attrs.evolve(place, heading=None).describe() if place else ""


def _visible(text: str) -> str:
    """Without characters that a terminal takes for commands."""
    return "".join(char if char.isprintable() else "\ufffd" for char in text)


# --- what was changed since it was sent


def _changed(changes: Sequence[Change]) -> list[str]:
    if not changes:
        return ["Nothing was changed since it was sent"]
    return ["Changed since it was sent", *(line for one in changes for line in _change_lines(one))]


def _change_lines(one: Change) -> list[str]:
    where = f" ({_where(one.place)})" if one.place and _where(one.place) else ""
    was, now = (_visible(one_line(words, _FOUND)) for words in one.words)
    what = {"answered": now, "emptied": f"was {was}", "changed": f"{was} -> {now}"}[one.kind]
    return wrapped(f"  {one.kind} ", f'"{one.question}"{where}: {what}', "      ")
