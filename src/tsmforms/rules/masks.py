"""Whether a text is written as a mask says: a case number, a reference, a room.

A mask is what an officer would write down: `9` stands for a digit, `A` for a letter, `X` for either, everything else for
itself. It is no expression: nothing in it repeats, so it cannot take long, and everybody can read it.
"""

from __future__ import annotations

import random
import re
import string
from collections.abc import Iterator, Sequence
from functools import lru_cache

from tsmforms.diagnostics import Severity
from tsmforms.model.spec import Args
from tsmforms.rules.model import TEXTS, Case, Evaluation, Fault, Finding, Names, Param, Predicate, parameters
from tsmforms.rules.samples import Sampler

_CLASSES = {"9": "[0-9]", "A": "[A-Za-z]", "X": "[0-9A-Za-z]"}
_DRAWN = {"9": string.digits, "A": string.ascii_uppercase, "X": string.digits}


def expression(masks: Sequence[str]) -> str:
    """The masks as a regular expression for a whole text, as JSON Schema has it."""
    each = ("".join(_CLASSES.get(one, re.escape(one)) for one in mask) for mask in masks)
    return f"^(?:{'|'.join(each)})$"


@lru_cache(maxsize=256)
def _compiled(masks: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(expression(masks))


def fits(text: str, masks: tuple[str, ...]) -> bool:
    """Whether a text is written as one of the masks says."""
    return _compiled(masks).fullmatch(text) is not None


def drawn(mask: str, rng: random.Random) -> str:
    """An invented text that fits."""
    return "".join(rng.choice(_DRAWN[one]) if one in _DRAWN else one for one in mask)


def _check(args: Args, run: Evaluation) -> Sequence[Finding]:
    value = run.values.get(args["on"])
    return (Finding(args["on"]),) if isinstance(value, str) and not fits(value.strip(), args["mask"]) else ()


def _words(args: Args, names: Names, must: str) -> str:
    return f"{names(args['on'])} {must} be written as {' or '.join(args['mask'])} (9 a digit, A a letter, X either)"


def _cases(args: Args, _sampler: Sampler, severity: Severity) -> Iterator[Case]:
    rng = random.Random(1)  # noqa: S311 - an invented text
    for mask in args["mask"]:
        text = drawn(mask, rng)
        yield Case(f"as {mask}", {args["on"]: text}, None)
        yield Case(f"as {mask}, a character more", {args["on"]: f"{text}~"}, severity)
        yield Case(f"as {mask}, its first character another", {args["on"]: f"~{text[1:]}"}, severity)


def _faults(raw: Args) -> list[Fault]:
    masks = raw.get("mask")
    given = masks if isinstance(masks, list | tuple) else ()
    if any(isinstance(one, str) and not set(one) & set(_CLASSES) for one in given):
        return [("mask", "a mask has neither 9, A nor X, so it stands for one text only", None)]
    return []


MASK_PREDICATES = (
    Predicate(
        name="written_as",
        meaning="text is written as a mask says: 9 a digit, A a letter, X either, other characters themselves",
        code="R0291",
        parameters=parameters(
            Param("on", "path", "the text", required=True, kinds=TEXTS),
            Param("mask", "phrases", "the mask, or several of which one fits", required=True),
        ),
        fault="is not written as it should be",
        check=_check,
        sentence=_words,
        cases=_cases,
        faults=_faults,
        keywords=lambda args: {"pattern": expression(args["mask"])},
    ),
)
