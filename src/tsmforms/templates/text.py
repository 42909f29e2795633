"""A template as text for a person and for `git diff`: what it says, then how it looks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby

from tsmforms.templates.said import TemplatePassage, TemplateText, shown


def shown_text(title: str, text: TemplateText, look: Iterable[str]) -> str:
    """A template as text: a line a passage, its boxes by their paths; then a line a fact of its look.

    Saved by another program it is the same; a word that changed changes one line.
    """
    lines = [title, "", "=== text", *_passages(text.passages)]
    if text.unwanted:
        lines += ["", "=== carried by every document", *(f"{one.what}: {one.words}" for one in text.unwanted)]
    lines += ["", "=== look", *look]
    return "\n".join(line.rstrip() for line in lines) + "\n"


def _passages(passages: Iterable[TemplatePassage]) -> Iterator[str]:
    for (region, when), group in groupby(passages, key=lambda one: (one.region, one.when)):
        yield f"--- {', '.join(filter(None, (region, *(_when(one) for one in when)))) or 'always'}"
        for one in group:
            mark = "| " if one.role != "paragraph" or one.table else ""
            anchors = [name for name in one.anchors if name not in one.boxes]
            yield f"{mark}{shown(one.words)}" + "".join(f"  {{{name}}}" for name in anchors)


def _when(condition: str) -> str:
    return condition if condition.startswith("for ") else f"when {condition}"
