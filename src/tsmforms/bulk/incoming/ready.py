"""A columns file to begin with: what an export's columns probably are, for a person to look at line by line."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

import attrs

from tsmforms.bulk.columns import Known, Meaning, meanings_of
from tsmforms.bulk.incoming.columnfile import ColumnMap
from tsmforms.bulk.incoming.constants import profile_values
from tsmforms.bulk.incoming.suggestions import Guess, guesses, ours_for, parent_number
from tsmforms.exports.headings import fold
from tsmforms.exports.stopwords import StopMeaning, stop_words, words_of
from tsmforms.layout.columns import numbered_parent, table_columns
from tsmforms.model import Profile

_PLAIN = re.compile(r"[A-Za-z][\w ./()+-]*[\w)]\Z")
_STEPS = ("set", "ignore", "checked", "contacts", "encoding", "salutation")
_OF_THE_PROFILE = {
    "school.name": ("letterhead.name", "school.name"),
    "school.phone": ("letterhead.phone",),
    "school.email": ("letterhead.email",),
}
_OF_ADDRESSES = ("address.line", "address.lines", "address.postcode")
_CLASSES = frozenset({"reg", "form", "class", "tutor"})
_BETWEEN = re.compile(r"\s*(?:/|\bout of\b|\bof\b)\s*")
_PAIR = 2
_UPNS = frozenset({"upn", "pupilupn", "studentupn", "uniquepupilnumber"})
_CHOSEN = frozenset({"preferred", "chosen", "known", "usual"})
"""A "Preferred name" next to a "Legal surname" is a forename."""
_NAMES = {"pupil.name": "Pupil", "signatory.name": "Signed by"}


def ready_file(known: Known, header: Sequence[str], own: ColumnMap, profile: Profile, repeats: bool) -> str:
    """The text of a columns file for these headings.

    Args:
        known: What the letter understands.
        header: The headings of the export.
        own: The columns file that there is; what it says is kept.
        profile: Where constants may come from.
        repeats: Whether pupils have several rows.
    """
    return "\n".join(_ColumnsDraft(known, header, own, profile, repeats).lines()) + "\n"


class _ColumnsDraft:
    """What is gathered for the file."""

    def __init__(self, known: Known, header: Sequence[str], own: ColumnMap, profile: Profile, repeats: bool) -> None:
        self._known, self._own, self._profile, self._repeats = known, own, profile, repeats
        self._header = header
        there = meanings_of(known, header, own)
        named = {fold(theirs) for theirs in own.theirs}
        free = [
            heading for at, heading in enumerate(header) if heading and at not in there and fold(heading) not in named
        ]
        self._taken = {meaning.heading for meaning in there.values()} | set(own.constants) | set(own.firsts)
        self._taken |= {*own.years, *(ours for both in own.pairs.values() for ours in both)}
        found = guesses(free)
        self._numbered = any(m.parent for m in there.values()) or any((g.parent or 0) > 1 for g in found)
        self._mapped: dict[str, str] = {}
        self._names: dict[str, str] = {step.whose: step.theirs for step in own.names}
        self._addresses: dict[str, list[str]] = {whose: list(theirs) for whose, theirs in own.addresses.items()}
        self._meanings: Mapping[int, Meaning] = there
        self._years: dict[str, str] = dict(own.years)
        self._pairs: dict[str, Sequence[str]] = dict(own.pairs)
        self._sort(found)
        self._find_pairs(free)
        used = {
            *self._years.values(),
            *self._pairs,
            *self._mapped,
            *self._names.values(),
            *(one for many in self._addresses.values() for one in many),
        }
        self._free = [heading for heading in free if heading not in used]

    def _sort(self, found: Sequence[Guess]) -> None:
        by_whose: dict[str, list[Guess]] = defaultdict(list)
        has_surname = any(guess.name == "pupil.surname" for guess in found) or "Pupil surname" in self._taken
        for guess in map(_chosen_forename, found) if has_surname else found:
            ours = ours_for(guess, self._known, self._numbered)
            if guess.name in ("recipient.name", *_NAMES):
                self._names.setdefault(_NAMES.get(guess.name) or self._whose(guess), guess.heading)
            elif guess.name in _OF_ADDRESSES:
                by_whose[self._whose(guess)].append(guess)
            elif ours and ours not in self._taken:
                self._taken.add(ours)
                if guess.name == "pupil.year_group" and not _CLASSES.isdisjoint(words_of(guess.heading).split()):
                    self._years[ours] = guess.heading
                else:
                    self._mapped[guess.heading] = ours
        for whose, parts in by_whose.items():
            self._address(whose, parts)
        self._whole_address()

    def _find_pairs(self, free: Sequence[str]) -> None:
        """Columns with two figures of sessions in each cell: "Attended/Possible"."""
        for heading in free:
            halves = guesses(_BETWEEN.split(heading))
            ours = [
                ours_for(half, self._known, self._numbered) for half in halves if half.name.startswith("attendance.")
            ]
            both = [one for one in ours if one and one not in self._taken]
            if len(halves) == len(both) == len({*both}) == _PAIR:
                self._pairs[heading] = both
                self._taken |= {*both}

    def _whose(self, guess: Guess) -> str:
        return f"Parent {guess.parent or 1}" if self._numbered else "Parent"

    def _address(self, whose: str, parts: Sequence[Guess]) -> None:
        """Lines and postcode of one address: one column of each is mapped, more are taken together."""
        if any(part.name == "address.lines" and parent_number(part.heading) for part in parts):
            # "House" next to "Mother home address" is the pupil's house at school.
            parts = [part for part in parts if part.name != "address.line" or parent_number(part.heading)]
        lines = [part.heading for part in parts if part.name != "address.postcode"]
        codes = [part for part in parts if part.name == "address.postcode"]
        if whose in self._addresses or not lines:
            return
        number = (parts[0].parent or 1) if self._numbered else None
        ours = sorted({(m.part, m.heading) for m in self._known.meanings.values() if m.part and m.parent == number})
        taken = [part for part, heading in ours if heading in self._taken]
        if taken:  # some lines have our headings already: the others are the next ones
            self._mapped |= dict(zip(lines, (h for part, h in ours if part > max(taken)), strict=False))
        else:
            ours_there = [self._header[at] for at, m in self._meanings.items() if m.path == "address.postcode"]
            here = [part.heading for part in codes] or [
                one for one in ours_there if number in (None, parent_number(one))
            ]
            self._addresses[whose] = [*lines, *here[:1]]

    def _whole_address(self) -> None:
        """A column "Address" of ours without one for its postcode: the postcode is probably in it."""
        there = [(at, meaning) for at, meaning in self._meanings.items() if meaning.path.startswith("address.")]
        if len(there) == 1 and there[0][1].part == 0 and not self._addresses and not self._has("address.postcode"):
            (at, meaning), *_ = there
            whose = f"Parent {meaning.parent}" if meaning.parent else "Parent"
            self._addresses[whose] = [self._header[at]]

    def lines(self) -> Iterator[str]:
        """The lines of the file."""
        yield "# Look at every line: your heading, then ours. Take out what is wrong."
        for theirs, ours in {**self._own.headings, **self._mapped}.items():
            yield f"{_key(theirs)}: {_value(ours)}"
        if not any(meaning.kind in ("key", "reference") for meaning in self._meanings.values()) and (
            "Pupil id" not in {*self._mapped.values(), *self._own.headings.values()}
        ):
            yield self._key_line()
        yield from self._steps()
        yield from self._constants()
        yield from self._stops()

    def _key_line(self) -> str:
        """The line for the pupil's id where no column is known to be one; a UPN serves, and better is another."""
        upn = next((heading for heading in self._free if fold(heading) in _UPNS), None)
        if upn is None:
            return "#Your column:  Pupil id  # every row needs one, such as the admission number; take the # away"
        self._free.remove(upn)
        return f"{_key(upn)}: Pupil id  # an admission number is better; file names contain a hash of a UPN"

    def _steps(self) -> Iterator[str]:
        own = self._own
        yield from _listed("split_name", {whose: _value(theirs) for whose, theirs in self._names.items()})
        yield from _listed("split_address", {whose: _list(columns) for whose, columns in self._addresses.items()})
        yield from _listed("first_of", {ours: _list(columns) for ours, columns in own.firsts.items()})
        yield from _listed("year_of", {ours: _value(theirs) for ours, theirs in self._years.items()})
        yield from _listed("split_pair", {theirs: _list(ours) for theirs, ours in self._pairs.items()})
        if own.salutation or not self._has("salutation"):
            yield f"salutation: {own.salutation or 'title surname'}"
        if own.contacts_in_rows or self._repeats:
            yield "contacts: rows  # a pupil has a row for each contact"
            yield "identical_rows: once  # rows that differ in nothing that the letter uses are one"
        for key, said in (
            ("header_rows", str(own.reading.header_rows) if own.reading.header_rows > 1 else ""),
            ("encoding", own.reading.encoding),
            ("skip_rows", _list(own.skipped) if own.skipped else ""),
            ("checked", _list(sorted(own.checked)) if own.checked else ""),
        ):
            if said:
                yield f"{key}: {said}"

    def _has(self, path: str) -> bool:
        ours = {*self._mapped.values(), *self._own.headings.values()}
        named = {meaning.heading for meaning in self._known.meanings.values() if meaning.path == path}
        return bool(named & ours) or any(meaning.path == path for meaning in self._meanings.values())

    def _constants(self) -> Iterator[str]:
        """What the letter needs and no column is: of the profile where it has it, else for a person to fill in."""
        lacking = [
            column
            for column in table_columns(self._known.spec)
            if column.leaf.required
            and column.path.partition(".")[0] not in ("recipient", "address", "salutation")
            and not self._has(column.path)
            and column.heading
            not in {*self._own.constants, *self._years, *(one for both in self._pairs.values() for one in both)}
            and not any(column.heading.startswith(f"{whose} ") for whose in self._names)
        ]
        if not lacking and not self._own.constants:
            return
        values = dict(profile_values(self._profile))
        known = {c.path: next((n for n in _OF_THE_PROFILE.get(c.path, ()) if n in values), "") for c in lacking}
        is_open = bool(self._own.constants) or any(known.values())
        yield "set:" if is_open else "#set:  # take the # away here too"
        for ours, value in self._own.constants.items():
            yield f"  {_key(ours)}: {_value(value)}"
        for column in lacking:
            name = known[column.path]
            yield (
                f'  {_key(column.heading)}: "{{{name}}}"'
                if name
                else f"#  {_key(column.heading)}:  # what it is in every row; take the # away"
            )

    def _stops(self) -> Iterator[str]:
        words = stop_words()
        asked = [(heading, meaning) for heading in self._free if (meaning := words.heading(heading))]
        if asked:
            yield "# These columns may say that a letter must not go. Look at each, and take the # from one of its two lines."
        for heading, meaning in asked:
            yield f"#{_key(heading)}: {self._mark(heading, meaning)}  # {meaning.says}"
            yield f"#{_key(heading)}: (ignore)"
        rest = [heading for heading in self._free if words.heading(heading) is None]
        if rest:
            yield f"# Not used by this letter, searched for words that speak against one: {', '.join(rest)}"

    def _mark(self, heading: str, meaning: StopMeaning) -> str:
        """The mark that a column would usually be, of the parent it speaks of."""
        mark = stop_words().usual_mark(heading, meaning)
        number = parent_number(heading) if self._numbered else None
        return numbered_parent(mark, number) if number else mark


def _chosen_forename(guess: Guess) -> Guess:
    is_chosen = guess.name == "pupil.name" and not _CHOSEN.isdisjoint(words_of(guess.heading).split())
    return attrs.evolve(guess, name="pupil.forename") if is_chosen else guess


def _listed(step: str, lines: Mapping[str, str]) -> Iterator[str]:
    if lines:
        yield f"{step}:"
        yield from (f"  {_key(ours)}: {theirs}" for ours, theirs in lines.items())


def _list(texts: Sequence[str]) -> str:
    return f"[{', '.join(map(_value, texts))}]"


def _key(text: str) -> str:
    return text if _PLAIN.match(text) and text not in _STEPS else json.dumps(text, ensure_ascii=False)


def _value(text: str) -> str:
    return text if text == "(ignore)" or _PLAIN.match(text) else json.dumps(text, ensure_ascii=False)
