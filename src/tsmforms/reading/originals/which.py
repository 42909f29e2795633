"""Which form a document is that does not say so: by its title and by the labels that it prints.

A label that few forms print tells more than one of many. One form is taken only
where it is clearly ahead; forms that print alike (the minutes of a meeting and
of a panel) are both named, unless the title settles it. Editions of one form
are no rivals: the best fitting, then the newest.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache

import attrs

from tsmforms.model import FormSpec
from tsmforms.model.outline import Outline, Spot
from tsmforms.reading.originals.folding import bag, fold, without_bullet, without_hint
from tsmforms.reading.originals.wording import OTHER_NAMES, Ref, Wording, wording_of


@attrs.frozen
class Candidate:
    """A form that a document may be: how well it fits (0 to 1), and by what, in words for a person.

    `told` is what its labels in the document tell, `titled` how far the document has its title (0 to 1).
    """

    form: str
    edition: str
    title: str
    score: float
    why: str
    told: float = 0.0
    titled: float = 0.0


@attrs.frozen
class Candidates:
    """The forms that a document may be, the best first, each in its best edition.

    `chosen` is the one that is clearly ahead; None where two are as good, or
    none is good enough. `tied` are those that are as good.
    """

    chosen: Candidate | None
    tied: tuple[Candidate, ...]
    all: tuple[Candidate, ...]


@attrs.frozen(eq=False)
class _Index:
    """Which specs print a label, how much it tells, and all that a spec's labels would tell."""

    specs: tuple[FormSpec, ...]
    labels: Mapping[tuple[str, ...], frozenset[int]]
    weights: Mapping[tuple[str, ...], float]
    totals: tuple[float, ...]
    titles: tuple[frozenset[str], ...]
    starts: Mapping[str, frozenset[tuple[str, ...]]]


_FLOOR, _MARGIN = 0.3, 0.08
_LABELS, _TITLE = 0.7, 0.3
_LONG = 6
"""Words that a statement is known by at its beginning."""
_FEWEST_LABELS = 3


def candidates(outline: Outline, specs: Iterable[FormSpec]) -> Candidates:
    """The forms that a document may be.

    Args:
        outline: What stands in the document; of a PDF read deep.
        specs: Every form and edition that it may be.
    """
    index = _index(tuple(specs))
    found, titles = _words(outline, index)
    scored = [_scored(number, spec, index, found, titles) for number, spec in enumerate(index.specs)]
    numbers: dict[str, int] = {}
    for number, one in enumerate(scored):
        other = scored[numbers[one.form]] if one.form in numbers else None
        if other is None or (one.score, one.edition) > (other.score, other.edition):
            numbers[one.form] = number
    ranked = sorted((scored[number] for number in numbers.values()), key=lambda one: (-one.score, one.form))
    first = ranked[0]
    ahead = [
        one
        for one in ranked
        if first.score >= _FLOOR
        and _is_rival(one, first)
        and not _is_ruled_out(numbers[one.form], numbers[first.form], found, index)
    ]
    if len(ahead) == 1 and len(found) >= _FEWEST_LABELS:
        return Candidates(ahead[0], (), tuple(ranked))
    return Candidates(None, tuple(ahead) if len(ahead) > 1 else (), tuple(ranked))


_ALIKE, _TITLED = 0.93, 0.3


def _is_rival(one: Candidate, first: Candidate) -> bool:
    """Whether a form is as good as the first: nearly its score, or nearly all of its labels and no worse a title."""
    if one.score >= first.score - _MARGIN:
        return True
    return one.told >= _ALIKE * first.told and first.titled - one.titled < _TITLED


_BY_CHANCE = 0.01


def _is_ruled_out(rival: int, first: int, found: set[tuple[str, ...]], index: _Index) -> bool:
    """Whether a document would print some label that only the rival has, if it were the rival.

    It prints such a share of the labels of the first; that it prints none of the
    rival's own by chance is unlikely where these are many.
    """
    own = [key for key, printing in index.labels.items() if rival in printing and first not in printing]
    theirs = [key for key, printing in index.labels.items() if first in printing]
    if rival == first or found.intersection(own) or not theirs:
        return False
    left_out = 1 - len(found.intersection(theirs)) / len(theirs)
    return bool(left_out ** len(own) < _BY_CHANCE)


@lru_cache(maxsize=8)
def _index(specs: tuple[FormSpec, ...]) -> _Index:
    labels: dict[tuple[str, ...], set[int]] = {}
    starts: dict[str, set[tuple[str, ...]]] = {}
    for number, spec in enumerate(specs):
        for key, refs in wording_of(spec).refs.items():
            if key in OTHER_NAMES and not _is_printed(key, refs, wording_of(spec)):
                continue
            if any(ref.role in ("own", "step", "heading") and ref.by == "label" for ref in refs) and len(key) > 1:
                labels.setdefault(bag(key), set()).add(number)
                if len(words := key.split()) >= _LONG:
                    starts.setdefault(" ".join(words[:_LONG]), set()).add(bag(key))
    labels.pop((), None)
    forms = len({spec.form for spec in specs})
    weights = {
        key: math.log(1 + forms / len({specs[n].form for n in found})) * min(1.0, 0.4 + 0.2 * len(key))
        for key, found in labels.items()
    }
    totals = [0.0] * len(specs)
    for label, printing in labels.items():
        for number in printing:
            totals[number] += weights[label]
    return _Index(
        specs,
        {k: frozenset(v) for k, v in labels.items()},
        weights,
        tuple(totals),
        tuple(wording_of(spec).titles for spec in specs),
        {k: frozenset(v) for k, v in starts.items()},
    )


def _is_printed(key: str, refs: frozenset[Ref], wording: Wording) -> bool:
    """Whether a form prints a label in these words itself."""
    asked = (wording.questions[ref.path].field for ref in refs if ref.path in wording.questions)
    return any(fold(text) == key for field in asked for text in (field.label, field.column_label or "", *field.aliases))


# --- the words of a document


_FIRST = 25
"""Places at the beginning of a document where its title may be."""


def _words(outline: Outline, index: _Index) -> tuple[set[tuple[str, ...]], list[str]]:
    """The labels of any form that a document prints, and the words that may be its title."""
    found: set[tuple[str, ...]] = set()
    titles: list[str] = []
    for spot in outline.spots:
        text = spot.text if spot.part not in ("comment", "note", "annotation") else ""
        if not text.strip():
            continue
        if len(titles) < _FIRST or spot.part == "header" or spot.style.startswith(("Title", "Heading")):
            titles += [fold(line) for line in text.split("\n")[:3]]
        for folded in _pieces(text, spot):
            key = bag(folded)
            if key in index.labels:
                found.add(key)
            found |= index.starts.get(" ".join(folded.split()[:_LONG]), frozenset())
    return found, titles


def _pieces(text: str, _spot: Spot) -> Iterator[str]:
    """A cell's or paragraph's words as labels may stand in them: whole, each line, each up to its colon."""
    if len(text) < 2000:
        yield fold(text)
        yield fold(without_hint(text))
    for line in text.split("\n")[:40]:
        for part in (line, *line.split("\t")[:6]):
            head, colon, rest = without_bullet(part).partition(":")
            yield fold(head)
            if colon and ":" in rest:
                yield fold(rest.partition(":")[0].rpartition("  ")[2])


# --- the score


def _scored(
    number: int, spec: FormSpec, index: _Index, found: set[tuple[str, ...]], titles: Sequence[str]
) -> Candidate:
    own = sum(index.weights[key] for key in found if number in index.labels[key])
    count = sum(1 for key in found if number in index.labels[key])
    everything = sum(index.weights[key] for key in found)
    recall = own / index.totals[number] if index.totals[number] else 0.0
    precision = own / everything if everything else 0.0
    together = math.sqrt(recall * precision)
    title = max((_titled(words, index.titles[number]) for words in titles), default=0.0)
    score = _LABELS * together + _TITLE * title * min(1.0, 2 * together + 0.2)
    why = f"{count} of its labels" + (", and its title" if title > _HALF else "")
    return Candidate(spec.form, spec.edition, spec.title, round(score, 4), why, own, title)


_HALF = 0.5


def _titled(words: str, titles: Iterable[str]) -> float:
    """How far words are a title of a form: it, or a line that holds it or most of it."""
    best = 0.0
    own = set(bag(words))
    for title in titles:
        if words == title:
            return 1.0
        key = set(bag(title))
        if f" {title} " in f" {words} " and len(title.split()) > 1:
            best = max(best, 0.95)
        elif own and key and len(own & key) >= 2:
            best = max(best, 0.9 * len(own & key) / len(own | key))
    return best


__all__ = ["Candidate", "Candidates", "candidates"]
