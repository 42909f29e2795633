"""Blanks inside printed sentences: what stands between the words that the form prints around them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import attrs

from tsmforms.reading.originals.candidates import Edge
from tsmforms.reading.originals.folding import Token, tokens
from tsmforms.reading.originals.places.sites import LabelledCell, Site, Surroundings
from tsmforms.reading.originals.wording import Sentence, Wording

_MOST_WORDS = 14
"""Words that a blank inside a sentence may hold."""
_SURE = 0.95


@attrs.frozen
class _Written:
    """A sentence in a paragraph: the characters at which it begins, and those of each of its blanks."""

    sentence: Sentence
    start: int
    gaps: Sequence[tuple[int, int]]

    @property
    def length(self) -> int:
        """How many of its words are printed."""
        return sum(len(piece.split()) for piece in self.sentence.pieces)

    def overlaps(self, other: _Written) -> bool:
        """Whether another sentence lies in the same words."""
        return self.start < other.gaps[-1][1] and other.start < self.gaps[-1][1]


def by_sentence(layout: Surroundings, wording: Wording) -> list[Edge]:
    """The blanks of sentences, of which a paragraph may have several; of those that overlap the one with most words."""
    out: list[Edge] = []
    taken: set[str] = set()
    for cell in layout.cells:
        if cell.whole is not None:
            continue
        words = tokens(cell.text)
        found = [one for s in wording.sentences if (one := _written(s, words, cell.text)) is not None]
        for one in _alone([_ended(one, found) for one in found]):
            if not taken & set(one.sentence.patterns):
                taken |= set(one.sentence.patterns)
                out += _edges(one, cell, wording)
    return out


def _ended(one: _Written, found: Sequence[_Written]) -> _Written:
    """A sentence whose last blank has no words behind it, up to the beginning of the next."""
    start, end = one.gaps[-1]
    following = [other.start for other in found if other.start > start]
    if one.sentence.pieces[-1] or not following:
        return one
    return attrs.evolve(one, gaps=[*one.gaps[:-1], (start, min(end, *following))])


def _alone(found: Sequence[_Written]) -> list[_Written]:
    return [
        one
        for one in found
        if all(other.length < one.length for other in found if other is not one and one.overlaps(other))
    ]


def _edges(one: _Written, cell: LabelledCell, wording: Wording) -> Iterator[Edge]:
    for pattern, (start, end) in zip(one.sentence.patterns, one.gaps, strict=True):
        question = wording.questions.get(pattern)
        if question is not None and question.list is None:
            site = Site([(cell, start, end)], cell.spot.number, is_flow=True)
            yield Edge(site, question, "sentence", _SURE, _SURE, None)


def _written(sentence: Sentence, words: Sequence[Token], text: str) -> _Written | None:
    """Where a sentence is in a text; None where the words are not those of the sentence.

    Where its first words are there several times, as those of the sentence before may be the same, those nearest to
    the rest of it count.
    """
    pieces = [piece.split() for piece in sentence.pieces]
    if not pieces[0]:
        return None
    found = [
        _Written(sentence, words[at].start, gaps)
        for at in _starts(words, pieces[0])
        if (gaps := _gaps(pieces, words, text, at)) is not None
    ]
    return min(found, key=lambda one: one.gaps[-1][1] - one.start) if found else None


def _starts(words: Sequence[Token], piece: Sequence[str]) -> Iterator[int]:
    at = _find(words, piece, 0, len(words))
    while at is not None:
        yield at
        at = _find(words, piece, at + 1, len(words))


def _gaps(pieces: Sequence[Sequence[str]], words: Sequence[Token], text: str, at: int) -> list[tuple[int, int]] | None:
    """The characters of each blank of a sentence that begins with a word of a text."""
    at += len(pieces[0])
    out = []
    for piece in pieces[1:]:
        start = words[at - 1].end
        if not piece:
            out.append((start, len(text)))
            return out
        found = _find(words, piece, at, at + _MOST_WORDS + 1)
        if found is None:
            return None
        out.append((_past_stroke(text, start), words[found].start))
        at = found + len(piece)
    return out


def _find(words: Sequence[Token], piece: Sequence[str], start: int, stop: int) -> int | None:
    for at in range(start, min(stop, len(words) - len(piece) + 1)):
        if all(words[at + i].word == piece[i] for i in range(len(piece))):
            return at
    return None


def _past_stroke(text: str, start: int) -> int:
    """A blank behind "sessions/" begins behind the stroke."""
    while start < len(text) and text[start] in " /,:":
        start += 1
    return start
