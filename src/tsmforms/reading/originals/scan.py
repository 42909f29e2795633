"""Labels found in words: the whole of a cell, its beginning, or several in one line."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from functools import cached_property
from types import MappingProxyType
from typing import Literal, TypeAlias

import attrs

from tsmforms.kinds import PHONE
from tsmforms.reading.originals.folding import Token, bag, bullet_of, fold, tokens, without_hint
from tsmforms.reading.originals.wording import Ref, Wording, choice_words

_Edge: TypeAlias = Literal["line", "gap", "colon", "weak"]


@attrs.frozen(eq=False, slots=False)
class Label:
    """A wording of the form in a text: its characters, where the words behind it begin, and what it may mean.

    `number` is the one behind it ("Parent/carer 2"), which tells which of a list is meant.
    """

    start: int
    end: int
    behind: int
    refs: frozenset[Ref]
    quality: float
    number: int | None = None

    @cached_property
    def owns(self) -> frozenset[Ref]:
        """The questions it may be the label of."""
        return frozenset(ref for ref in self.refs if ref.role == "own")

    @property
    def heads_column(self) -> bool:
        """Whether it may head a column: as a question's label, or as a choice."""
        return any(ref.role in ("own", "choice") for ref in self.refs)

    @cached_property
    def is_step(self) -> bool:
        """Whether it may name a row, group or list."""
        return any(ref.role == "step" for ref in self.refs)


_EXACT, _WITHOUT_HINT, _SAME_WORDS, _MISSPELT, _NEAR = 1.0, 0.98, 0.93, 0.88, 0.75
_WEAKLY_ENDED, _IN_LINE = 0.8, 0.9
_NUMBERED = re.compile(r"(.*?[^\d\s])\s*(?:no\.?\s*|number\s*)?\(?(\d{1,2})\)?\s*[:.]?\s*\Z", re.IGNORECASE | re.DOTALL)
_LONGEST_LABEL = 400
_FEWEST_FUZZY = 9
_FEW = 2
_TELLING = 3
"""Words of a label that is known although it lacks some, or has more."""
_LONG_LABEL = 5
"""Words of a label that nobody writes by chance."""


class Finder:
    """Looks for the words of one form; what was found for a text is kept."""

    def __init__(self, wording: Wording, years: Mapping[str, frozenset[Ref]] = MappingProxyType({})) -> None:
        self.wording, self.years = wording, years
        self.starts: dict[str, list[tuple[tuple[str, ...], frozenset[Ref]]]] = {}
        for key, refs in wording.refs.items():
            told = _told(refs)
            if told:
                words = tuple(key.split())
                self.starts.setdefault(words[0], []).append((words, told))
        for entries in self.starts.values():
            entries.sort(key=lambda entry: -len(entry[0]))
        self.keys = [key for key, refs in wording.refs.items() if _told(refs)]
        self.named = _named(self.wording, self.keys)
        self.glued = _glued(self.wording.refs, self.keys)
        self.known: dict[str, tuple[frozenset[Ref], float, int | None] | None] = {}

    # --- a whole text

    def whole(self, text: str) -> Label | None:
        """The label that a text is, with nothing behind it."""
        if not text or len(text) > _LONGEST_LABEL:
            return None
        if text not in self.known:
            self.known[text] = self._looked_up(text)
        found = self.known[text]
        return found and Label(0, len(text), len(text), *found)

    def _looked_up(self, text: str) -> tuple[frozenset[Ref], float, int | None] | None:
        found = self._known_as(text)
        bullet = bullet_of(text) or _question_number(text)
        return found or (self._known_as(text[len(bullet) :]) if bullet else None)

    def _known_as(self, text: str) -> tuple[frozenset[Ref], float, int | None] | None:
        folded = fold(text)
        if not folded:
            return None
        if (row := self.years.get(folded)) is not None:
            return row, _EXACT, None
        if told := _told(self.wording.refs.get(folded, frozenset())):
            return told, _EXACT, None
        if (sorted_out := self._with_sort(text)) is not None:
            return (sorted_out, _WITHOUT_HINT, None) if sorted_out else None
        if told := _told(self.wording.refs.get(fold(without_hint(text)), frozenset())):
            return told, _WITHOUT_HINT, None
        if told := _told(self.wording.bags.get(bag(folded), frozenset())):
            return told, _SAME_WORDS, None
        if (unspaced := self.glued.get(folded.replace(" ", ""))) is not None:
            return unspaced, _MISSPELT, None
        return self._extended(text) or self._numbered(text) or self._with_own_name(folded) or self._misspelt(folded)

    def _extended(self, text: str) -> tuple[frozenset[Ref], float, int | None] | None:
        """A label with room for remarks behind it, or with its group in front of it."""
        if (remarked := self._with_remarks(text)) is not None:
            return remarked, _SAME_WORDS, None
        grouped = self._of_group(text)
        return (grouped, _WITHOUT_HINT, None) if grouped else None

    def _with_sort(self, text: str) -> frozenset[Ref] | None:
        """A question by another of its names with the bracket that tells it from its neighbours: "Norfolk (P)".

        Empty where the form has such brackets, but none for this name; None where the bracket tells nothing.
        """
        match = _SORTED.match(text)
        sort = fold(match[2]) if match else ""
        if match is None or not any(key.endswith(f" {sort}") for key in self.keys):
            return None
        questions = self.wording.questions
        labels = {questions[ref.path].field.label for ref in self._plainly(match[1]) if ref.path in questions}
        return frozenset(ref for label in labels for ref in self.wording.refs.get(f"{fold(label)} {sort}", ()))

    def _plainly(self, text: str) -> frozenset[Ref]:
        """What a wording means in the form's own words, in any order."""
        folded = fold(text)
        return _told(self.wording.refs.get(folded, self.wording.bags.get(bag(folded), frozenset())))

    def _with_remarks(self, text: str) -> frozenset[Ref] | None:
        """A label that leaves room for remarks too: "Evidence / comments"."""
        parts = [part for part in _OR.split(text) if fold(part)]
        named = [part for part in parts if fold(part) not in _REMARKS]
        if len(parts) < _FEW or len(named) != 1:
            return None
        owns = frozenset(ref for ref in self._plainly(named[0]) if ref.role == "own")
        return owns or None

    def _of_group(self, text: str) -> frozenset[Ref] | None:
        """A question with its group, row or heading in front of it: "Register Times: AM Open", "Health - Next Steps"."""
        for match in _LEADING.finditer(text):
            paths = {ref.path for ref in self._plainly(text[: match.start()]) if ref.role == "step"}
            asked = self._plainly(text[match.end() :]) if paths else frozenset()
            owns = frozenset(ref for ref in asked if ref.role == "own" and self._lies_in(ref, paths))
            if owns:
                return owns | {Ref("step", path) for path in paths}
        return None

    def _lies_in(self, ref: Ref, paths: Collection[str]) -> bool:
        question = self.wording.questions.get(ref.path)
        return question is not None and any(step.path in paths for step in question.steps)

    def _with_own_name(self, folded: str) -> tuple[frozenset[Ref], float, int | None] | None:
        """A label with a council's, school's or officer's own name where the form has words that a profile may set."""
        meant = {refs for pattern, refs in self.named if pattern.fullmatch(folded)}
        is_begun = any(key.startswith(f"{folded} ") for key in self.keys)
        return (meant.pop(), _MISSPELT, None) if len(meant) == 1 and not is_begun else None

    def _numbered(self, text: str) -> tuple[frozenset[Ref], float, int | None] | None:
        """The label of a list, or of its first question, with a number: "Pupil 2", "Action 3"."""
        match = _NUMBERED.match(text)
        if match is None:
            return None
        refs = self.wording.bags.get(bag(fold(match[1])), frozenset()) or self._by_key(fold(match[1]))
        lists = frozenset(ref for ref in refs if ref.role == "step" and ref.path in self.wording.spec.lists)
        firsts = frozenset(ref for ref in refs if self._begins_entry(ref))
        return (lists | firsts, _SAME_WORDS, int(match[2])) if lists or firsts else None

    def _by_key(self, word: str) -> frozenset[Ref]:
        """The first question of each list whose entries are called so: "Target" where the label is "SMART Targets"."""
        return frozenset(
            Ref("own", path)
            for path, question in self.wording.questions.items()
            if question.list is not None and path.rpartition(".")[2] == word
        )

    def _begins_entry(self, ref: Ref) -> bool:
        """Whether a question is the first of an entry of a list."""
        question = self.wording.questions.get(ref.path)
        if question is None or question.list is None or (ref.role, ref.by) != ("own", "label"):
            return False
        asked = (other for other in self.wording.questions.values() if other.list == question.list)
        return min(asked, key=lambda other: other.order) is question

    def _misspelt(self, folded: str) -> tuple[frozenset[Ref], float, int | None] | None:
        if len(folded) < _FEWEST_FUZZY:
            return None
        from rapidfuzz import fuzz, process

        hits = process.extract(folded, self.keys, scorer=fuzz.ratio, score_cutoff=88, limit=3)
        alike = [(key, score) for key, score, _ in hits if same_sense(folded, key)]
        if not alike or (
            len(alike) > 1
            and alike[1][1] > alike[0][1] - 3
            and self.wording.refs[alike[1][0]] != self.wording.refs[alike[0][0]]
        ):
            return None
        return _told(self.wording.refs[alike[0][0]]), _MISSPELT, None

    def near(self, text: str, fewest: int = 1) -> Label | None:
        """A label that shares most of its words with one of the form, and is nearer to no other."""
        words = set(bag(fold(text)))
        if (begun := self._begun(fold(text))) is not None:
            return Label(0, len(text), len(text), begun, _NEAR)
        if len(words) < fewest or len(text) > _LONGEST_LABEL:
            return None
        ranked = sorted(((_likeness(words, set(key)), key) for key in self.wording.bags), reverse=True)[:2]
        if not ranked or ranked[0][0] <= 0:
            return None
        first = self.wording.bags[ranked[0][1]]
        if len(ranked) > 1 and ranked[1][0] > ranked[0][0] - 0.1 and self.wording.bags[ranked[1][1]] != first:
            return None
        told = _told(first)
        return Label(0, len(text), len(text), told, _NEAR) if told else None

    def _begun(self, folded: str) -> frozenset[Ref] | None:
        """The meaning of the one label that begins with these words: "Sessions missed" of "... so far this year"."""
        if len(folded.split()) < _FEW:
            return None
        found = {self.wording.refs[key] for key in self.keys if key.startswith(f"{folded} ")}
        return _told(found.pop()) if len(found) == 1 else None

    # --- inside a text

    def inside(self, text: str, turns: Collection[int] = ()) -> list[Label]:
        """The labels of a text in order; `turns` are the characters at which its look changes."""
        if not text:
            return []
        words = tokens(text)
        out: list[Label] = []
        at = 0
        while at < len(words):
            label, used = self._label_at(text, words, at, turns)
            if label is not None and not (out and self._asks_again(text, out[-1], label)):
                out.append(label)
            elif label is not None:
                out[-1] = attrs.evolve(out[-1], end=label.end, behind=label.behind)
            at += used
        return out

    def _asks_again(self, text: str, before: Label, label: Label) -> bool:
        """Whether a label says once more what the one in front of it asks: "Parents were seen. Date: 3.9.2026"."""
        return bool(before.owns & label.owns) and _STOPS.fullmatch(text, before.end, label.start) is not None

    def _label_at(self, text: str, words: Sequence[Token], at: int, turns: Collection[int]) -> tuple[Label | None, int]:
        before = _before(text, words, at)
        for entry, refs in self.starts.get(words[at].word, ()):
            size = len(entry)
            if tuple(token.word for token in words[at : at + size]) == entry:
                end = words[at + size - 1].end
                after, behind = _after(text, end, turns)
                quality = _trusted(before, after, size, text[behind : behind + 1], refs) or _in_a_row(
                    text, words[at].start, behind, before, refs
                )
                if (
                    not quality
                    and size > 1
                    and text[words[at].start].isupper()
                    and self._is_followed(text[behind:], refs)
                ):
                    quality = _IN_LINE
                if quality:
                    return Label(words[at].start, end, behind, refs, quality), _passed(words, at + size, behind) - at
        return self._led(text, words, at, before) if before != "weak" else self._in_line(text, words, at)

    def _is_followed(self, rest: str, refs: frozenset[Ref]) -> bool:
        """Whether a label in the middle of a line is followed by a number, date or choice such as it asks for."""
        asked = [
            self.wording.questions[ref.path].field
            for ref in refs
            if ref.role == "own" and ref.path in self.wording.questions
        ]
        hint = _HINTED.match(rest)
        rest = rest[hint.end() if hint else 0 :].lstrip(" \t._\u2026")
        if rest[:1].isdigit():
            return bool(asked) and all(field.kind.is_ordered or field.kind is PHONE for field in asked)
        return bool(asked) and all(any(_begins(rest, word) for _, word in choice_words(field)) for field in asked)

    def _in_line(self, text: str, words: Sequence[Token], at: int) -> tuple[Label | None, int]:
        """A label in the middle of a line, written otherwise, that a colon closes: "Name: A. Example DOB: 3.9.14"."""
        start = words[at].start
        match = _SHORT_CLOSED.match(text, start)
        found = self.whole(match[1]) if match is not None and text[start].isupper() else None
        if match is None or found is None or found.quality < _SAME_WORDS or not found.owns:
            return None, 1
        label = Label(start, match.end(1), match.end(), found.refs, _IN_LINE)
        return label, max(1, _passed(words, at, match.end()) - at)

    def _led(self, text: str, words: Sequence[Token], at: int, before: _Edge) -> tuple[Label | None, int]:
        """A label written otherwise at the beginning of a line, which a colon, tab or line end closes."""
        start = words[at].start
        match = _CLOSED.match(text, start)
        if match is None or not match[1].strip() or (before != "line" and _BARE_NUMBER.match(match[1])):
            return None, 1
        found = self.whole(match[1])
        if found is None and before == "line" and match[0].rstrip()[-1:] in (":", "?"):
            found = self.near(match[1], _TELLING)
        if found is None:
            return None, 1
        label = Label(start, match.end(1), match.end(), found.refs, found.quality, found.number)
        return label, max(1, _passed(words, at, match.end()) - at)


_SORTED = re.compile(r"(.*[^\W_])\s+[(\[]\s*([^\W\d_]{1,2})\s*[)\]]\s*[:.]?\s*\Z", re.DOTALL)
"""A name with one or two letters in brackets behind it."""
_BARE_NUMBER = re.compile(r"\d[\d.]*[ \t\u00a0]")
"""A number with no stop behind it, which in the middle of a line is an answer and numbers no label."""
_OR = re.compile(r"\s*[/|+&]\s*|\s+(?:and|or)\s+|,\s+", re.IGNORECASE)
_REMARKS = frozenset(
    (
        *("comment", "comments", "any comments", "other comments", "further comments", "remark", "remarks"),
        *("note", "notes", "any notes", "detail", "details", "further details", "brief details"),
        *("further information", "explanation"),
    )
)
_LEADING = re.compile(r"\s*(?::|\s[-\u2013\u2014])\s+")
"""What stands between the name of a group and a question of it."""
_STOPS = re.compile(r"[\s.:?,;)\"'\u2019\u201d\u2013-]*")
_QUESTION_NUMBER = re.compile(
    r"\s*(?:(?:Q(?:uestion)?|Step|Item|Point|Part|Ref|No|Number|Standard|Statement|Criterion|[A-Z]{1,2}(?:\d\.)?)\.?\s?"
    r"\d{1,2}(?:\.\d{1,2})?[a-z]?[ \t\u00a0]*[-\u2013\u2014.):]*[ \t\u00a0]+"
    r"|[\[(]?\d{1,2}(?:\.\d{1,2})?[a-z]?(?:[ \t\u00a0]*[-\u2013\u2014.):\]]+[ \t\u00a0]+|[ \t\u00a0](?! ))"
    r"|\d{1,2}\.\d{1,2}[ \t\u00a0]+)",
    re.IGNORECASE,
)


def _question_number(text: str) -> str:
    """What numbers a question in front of its label: "Q14", "1.3", "3 -", "Step 2 -", "B4"."""
    match = _QUESTION_NUMBER.match(text)
    return match[0] if match else ""


_CLOSED = re.compile(r"([^:\t\n?_\u2026]{2,200}\??)(?::[ \t]*|\t\s*|\?\s*|\n\s*|[_\u2026]{2,}\s*)")
_SHORT_CLOSED = re.compile(r"([^:\t\n?_\u2026]{2,40}):[ \t]*")
_HINTED = re.compile(r"[ \t]*[(\[][^()\[\]\n]{1,80}[)\]]")
_CLOSING = re.compile(r"[\"'\u201d\u2019)*]*")
_GAP = re.compile(r"\t|  |\u00a0\u00a0|[_\u2026]|\.{3}|[|;\u2610-\u2612\u25a1\u25a0]")


_COLON = re.compile(r"[ \t\u00a0]*[:?*]+\s*")
_LINE_END = re.compile(r"\s*\Z|[ \t]*\n\s*")
_GAP_BEHIND = re.compile(r"[ \t\u00a0]*(?:\t|  |\u00a0|[_\u2026]|\.{3}|[;\u2610-\u2612\u25a1\u25a0])")
_PARTED = re.compile(
    r"[ \t\u00a0]*(?:[|=\u2013\u2014\u2190-\u21ff\u27a4-\u27be\u25b6\u25b8\u25ba]+| -(?= )| -\Z|(?<=\S)=)[ \t\u00a0]*"
)
"""What parts a label from its answer in place of a colon: a dash, a bar, an arrow."""


def _before(text: str, words: Sequence[Token], at: int) -> _Edge:
    if at == 0:
        return "line"
    between = text[words[at - 1].end : words[at].start]
    line = text[: words[at].start].rpartition("\n")[2]
    if "\n" in between or bullet_of(line).strip() == line.strip():
        return "line"
    return "gap" if _GAP.search(between) else "weak"


def _after(text: str, end: int, turns: Collection[int]) -> tuple[_Edge, int]:
    """What closes a label, and where the words behind it begin."""
    match = _CLOSING.match(text, end)
    at = match.end() if match else end
    hint = _HINTED.match(text, at)
    rest = hint.end() if hint else at
    tail = _COLON.match(text, rest)
    if tail:
        return "colon", tail.end()
    blank = _LINE_END.match(text, rest)
    if blank:
        return "line", blank.end()
    if (parted := _PARTED.match(text, rest)) is not None:
        return "gap", parted.end()
    gap = _GAP_BEHIND.match(text, rest)
    if gap or any(end <= turn <= rest + 2 for turn in turns):
        return "gap", rest + len(text[rest:]) - len(text[rest:].lstrip())
    return "weak", at + len(text[at:]) - len(text[at:].lstrip())


def _trusted(before: _Edge, after: _Edge, size: int, following: str, refs: frozenset[Ref]) -> float:
    """How far a label in a text is to be trusted, from what stands before and behind it; 0 for not at all."""
    names = any(ref.role in ("own", "step") for ref in refs)
    if before == "line" and after != "weak":
        return _EXACT
    if size >= _LONG_LABEL and names and before != "weak":
        return _EXACT
    if before == "line" and size > 1 and names and (following.isdigit() or following.isupper()):
        return _WEAKLY_ENDED
    if (
        before == "gap"
        and names
        and (
            after in ("colon", "gap")
            or (after == "weak" and size > _FEW and (following.isdigit() or following.isupper()))
        )
    ):
        return _IN_LINE
    if before == "weak" and after == "colon" and any(ref.role == "own" for ref in refs):
        return _IN_LINE
    return 0


def _begins(text: str, word: str) -> bool:
    """Whether a text begins with a word as printed, or with a box in front of it."""
    text = text.lstrip("\u2610\u2611\u2612\u25a1\u25a0 ")
    return bool(word) and text.startswith(word) and not text[len(word) : len(word) + 1].islower()


_WIDE_GAP = re.compile(r"[^\n]*?(?:\t| {3}|_{3}|\u2026)")


def _in_a_row(text: str, start: int, behind: int, before: _Edge, refs: frozenset[Ref]) -> float:
    """A label without a colon in a line that wide gaps part into labels and answers: "Name A. Example   Position B"."""
    are_capitals = text[start].isupper() and text[behind : behind + 1].isupper()
    if not are_capitals or not any(ref.role == "own" for ref in refs):
        return 0
    is_row = before == "gap" or (before == "line" and _WIDE_GAP.match(text, behind) is not None)
    return _WEAKLY_ENDED if is_row else 0


def _passed(words: Sequence[Token], at: int, behind: int) -> int:
    """The first word from this one on that begins at or behind a character."""
    while at < len(words) and words[at].start < behind:
        at += 1
    return at


def _named(wording: Wording, keys: Sequence[str]) -> list[tuple[re.Pattern[str], frozenset[Ref]]]:
    """Labels with words that a profile may set, as patterns that take one to five other words there."""
    words = [fold(value) for _, value in wording.spec.settings if isinstance(value, str)]
    out = []
    for key in keys:
        for word in words:
            before, found, behind = f" {key} ".partition(f" {word} ")
            if found and len(before.split()) + len(behind.split()) >= _FEW:
                parts = [re.escape(part.strip()) for part in (before, behind)]
                pattern = r" ".join(filter(None, (parts[0], r"\S+(?: \S+){0,4}", parts[1])))
                out.append((re.compile(pattern), _told(wording.refs[key])))
    return out


def _glued(refs: Mapping[str, frozenset[Ref]], keys: Sequence[str]) -> Mapping[str, frozenset[Ref]]:
    """The labels of several words without their spaces, as reading machines lose them; not those that then are one."""
    out: dict[str, set[frozenset[Ref]]] = {}
    for key in keys:
        unspaced = key.replace(" ", "")
        if unspaced != key and len(unspaced) >= _LONG_GLUED:
            out.setdefault(unspaced, set()).add(_told(refs[key]))
    return {unspaced: next(iter(meant)) for unspaced, meant in out.items() if len(meant) == 1}


_LONG_GLUED = 7


def _told(refs: frozenset[Ref]) -> frozenset[Ref]:
    """The meanings that make a wording a label; a choice alone does not."""
    return refs if any(ref.role != "choice" for ref in refs) else frozenset()


# --- words that are nearly the same

_ALIKE = 75
_FEW_MORE = 6
_OPPOSITE = frozenset(
    (
        "from",
        "to",
        "start",
        "end",
        "starts",
        "ends",
        "am",
        "pm",
        "first",
        "second",
        "third",
        "not",
        "no",
        "open",
        "close",
        "parent",
        "parents",
        "pupil",
        "school",
        "autumn",
        "spring",
        "summer",
        "date",
        "name",
        "time",
        "authority",
        "national",
        "local",
        "yes",
        "na",
        "none",
    )
)


def same_sense(one: str, other: str) -> bool:
    """Whether two wordings differ in spelling only: "unauthorised" is not "authorised", "Review 1" not "Review 2"."""
    from rapidfuzz import fuzz

    first, second = one.split(), other.split()
    mine = [word for word in first if word not in second]
    theirs = [word for word in second if word not in first]
    if any(word in _OPPOSITE or word.isdigit() or len(word) == 1 for word in (*mine, *theirs)):
        return False
    for word in list(mine):
        match = next((w for w in theirs if fuzz.ratio(word, w) >= _ALIKE and not _opposed(word, w)), None)
        if match is not None:
            mine.remove(word)
            theirs.remove(match)
    return len(mine) + len(theirs) <= min(len(first), len(second)) // _FEW_MORE


def _opposed(one: str, other: str) -> bool:
    return any(
        long == f"{prefix}{short}"
        for long, short in ((one, other), (other, one))
        for prefix in ("un", "in", "non", "dis", "im")
    )


_NEUTRAL = frozenset(("name", "full", "number", "no", "detail", "record", "contract", "meeting"))
_CONTEXT = frozenset(("date", "meeting", "plan", "contract", "form", "record"))
"""Words of the document itself, which a label may have or lack."""
_ENOUGH = 0.5
_TWO = 2


def _likeness(words: set[str], key: set[str]) -> float:
    """How alike two sets of words are, where one holds the other; 0 where they are not."""
    shared = words & key
    if words - _CONTEXT and words - _CONTEXT == key - _CONTEXT:
        return max(_ENOUGH, len(shared) / len(words | key))
    if not shared or shared not in (words, key):
        return 0
    more = (words | key) - shared
    share = len(shared) / len(words | key)
    if len(shared) >= _TWO and share >= _ENOUGH:
        return share
    return share if len(more) == 1 and (more <= _NEUTRAL or (more, shared) == ({"address"}, {"email"})) else 0
