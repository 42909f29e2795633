"""The reference page of predicates, written from the table."""

from __future__ import annotations

from collections.abc import Iterator

from tsmforms.rules.figures import FORMATS
from tsmforms.rules.model import ORDERED, TEXTS, Param, Predicate
from tsmforms.rules.table import PREDICATES

_HEAD = """\
# Predicates

Generated from `src/tsmforms/rules/`; a test keeps it current. How rules work: `docs/design/rules.md`.

A rule names one of these and gives it parameters:

```yaml
- id: SAM-R1
  predicate: date_window
  on: review_date
  from: meeting_date
  at_least: {weeks: 2}
  at_most: {weeks: 4}
  extend_by: closed_school_weeks
  severity: error            # error, warning or info; error if not said
  message: The review date is not 2 to 4 weeks after the meeting
  help: Choose a date 2 to 4 weeks after the meeting.
  source: {document: meeting-guidance, part: Review date}
  where: {field: held, is: true}                 # optional: where it does not hold, the rule is not judged
  in_force: {from: 2024-08-19, to: 2027-08-31}   # both optional, both included
```

Paths: `review_date`; `actions[].by_when` is a column of a list, judged in each row that has any answer;
`audit.*.rating` is a column of printed rows, judged in each row. Another parameter in the same list or rows
means the same row. What is unanswered is judged by the first predicates below only.

## Conditions

`where` of any rule, `when` and `then` of some:

| condition | holds where |
|---|---|
| `{answered: FIELD}`, `{unanswered: FIELD}` | the question, or anything in a group, row or list, is answered, or not |
| `{field: FIELD, is: ANSWER}` | the answer is this one, or one of a list; of a multiple choice, one of those marked |
| `{field: FIELD, at_least: N}`, `at_most` | a number, date or time is not outside the bound; both may stand together |
| `{field: FIELD, before: FIELD}`, `after` | it comes before or after the answer to another question, or `today` |
| `{field: FIELD, same_as: FIELD}` | two answers are the same, of texts whatever the case of their letters and their spacing |
| `{field: FIELD, mentions: FIELD}` | a text contains the words of another, one after the other |
| `{any_of: [...]}`, `{all_of: [...]}` | at least one of several conditions holds, or every one |

Of an unanswered question no comparison holds. Rows that `on` is in too are the same rows; of any other list or
printed rows one row in which the condition holds is enough.
"""
_TYPES = {
    "path": "field",
    "paths": "list of fields",
    "path_or_today": "field or `today`",
    "columns": "list of columns",
    "column": "column",
    "codes": "list of register codes",
    "condition": "condition",
    "span": "length of time: `{days: 3}`, `{weeks: 2}`, `{months: 12}`, `{school_days: 5}`, `{working_days: 2}`",
    "integer": "whole number",
    "number": "number",
    "bound": "a value of the judged field's kind",
    "boolean": "true or false",
    "word": "word",
    "phrases": "list of words or phrases",
}
_KINDS = {ORDERED: "dates, times and numbers", TEXTS: "text"}


def predicates_page() -> str:
    """The page, in Markdown."""
    built_in = [predicate for predicate in PREDICATES.values() if predicate.built_in]
    return "\n".join([_HEAD, *(line for one in built_in for line in _predicate(one)), *_formats()]) + "\n"


def _predicate(predicate: Predicate) -> Iterator[str]:
    yield f"## {predicate.name}"
    yield ""
    yield f"{predicate.meaning[0].upper()}{predicate.meaning[1:]}. Code {predicate.code}."
    yield ""
    yield "| parameter | is | meaning |"
    yield "|---|---|---|"
    for param in predicate.parameters.values():
        needed = "" if param.required else ", optional"
        called = f"`{param.name}`" + (f" or `{param.also}`" if param.also else "")
        yield f"| {called} | {_type(param)}{needed} | {param.meaning} |"
    yield ""


def _type(param: Param) -> str:
    if param.words and param.type == "word":
        return "one of " + ", ".join(f"`{word}`" for word in param.words)
    if param.kinds is None:
        return _TYPES[param.type] + (", group or list" if param.containers and param.type == "path" else "")
    if not param.kinds:
        return "list or printed rows"
    return f"{_TYPES[param.type]} ({_KINDS.get(param.kinds) or ', '.join(sorted(param.kinds))})"


def _formats() -> Iterator[str]:
    yield "## Formats of `format_check`"
    yield ""
    yield "| format | meaning | fits | does not fit |"
    yield "|---|---|---|---|"
    for name, form in FORMATS.items():
        good, bad = (", ".join(f"`{text}`" for text in texts) for texts in (form.good, form.bad))
        yield f"| `{name}` | {form.meaning} | {good} | {bad} |"
