"""One judge of what was read from a returned file: right, reported, silently wrong, lost or invented.

Answers are flat: a path (`actions.0.owner`) and its JSON value. White space is folded, case kept, types are strict.
An answer is *right*; *reported* where it is wrong, missing or extra and a warning or error names it; *wrong* where it
differs and nothing names it; *lost* where it is missing and nothing names it; *invented* where there is no truth for
it and nothing names it.

A warning or error names an answer by its field, by an enclosing field, row or list (`a.b` names `a.b.c`; `actions` and
`actions[].owner` name `actions.0.owner`), by the place where the answer stands, in the lines of a summary, and, where
the caller says what each answer looked like in the file, by showing these very words as what was found.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import Any

import attrs

from tsmforms.diagnostics import Diagnostic
from tsmforms.keys import pattern
from tsmforms.model import FormSpec, Return
from tsmforms.rules import question

COUNTS = ("right", "reported", "wrong", "lost", "invented")
LONG_ENOUGH = 8
"""Characters of an answer that is known where it is shown within more words."""
NO_WORDS: Mapping[str, str] = MappingProxyType({})


def flat(node: Any, path: str = "") -> dict[str, Any]:
    """Leaves by path; a list of plain values is one leaf."""
    if isinstance(node, Mapping):
        return {k: v for key, child in node.items() for k, v in flat(child, f"{path}.{key}" if path else key).items()}
    if isinstance(node, list) and any(isinstance(one, Mapping) for one in node):
        return {k: v for i, child in enumerate(node) for k, v in flat(child, f"{path}.{i}").items()}
    return {path: node}


def folded(value: Any) -> Any:
    """White space folded; a number or truth value with its type, so that `true` is not `1`."""
    if isinstance(value, str):
        return " ".join(value.split())
    if isinstance(value, list):
        return [folded(one) for one in value]
    return ("bool", value) if isinstance(value, bool) else ("number", float(value)) if value is not None else None


def loud(diagnostics: Iterable[Diagnostic]) -> list[Diagnostic]:
    """Warnings and errors."""
    return [one for one in diagnostics if one.severity != "info"]


class Named:
    """What the warnings and errors of a return name: fields, places, the lines of summaries, words that stood there.

    Words that are shown once name one answer: two boxes that lost a "Yes" are not named by one "Yes" found.
    """

    def __init__(self, returned: Return, spec: FormSpec, words: Mapping[str, str] = NO_WORDS) -> None:
        said = loud(returned.diagnostics)
        self.returned, self.spec, self.words = returned, spec, words
        self.fields = {one.field for one in said if one.field}
        self.places = {one.place for one in said if one.place and one.place.describe()}
        self.related = {folded(label) for one in said for label, _ in one.related}
        self.questions = {folded(one.question) for one in said if one.question and not one.field}
        self.found = [text for one in said for text in _found(one)]
        self.used: Counter[str] = Counter()

    def __call__(self, path: str) -> bool:
        return self._by_field(path) or self._by_place(path) or self._by_question(path) or self._by_words(path)

    def _by_field(self, path: str) -> bool:
        return any(start in self.fields for name in (path, pattern(path)) for start in _starts(name))

    def _by_place(self, path: str) -> bool:
        known = [one.place for one in self.returned.evidence.get(path, ())]
        known.append(self.returned.places.get(path))
        return any(place in self.places for place in known if place is not None)

    def _by_question(self, path: str) -> bool:
        leaf = self.spec.leaves.get(pattern(path))
        names = {path, folded(question(self.spec, path)), *((folded(leaf.question),) if leaf else ())}
        return bool(names & self.related or names & self.questions)

    def _by_words(self, path: str) -> bool:
        words = folded(self.words.get(path, ""))
        if not words or self.used[words] >= sum(_times(words, text) for text in self.found):
            return False
        self.used[words] += 1
        return True


def _times(words: str, text: str) -> int:
    """How often words are shown in what was found: short ones only where they are the whole of it, or a line."""
    if len(words) >= LONG_ENOUGH:
        return len(re.findall(rf"(?<!\w){re.escape(words)}(?!\w)", folded(text)))
    return 1 if folded(text) == words else sum(folded(line) == words for line in text.splitlines())


def _found(one: Diagnostic) -> Iterator[str]:
    if one.found:
        yield one.found
    yield from (text for _, text in one.related if text)


def _starts(path: str) -> Iterator[str]:
    """A path and what encloses it: `actions[].owner`, `actions[]`, `actions`."""
    steps = path.split(".")
    for end in range(len(steps), 0, -1):
        start = ".".join(steps[:end])
        yield start
        if start.endswith("[]"):
            yield start.removesuffix("[]")


@attrs.frozen
class Fault:
    """One answer that is not right: which sort, its path, what was expected and what was read."""

    sort: str
    path: str
    expected: Any
    got: Any


@attrs.frozen
class Judged:
    """One return: how many answers of each sort, and each that is not right."""

    counts: Counter[str]
    faults: tuple[Fault, ...]


def judged(
    truth: Mapping[str, Any],
    returned: Return,
    spec: FormSpec,
    *,
    unclear: Iterable[str] = (),
    words: Mapping[str, str] = NO_WORDS,
) -> Judged:
    """A return held against the truth; paths under `unclear` may be answered or not."""
    answers, named = flat(dict(returned.answers)), Named(returned, spec, words)
    counts: Counter[str] = Counter()
    faults: list[Fault] = []

    def fault(path: str, unnamed: str) -> None:
        sort = "reported" if named(path) else unnamed
        counts[sort] += 1
        faults.append(Fault(sort, path, truth.get(path), answers.get(path)))

    for path, value in truth.items():
        if path not in answers:
            fault(path, "lost")
        elif folded(answers[path]) == folded(value):
            counts["right"] += 1
        else:
            fault(path, "wrong")
    for path in sorted(answers.keys() - truth.keys() - set(unclear)):
        fault(path, "invented")
    return Judged(counts, tuple(faults))
