"""Whether a text of a letter of support speaks of a legal step, judged by what its words mean.

The words are data, `form_specs/legal_words.yaml`: some can mean nothing else, some may, and some uses of these mean
something else (the netball court), by themselves or by what else their sentence says (a juror's day at court). What may
mean a legal step is a warning, whatever the severity of the rule.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

import attrs

from tsmforms.datafolders import data_of
from tsmforms.diagnostics import Severity
from tsmforms.model.spec import Args
from tsmforms.rules.figures import any_of_words
from tsmforms.rules.model import TEXTS, Case, Evaluation, Finding, Names, Param, Predicate, parameters
from tsmforms.rules.samples import Sampler

_LOOK = "contains a word that may speak of a legal step"
_LOOK_HELP = "Where it means a legal step, take it out; in another meaning (the sports court) leave it."
_PERSON = re.compile(r"(?<!\w)(?:Mr|Mrs|Ms|Miss|Mx|Dr|Sir|PC)\.?\s+[A-Z]\w+(?:\s[A-Z]\w+)?")
_STREETS = "Row|Lane|Road|Street|Close|Way|Avenue|Drive|Gardens|Place|Hill|Park|Terrace|Crescent"
_ADDRESS = re.compile(
    rf"(?<!\w)\d+[A-Za-z]?,?\s+(?:[A-Z]\w+'?s?\s+){{1,3}}Court(?!\w)|(?<!\w)[A-Z]\w+'?s?\s+(?:{_STREETS})(?!\w)"
)
"""A person by name and a place by its address, whatever the words they are made of: Ms Fine, 4 Crown Court, Magistrates Row."""
_PLACE = re.compile(
    r"(?<!\w)(?!(?:The|A|In|To|At|Your|Our|This|That)\s)[A-Z][a-z]+'?s?\s+Court(?!\w)"
    r"|(?<!\w)Court\s+(?!Of\b|In\b)[A-Z][a-z]+"
)
"""A name such as Hampton Court or Court Lane; the courts of law that are written so are among the certain words."""
_SUM = re.compile(
    r"£\s*[\d,]+\s+(?:fine|penalty|per parent|per child|for each parent|each parent|for each child)(?!\w)"
    r"|(?<!\w)pay(?:ing)?\s+(?:up to\s+)?£\s*[\d,]+\s+within\s+\d"
    r"|(?<!\w)(?:could|may|might)\s+(?:cost|lose)\s+(?:(?:you|parents|each of you)\s+)?(?:up to\s+)?£",
    re.IGNORECASE,
)
"""A sum of money that is asked of a parent."""
_DUE = re.compile(r"£\s*[\d,]+[^.!?\n]{0,30}\bwithin\s+\d+\s+days", re.IGNORECASE)
"""A sum to be paid within some days: a penalty, or the deposit for a trip."""
_ACT = re.compile(r"(?<!\w)s(?:ec(?:tion)?)?\.?\s*444(?!\d)", re.IGNORECASE)
_SENTENCES = re.compile(r"(?<=[.!?])\s+|\n")


@attrs.frozen
class Elsewhere:
    """Words that are about something else in a sentence that contains one of others beside them, and none of `unless`."""

    words: frozenset[str]
    beside: tuple[str, ...]
    unless: tuple[str, ...] = ()

    def excuses(self, sentence: str) -> bool:
        """Whether its words are about something else in this sentence."""
        spoils = bool(self.unless) and any_of_words(self.unless).search(sentence) is not None
        return not spoils and any_of_words(self.beside).search(sentence) is not None


@attrs.frozen
class LegalWords:
    """The lists."""

    certain: tuple[str, ...]
    doubtful: tuple[str, ...]
    innocent: tuple[str, ...]
    elsewhere: tuple[Elsewhere, ...] = ()


@lru_cache(maxsize=1)
def legal_words() -> LegalWords:
    """The words of the package's own file."""
    found = data_of("legal_words.yaml")
    elsewhere = tuple(
        Elsewhere(
            frozenset(word.casefold() for word in one["words"]), tuple(one["beside"]), tuple(one.get("unless", ()))
        )
        for one in found["elsewhere"]
    )
    certain, doubtful, innocent = (tuple(found[key]) for key in ("certain", "doubtful", "innocent"))
    return LegalWords(certain, doubtful, innocent, elsewhere)


def severity_of(text: str) -> Severity | None:
    """How grave it is that a text speaks so: an error, a warning where its words may mean something else, or None."""
    plain = any_of_words(legal_words().innocent).sub(" · ", _ADDRESS.sub(" · ", _PERSON.sub(" · ", _plain(text))))
    found = {_severity_of_sentence(sentence) for sentence in _SENTENCES.split(plain)}
    found |= {"error"} if _ACT.search(plain) else set()
    return "error" if "error" in found else "warning" if "warning" in found else None


def _severity_of_sentence(sentence: str) -> Severity | None:
    words = legal_words()
    excused = frozenset(word for one in words.elsewhere if one.excuses(sentence) for word in one.words)
    if _says(words.certain, sentence, excused) or _SUM.search(sentence):
        return "error"
    rest = _PLACE.sub(" · ", sentence)
    return "warning" if _says(words.doubtful, rest, excused) or _DUE.search(rest) else None


def _says(words: tuple[str, ...], sentence: str, excused: frozenset[str]) -> bool:
    found = any_of_words(words).finditer(sentence)
    return any(" ".join(one.group().casefold().split()) not in excused for one in found)


def _plain(text: str) -> str:
    """With one kind of hyphen, as a space, and one apostrophe."""
    return re.sub(r"[-‐‑–—_]", " ", text).replace("’", "'")


def _check(args: Args, run: Evaluation) -> Sequence[Finding]:
    value = run.values.get(args["on"])
    found = severity_of(value) if isinstance(value, str) else None
    if found == "warning":
        return (Finding(args["on"], severity="warning", message=_LOOK, help=_LOOK_HELP),)
    return (Finding(args["on"]),) if found else ()


def _words(args: Args, names: Names, must: str) -> str:
    return f"{names(args['on'])} {must} not speak of legal steps, such as a penalty notice or court proceedings"


def _cases(args: Args, _sampler: Sampler, severity: Severity) -> Iterator[Case]:
    words = legal_words()
    on = args["on"]
    yield Case("none of the words", {on: "Zyx"}, None)
    yield from _each(on, words.certain, severity)
    yield from _each(on, words.doubtful, "warning")
    yield from _each(on, words.innocent, None)


def _each(on: str, words: Iterable[str], expect: Severity | None) -> Iterator[Case]:
    for word in words:
        yield Case(f'"{word}" in a sentence', {on: f"zyx {word}, zyx."}, expect)


LEGAL_WORD_PREDICATES = (
    Predicate(
        name="no_legal_step",
        meaning="text speaks of no legal step; a word that may mean something else is a warning",
        code="R0290",
        parameters=parameters(Param("on", "path", "the text", required=True, kinds=TEXTS)),
        fault="speaks of a legal step",
        check=_check,
        sentence=_words,
        cases=_cases,
    ),
)
