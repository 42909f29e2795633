"""Blanks inside printed sentences: what stands between the words that the form prints around them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tsmforms.reading.originals.candidates import Edge
from tsmforms.reading.originals.folding import Token, tokens
from tsmforms.reading.originals.places.sites import LabelledCell, Site, Surroundings
from tsmforms.reading.originals.wording import Sentence, Wording

_MOST_WORDS = 14
"""Words that a blank inside a sentence may hold."""
_SURE = 0.95


def by_sentence(layout: Surroundings, wording: Wording) -> list[Edge]:
    """The blanks of sentences; a sentence of which two fit a paragraph is none."""
    out: list[Edge] = []
    taken: set[str] = set()
    for cell in layout.cells:
        if cell.whole is not None:
            continue
        words = tokens(cell.text)
        hits = [(s, gaps) for s in wording.sentences if (gaps := _gaps(s, words, cell.text)) is not None]
        if hits:
            most = max(sum(len(p.split()) for p in s.pieces) for s, _ in hits)
            best = [(s, gaps) for s, gaps in hits if sum(len(p.split()) for p in s.pieces) == most]
            if len(best) == 1 and not taken & set(best[0][0].patterns):
                taken |= set(best[0][0].patterns)
                out += _edges(best[0][0], best[0][1], cell, wording)
    return out


def _edges(sentence: Sentence, gaps: Sequence[tuple[int, int]], cell: LabelledCell, wording: Wording) -> Iterator[Edge]:
    for pattern, (start, end) in zip(sentence.patterns, gaps, strict=True):
        question = wording.questions.get(pattern)
        if question is not None and question.list is None:
            site = Site([(cell, start, end)], cell.spot.number, is_flow=True)
            yield Edge(site, question, "sentence", _SURE, _SURE, None)


def _gaps(sentence: Sentence, words: Sequence[Token], text: str) -> list[tuple[int, int]] | None:
    """The characters of each blank; None where the words are not those of the sentence."""
    pieces = [piece.split() for piece in sentence.pieces]
    if not pieces[0]:
        return None
    at = _find(words, pieces[0], 0, len(words))
    if at is None:
        return None
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
