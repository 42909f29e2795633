"""Words by which an export says that a letter must not go: `form_specs/exports/stop_words.yaml`, and the search for them.

A hit is told by its meaning ("somebody whom the law keeps away"), never by the words of a cell.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable, Mapping
from functools import lru_cache

import attrs

from tsmforms.datafolders import form_specs
from tsmforms.diagnostics import SpecError
from tsmforms.located.text import read_text
from tsmforms.located.yamltree import Located, read_yaml

_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])|(?<=\d)(?=[^\W\d_])|(?<=[^\W\d_])(?=\d)")
_APOSTROPHES = re.compile("['\u2018\u2019\u02bc\u02b9\u00b4`\uff07]")
_NO_WORD = re.compile(r"[^\w]+|_+")
_SHORT = 2
_REMEMBERED = 4096
_STOPS, _LETS = "Do not contact", "Post wanted"
_BY_YES = {"responsibility": "Parental responsibility", "wanted": _LETS}
_WHOSE = frozenset({"contact", "contacts", "parent", "carer", "guardian", "primary"})


@attrs.frozen
class StopMeaning:
    """What a stop word says, and the mark of ours that a column of that meaning would usually be."""

    name: str
    says: str
    mark: str


@attrs.frozen
class StopWords:
    """The words, ready for the search."""

    meanings: tuple[StopMeaning, ...]
    in_headings: re.Pattern[str] = attrs.field(repr=False)
    in_cells: re.Pattern[str] = attrs.field(repr=False)
    in_places: re.Pattern[str] = attrs.field(repr=False)
    beside: Mapping[str, frozenset[str]] = attrs.field(repr=False)
    place_headings: frozenset[str] = attrs.field(repr=False)
    kinds_of_places: frozenset[str] = attrs.field(repr=False)
    harmless_flags: re.Pattern[str] = attrs.field(repr=False)
    relation_headings: frozenset[str] = attrs.field(repr=False)
    no_parents: frozenset[str] = attrs.field(repr=False)
    by_yes: re.Pattern[str] = attrs.field(repr=False)
    unless: re.Pattern[str] = attrs.field(repr=False)

    def heading(self, text: str) -> StopMeaning | None:
        """What a heading says of letters that must not go; None where it says nothing of it.

        >>> words = stop_words()
        >>> words.heading("CourtOrder").name, words.heading("Contact telephone"), words.heading("Courtney House")
        ('law', None, None)
        """
        said = words_of(text)
        tokens = frozenset(said.split())
        for found in self.in_headings.finditer(f" {said} "):
            company = self.beside.get(found[0].strip())
            if company is None or not (tokens - {found[0].strip()}) & company:
                return self._meaning(found)
        return None

    def usual_mark(self, heading: str, meaning: StopMeaning) -> str:
        """The mark of ours that a heading of this meaning usually is: one by which a yes stops a letter, or lets it go.

        >>> words = stop_words()
        >>> [words.usual_mark(one, words.heading(one)) for one in ("Has PR", "No PR", "Contact allowed")]
        ['Parental responsibility', 'Do not contact', 'Post wanted']
        """
        said = f" {words_of(heading)} "
        if self.unless.search(said):
            return _STOPS if meaning.mark == _LETS else meaning.mark
        found = self.by_yes.search(said)
        return _BY_YES[found.lastgroup] if found and found.lastgroup else meaning.mark

    def cell(self, text: str, is_place: bool = False) -> StopMeaning | None:
        """What a cell says of letters that must not go; in a column of names or addresses, place names do not count."""
        if len(text) <= _SHORT or text.isdecimal():
            return None
        found = (self.in_places if is_place else self.in_cells).search(f" {words_of(text)} ")
        return self._meaning(found) if found else None

    def is_place(self, heading: str) -> bool:
        """Whether a column holds names or addresses, by its heading."""
        words = words_of(heading).split()
        return not self.place_headings.isdisjoint(words) and self.kinds_of_places.isdisjoint(words)

    def relation_of(self, heading: str) -> int | None:
        """Whose relation to the child a column says: 2 for "Contact 2 Relationship", 0 without a number; else None.

        >>> stop_words().relation_of("Contact 2 Relationship"), stop_words().relation_of("Form tutor")
        (2, None)
        """
        words = words_of(heading).split()
        numbers = [int(word) for word in words if word.isdecimal()]
        said = " ".join(word for word in words if word not in _WHOSE and not word.isdecimal())
        return (numbers or [0])[0] if said in self.relation_headings else None

    def relation(self, text: str) -> StopMeaning | None:
        """What a cell of such a column says: somebody who is not usually sent a letter about the child, or None."""
        if words_of(text) not in self.no_parents:
            return None
        return next(one for one in self.meanings if one.name == "relation")

    def is_harmless_flag(self, heading: str) -> bool:
        """Whether a column of yes and no is one that says nothing of letters."""
        return self.harmless_flags.search(f" {words_of(heading)} ") is not None

    def _meaning(self, found: re.Match[str]) -> StopMeaning:
        assert found.lastgroup is not None
        return next(one for one in self.meanings if one.name == found.lastgroup)


@lru_cache(maxsize=_REMEMBERED)
def words_of(text: str) -> str:
    """The words of a heading or cell in small letters with single spaces: "DoNotContact_Y" is "do not contact y"."""
    plain = text
    if not text.isascii():
        plain = "".join(c for c in unicodedata.normalize("NFKC", text) if unicodedata.category(c) != "Cf")
    plain = _CAMEL.sub(" ", _APOSTROPHES.sub("", plain)).casefold()
    return " ".join(_NO_WORD.sub(" ", plain).split())


@lru_cache(maxsize=1)
def stop_words() -> StopWords:
    """The words of `form_specs/exports/stop_words.yaml`.

    Raises:
        SpecError: The file has faults.
    """
    path = form_specs() / "exports" / "stop_words.yaml"
    tree, faults = read_yaml(read_text(path), str(path))
    if tree is None or faults.found:
        raise SpecError(faults.found)
    top = tree.mapping()
    relations, by_yes = top["relations"].mapping(), top["by_yes"].mapping()
    meanings = {name: one.mapping() for name, one in top["meanings"].mapping().items()}
    places = top["places"].mapping()
    place_words = frozenset(_texts(places["words"]))
    both = {name: (*_texts(one["both"]), *_texts(one.get("cells"))) for name, one in meanings.items()}
    return StopWords(
        tuple(StopMeaning(name, one["says"].text(), one["mark"].text()) for name, one in meanings.items()),
        _pattern({name: (*_texts(one["both"]), *_texts(one.get("headings"))) for name, one in meanings.items()}),
        _pattern(both),
        _pattern({name: [word for word in words if word not in place_words] for name, words in both.items()}),
        {word: frozenset(_texts(one)) for word, one in top["beside"].mapping().items()},
        frozenset(_texts(places["headings"])),
        frozenset(_texts(places["kinds"])),
        _pattern({"harmless": _texts(top["harmless_flags"])}),
        frozenset(_texts(relations["headings"])),
        frozenset(_texts(relations["people"])),
        _pattern({name: _texts(by_yes[name]) for name in _BY_YES}),
        _pattern({"unless": _texts(by_yes["unless"])}),
    )


def _texts(node: Located | None) -> tuple[str, ...]:
    return tuple(item.text() for item in node.items()) if node else ()


def _pattern(words: Mapping[str, Collection[str]]) -> re.Pattern[str]:
    """One expression over words with single spaces between them and a space at either end."""
    groups = (f"(?P<{name}>{'|'.join(_phrases(many))})" for name, many in words.items() if many)
    return re.compile(f"(?<= )(?:{'|'.join(groups)})(?= )")


def _phrases(words: Iterable[str]) -> list[str]:
    """Longer phrases first, so that a word alone never hides what a phrase would have said."""
    ordered = sorted(dict.fromkeys(words), key=lambda word: (-len(word.split()), word))
    return [_phrase(phrase) for phrase in ordered]


def _phrase(phrase: str) -> str:
    if phrase.startswith("="):
        return rf"(?<=\A ){_phrase(phrase[1:])}(?= \Z)"
    return " ?".join(_word(part) for part in phrase.split())


def _word(part: str) -> str:
    return re.escape(part[:-1]) + r"\w*" if part.endswith("*") else re.escape(part)
