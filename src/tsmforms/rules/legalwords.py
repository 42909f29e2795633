"""Whether a text of a letter of support speaks of a legal step, judged by what its words mean.

The words are data, `form_specs/legal_words.yaml`: some can mean nothing else, some may, and some uses of these mean
something else (the netball court). What may mean a legal step is a warning, whatever the severity of the rule.
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
_PLACE = re.compile(
    r"(?<!\w)(?!(?:The|A|In|To|At|Your|Our|This|That)\s)[A-Z][a-z]+'?s?\s+Court(?!\w)"
    r"|(?<!\w)Court\s+(?!Of\b|In\b)[A-Z][a-z]+"
)
"""A name such as Hampton Court or Court Lane; the courts of law that are written so are among the certain words."""
_SUM = re.compile(
    r"£\s*[\d,]+\s+(?:fine|penalty|per parent|for each parent|each parent)(?!\w)"
    r"|(?<!\w)pay(?:ing)?\s+(?:up to\s+)?£\s*[\d,]+\s+within\s+\d"
    r"|(?<!\w)(?:could|may|might)\s+cost\s+(?:you|parents|each of you)\s+(?:up to\s+)?£",
    re.IGNORECASE,
)
"""A sum of money that is asked of a parent."""


@attrs.frozen
class LegalWords:
    """The three lists."""

    certain: tuple[str, ...]
    doubtful: tuple[str, ...]
    innocent: tuple[str, ...]


@lru_cache(maxsize=1)
def legal_words() -> LegalWords:
    """The words of the package's own file."""
    found = data_of("legal_words.yaml")
    return LegalWords(*(tuple(found[key]) for key in ("certain", "doubtful", "innocent")))


def severity_of(text: str) -> Severity | None:
    """How grave it is that a text speaks so: an error, a warning where its words may mean something else, or None."""
    words = legal_words()
    plain = any_of_words(words.innocent).sub(" · ", _plain(text))
    if any_of_words(words.certain).search(plain) or _SUM.search(plain):
        return "error"
    rest = _PLACE.sub(" · ", plain)
    return "warning" if any_of_words(words.doubtful).search(rest) else None


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
