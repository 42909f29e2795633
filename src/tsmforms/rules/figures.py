"""Predicates about figures and formats: ranges, sums, percentages, text of a certain form."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal
from functools import lru_cache

import attrs

from tsmforms.attendance import is_rounded
from tsmforms.calendar import parse_academic_year
from tsmforms.codes import CODES_2024, tidy_code
from tsmforms.convert import parse, to_json
from tsmforms.diagnostics import Severity
from tsmforms.kinds import KINDS
from tsmforms.model import FieldSpec, Kind
from tsmforms.model.answers import Known, Value
from tsmforms.model.spec import Args
from tsmforms.rules.model import (
    BOTH,
    NUMBERS,
    ORDERED,
    TEXTS,
    Asked,
    Case,
    Evaluation,
    Fault,
    Finding,
    Names,
    Param,
    Predicate,
    bound_words,
    parameters,
    tolerance_words,
)
from tsmforms.rules.samples import Sampler, of_kind, step
from tsmforms.rules.sheet import Sheet, SheetMark, T, outside

_INTEGER = frozenset({"integer"})


# --- range


def _check_range(args: Args, run: Evaluation) -> Sequence[Finding]:
    answered = [path for path in (args["on"], *args.get("or", ())) if path in run.values]
    if not answered or any(_inside(args, run.values[path]) for path in answered):
        return ()
    return (Finding(answered[0], tuple(answered[1:])),)


def _inside(args: Args, value: Known) -> bool:
    low, high = args.get("at_least"), args.get("at_most")
    return (low is None or value >= low) and (high is None or value <= high)


def _range_words(args: Args, names: Names, must: str) -> str:
    either = " or ".join(names(path) for path in (args["on"], *args.get("or", ())))
    return f"{either} {must} be {bound_words(args.get('at_least'), args.get('at_most'))}"


def _range_faults(raw: Args) -> list[Fault]:
    if "at_least" not in raw and "at_most" not in raw:
        return [("predicate", '"range" needs "at_least", "at_most" or both', None)]
    return []


def _range_misfits(args: Args, _asked: Asked) -> list[Fault]:
    low, high = args.get("at_least"), args.get("at_most")
    if low is None or high is None or low <= high:
        return []
    return [("at_most", '"at_most" is less than "at_least"', None)]


def _range_cases(args: Args, sampler: Sampler, severity: Severity) -> Iterator[Case]:
    kind = sampler.field(args["on"]).kind
    for name, sign in (("at_least", -1), ("at_most", 1)):
        if name in args:
            yield Case(f"{name}: the bound itself", {args["on"]: of_kind(kind, args[name])}, None)
            beyond = step(args[name], sign)
            if beyond is not None:
                only: dict[str, Value] = {args["on"]: of_kind(kind, beyond)}
                yield Case(f"{name}: just outside", only, severity)
                for path in args.get("or", ()):
                    beside: dict[str, Value] = {path: of_kind(kind, args[name])}
                    yield Case(f"{name}: just outside, and {path} on the bound", {**only, **beside}, None)
                    yield Case(f"{name}: {path} alone, just outside", {path: of_kind(kind, beyond)}, severity)


# --- equals_sum


def _check_sum(args: Args, run: Evaluation) -> Sequence[Finding]:
    total = run.values.get(args["on"])
    values = run.values
    if total is None or any(path not in values for path in args["addends"] if "[]" not in path):
        return ()
    paths = [one for path in args["addends"] for one in (run.every(path) if "[]" in path else (path,)) if one in values]
    added = sum(_number(values[path]) for path in paths)
    if not paths or abs(_number(total) - added) <= args.get("tolerance", 0):
        return ()
    return (Finding(args["on"], tuple(paths)),)


def _number(value: Known) -> int | Decimal:
    return value if isinstance(value, int) else Decimal(value)


def _sum_words(args: Args, names: Names, must: str) -> str:
    added = " + ".join(names(path) for path in args["addends"])
    near = f", give or take {args['tolerance']}" if args.get("tolerance") else ""
    return f"{names(args['on'])} {must} equal {added}{near}"


def _sum_cases(args: Args, sampler: Sampler, severity: Severity) -> Iterator[Case]:
    values: dict[str, Value] = {}
    for n, path in enumerate(args["addends"]):
        values |= sampler.answer(path.replace("[]", ".0"), n)
    total = sum((Decimal(_number(value)) for value in values.values()), Decimal(0))
    kind = sampler.field(args["on"]).kind
    far = Decimal(args.get("tolerance", 0)).to_integral_value() + 1
    for name, amount, expect in (
        ("equal", total, None),
        ("too much", total + far, severity),
        ("too little", total - far, severity),
    ):
        yield Case(name, {**values, args["on"]: of_kind(kind, amount)}, expect)
    first = next(iter(values))
    rest = {path: value for path, value in values.items() if path != first}
    yield Case(
        "an addend unanswered",
        {**rest, args["on"]: of_kind(kind, total + far)},
        severity if "[]" in args["addends"][0] and rest else None,
    )


# --- matches_percentage


def _check_percentage(args: Args, run: Evaluation) -> Sequence[Finding]:
    percentage, attended, possible = (run.values.get(args[name]) for name in ("on", "attended", "possible"))
    if not isinstance(percentage, Decimal) or not isinstance(attended, int) or not isinstance(possible, int):
        return ()
    if possible > 0 and is_rounded(percentage, attended, possible, args.get("places")):
        return ()
    return (Finding(args["on"], (args["attended"], args["possible"])),)


def _percentage_words(args: Args, names: Names, must: str) -> str:
    places = {1: "one decimal place", None: "as many decimal places as it is written with"}
    rounded = places.get(args.get("places")) or f"{args['places']} decimal places"
    return (
        f"{names(args['on'])} {must} be {names(args['attended'])} of {names(args['possible'])} as a percentage, "
        f"rounded to {rounded}"
    )


def _percentage_cases(args: Args, _sampler: Sampler, severity: Severity) -> Iterator[Case]:
    figures: dict[str, Value] = {args["attended"]: 1, args["possible"]: 8}
    right = ("12.5",) if "places" in args else ("12.5", "12", "13")
    for text in (*right, "12.4", "12.6", "14"):
        expect = None if text in right else severity
        yield Case(f"{text}% for 1 of 8", {**figures, args["on"]: Decimal(text)}, expect)
    yield Case("no possible sessions", {args["attended"]: 0, args["possible"]: 0, args["on"]: Decimal(0)}, severity)
    yield Case("no figures", {args["on"]: Decimal("12.5")}, None)


# --- format_check


@attrs.frozen
class TextForm:
    """A form that text can have: what it is called, whether a text has it, texts that have it and have not."""

    meaning: str
    fits: Callable[[str], bool]
    good: tuple[str, ...]
    bad: tuple[str, ...]


def _of_kind(kind: Kind) -> TextForm:
    field = FieldSpec(kind.name, kind.name, kind)
    return TextForm(kind.called, lambda text: parse(field, text).problem is None, kind.good, kind.bad)


def _academic_year(text: str) -> bool:
    return parse_academic_year(text) is not None


def _code_of_2024(text: str) -> bool:
    return tidy_code(text) in CODES_2024


def _like(pattern: str) -> Callable[[str], bool]:
    compiled = re.compile(pattern, re.IGNORECASE)
    return lambda text: compiled.fullmatch(text.strip()) is not None


FORMATS: Mapping[str, TextForm] = {
    **{kind.name: _of_kind(kind) for kind in KINDS.values() if kind.called},
    "attendance_code": TextForm("a register code of the 2024 set", _code_of_2024, ("L", "c2"), ("H", "Y")),
    "academic_year": TextForm(
        "an academic year such as 2026/27",
        _academic_year,
        ("2026/27", "2026 - 2027", "1999/00"),
        ("2026/28", "2026", "26/27"),
    ),
    "year_group": TextForm(
        "a year group: Nursery (N1, N2), Reception (R) or 1 to 14, with the letter of a class where there is one",
        _like(
            r"(?:nursery|reception|n|(?:(?:year|yr|y)\.?\s*)?(?:nursery\s*[12]|n[12]|r|[1-9]|1[0-4]))(?:\s?[/-]?\s?[a-z])?"
        ),
        ("R", "Year 7", "14", "n1", "Reception", "Nursery", "Yr 10", "Y10", "10B", "Year R"),
        ("15", "0", "Seven", "Y15", "10 Blue"),
    ),
    "initials": TextForm(
        "initials: one to four letters, with or without dots and apostrophes",
        _like(r"(?:[^\W\d_][.'\u2019]?[ -]?){1,4}"),
        ("A.S.", "ab", "K-P", "Ż. Ö. N. S.", "O'B", "J. O\u2019B."),
        ("Sample", "A.1", "Jo Sample"),
    ),
    "establishment_number": TextForm(
        "a DfE establishment number, seven digits such as 123/4567",
        _like(r"\d{3}\s*/?\s*\d{4}"),
        ("123/4567", "1234567"),
        ("123456", "12/34567"),
    ),
}


def _check_format(args: Args, run: Evaluation) -> Sequence[Finding]:
    value = run.values.get(args["on"])
    if not isinstance(value, str) or FORMATS[args["format"]].fits(value):
        return ()
    return (Finding(args["on"]),)


def _format_cases(args: Args, _sampler: Sampler, severity: Severity) -> Iterator[Case]:
    for text in FORMATS[args["format"]].good:
        yield Case(f'"{text}"', {args["on"]: text}, None)
    for text in FORMATS[args["format"]].bad:
        yield Case(f'"{text}"', {args["on"]: text}, severity)


# --- contains_no


@lru_cache(maxsize=256)
def any_of_words(words: tuple[str, ...]) -> re.Pattern[str]:
    """One of these words or phrases as whole words, whatever their case and spacing."""
    either = "|".join(r"\s+".join(re.escape(part) for part in word.split()) for word in words)
    return re.compile(rf"(?<!\w)(?:{either})(?!\w)", re.IGNORECASE)


def _check_words(args: Args, run: Evaluation) -> Sequence[Finding]:
    value = run.values.get(args["on"])
    return (Finding(args["on"]),) if isinstance(value, str) and any_of_words(args["words"]).search(value) else ()


def _words_words(args: Args, names: Names, must: str) -> str:
    return f"{names(args['on'])} {must} not contain {' or '.join(f'“{word}”' for word in args['words'])}"


def _words_cases(args: Args, _sampler: Sampler, severity: Severity) -> Iterator[Case]:
    yield Case("none of the words", {args["on"]: "Zyx"}, None)
    for word in args["words"]:
        yield Case(f'"{word}" alone', {args["on"]: word}, severity)
        yield Case(f'"{word}" in capitals, in a sentence', {args["on"]: f"Zyx ({word.upper()})."}, severity)
        yield Case(f'"{word}" inside a longer word', {args["on"]: f"zyx{word}zyx"}, None)


def _range_keywords(args: Args) -> dict[str, object]:
    if "or" in args:
        return {}
    bounds = {"minimum": args.get("at_least"), "maximum": args.get("at_most")}
    return {name: to_json(bound) for name, bound in bounds.items() if isinstance(bound, Decimal)}


def _mark_range(args: Args, sheet: Sheet[T]) -> Iterator[SheetMark[T]]:
    """Of several questions, at least one is answered, and each is unanswered or outside."""
    on, others = args["on"], args.get("or", ())
    beyond = outside(sheet.number(on), args, sheet)
    if not others:
        yield SheetMark(on, sheet.all_of(*sheet.known(on), beyond))
        return
    known = {path: sheet.all_of(*sheet.known(path)) for path in (on, *others)}
    wrong = [
        sheet.any_of((sheet.negated(there), outside(sheet.number(path), args, sheet))) for path, there in known.items()
    ]
    yield SheetMark(on, sheet.all_of(sheet.any_of(known.values()), *wrong))


def _mark_sum(args: Args, sheet: Sheet[T]) -> Iterator[SheetMark[T]]:
    on = args["on"]
    single = [path for path in args["addends"] if "[]" not in path]
    paths = [one for path in args["addends"] for one in sheet.every(path)]
    there = sheet.any_of(one for path in paths for one in sheet.known(path))
    apart = sheet.distance(sheet.number(on), [sheet.number(path) for path in paths])
    off = sheet.compare(apart, ">", sheet.literal(args.get("tolerance", 0)))
    yield SheetMark(on, sheet.all_of(*sheet.known(on, *single), there, off))


_MOST_PLACES = 6


def _mark_percentage(args: Args, sheet: Sheet[T]) -> Iterator[SheetMark[T]]:
    """Of no number of places is it the rounded share."""
    on, attended, possible = args["on"], args["attended"], args["possible"]
    percent, part, whole = (sheet.number(path) for path in (on, attended, possible))
    places = range(args.get("places") or 0, _MOST_PLACES + 1)
    fits = sheet.any_of(sheet.is_share(percent, part, whole, n) for n in places)
    right = sheet.all_of(sheet.compare(whole, ">", sheet.literal(0)), fits)
    yield SheetMark(on, sheet.all_of(*sheet.known(on, attended, possible), sheet.negated(right)))


FIGURE_PREDICATES = (
    Predicate(
        name="range",
        meaning="a number, time or date, or one of several, is not outside two bounds; both ends count",
        code="R0205",
        parameters=parameters(
            Param("on", "path", "what is judged", required=True, kinds=ORDERED),
            Param("at_least", "bound", "the lower bound"),
            Param("at_most", "bound", "the upper bound"),
            Param(
                "or",
                "paths",
                "other questions: one of all that are answered inside the bounds is enough",
                kinds=ORDERED,
            ),
        ),
        fault="is outside its range",
        check=_check_range,
        sentence=_range_words,
        cases=_range_cases,
        faults=_range_faults,
        misfits=_range_misfits,
        limits=lambda _args, kind: f"{BOTH}; {kind.unit}",
        keywords=_range_keywords,
        mark=_mark_range,
    ),
    Predicate(
        name="equals_sum",
        meaning="a number is the sum of others; judged when all of them are answered",
        code="R0209",
        parameters=parameters(
            Param("on", "path", "the sum", required=True, kinds=NUMBERS),
            Param(
                "addends",
                "paths",
                "the numbers that are added; of a column (with [] or *) the answered ones",
                required=True,
                kinds=NUMBERS,
                every_row=True,
            ),
            Param("tolerance", "number", "how far off it may be, 0 if not said"),
        ),
        fault="does not add up",
        check=_check_sum,
        sentence=_sum_words,
        cases=_sum_cases,
        limits=tolerance_words,
        mark=_mark_sum,
    ),
    Predicate(
        name="matches_percentage",
        meaning="a percentage is attended of possible, rounded to as many decimal places as "
        "it is written with (half a unit of the last place either way); with no possible sessions there is none",
        code="R0210",
        parameters=parameters(
            Param("on", "path", "the percentage", required=True, kinds=frozenset({"percentage"})),
            Param("attended", "path", "the sessions attended", required=True, kinds=_INTEGER),
            Param("possible", "path", "the possible sessions", required=True, kinds=_INTEGER),
            Param("places", "integer", "the decimal places it is rounded to, where that is fixed"),
        ),
        fault="does not match its figures",
        check=_check_percentage,
        sentence=_percentage_words,
        cases=_percentage_cases,
        limits=lambda _args, _kind: "half a unit of the last decimal place either way",
        mark=_mark_percentage,
    ),
    Predicate(
        name="format_check",
        meaning="text is of a named form",
        code="R0215",
        parameters=parameters(
            Param("on", "path", "the text", required=True, kinds=TEXTS),
            Param("format", "word", "the form", required=True, words=tuple(FORMATS)),
        ),
        fault="is not in its format",
        check=_check_format,
        sentence=lambda args, names, must: f"{names(args['on'])} {must} be {FORMATS[args['format']].meaning}",
        cases=_format_cases,
    ),
    Predicate(
        name="contains_no",
        meaning="text contains none of some words or phrases, as whole words and whatever their case",
        code="R0222",
        parameters=parameters(
            Param("on", "path", "the text", required=True, kinds=TEXTS),
            Param("words", "phrases", "the words it must not contain", required=True),
        ),
        fault="contains a word that it must not contain",
        check=_check_words,
        sentence=_words_words,
        cases=_words_cases,
    ),
)
