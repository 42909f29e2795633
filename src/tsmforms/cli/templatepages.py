"""`template diff --html`: the pages before and after as pictures, with the words that changed marked."""

from __future__ import annotations

import base64
import html
from collections.abc import Iterable
from difflib import SequenceMatcher
from pathlib import Path

import attrs

from tsmforms.api import form_of
from tsmforms.diagnostics import MisuseError
from tsmforms.documents import Form, TemplateDiff, example_of_template, template_source
from tsmforms.intake import office_to_pdf

_STYLE = """
body{font:16px/1.5 Arial,sans-serif;margin:2rem;color:#1b1b1b}
.pages{display:flex;gap:2rem;align-items:flex-start}.pages>div{flex:1}
.page{position:relative;border:1px solid #999;margin-bottom:1rem}.page img{width:100%;display:block}
.page span{position:absolute;background:#ffdd00;opacity:.45}
del{background:#fbd5d5}ins{background:#d5f0d5;text-decoration:none}
table{border-collapse:collapse}td,th{border:1px solid #bbb;padding:.3rem .6rem;text-align:left;vertical-align:top}
"""


@attrs.frozen
class _Side:
    """The pages of one side: each a picture with the places of marked words, in per cent of the page."""

    name: str
    pages: tuple[tuple[bytes, tuple[tuple[float, float, float, float], ...]], ...]


def diff_page(
    found: TemplateDiff, before: str, after: str, form: Form | None, profile: Path | None, specs: Path | None
) -> str:
    """The page, as one file without anything outside it.

    Raises:
        EnvironmentProblem: LibreOffice is not there.
    """
    old = _side(before, [one.before for one in found.said], [one.after for one in found.said], form, profile, specs)
    new = _side(after, [one.after for one in found.said], [one.before for one in found.said], form, profile, specs)
    rows = "".join(_row(one.kind, one.before, one.after) for one in found.said)
    rows += "".join(_row("look", line, "") for line in found.look_gone)
    rows += "".join(_row("look", "", line) for line in found.look_added)
    rows += "".join(_row("column of bulk", line, "") for line in found.columns_gone)
    rows += "".join(_row("column of bulk", "", line) for line in found.columns_added)
    title = html.escape(f"{found.before} and {found.after}")
    table = (
        f"<table><tr><th>What</th><th>Before</th><th>After</th></tr>{rows}</table>" if rows else "<p>No difference</p>"
    )
    return (
        f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{title}</title><style>{_STYLE}</style>'
        f'</head><body><h1>What changed</h1>{table}<h2>Pages</h2><div class="pages">{_pages(old)}{_pages(new)}</div>'
        "</body></html>\n"
    )


def _row(kind: str, before: str, after: str) -> str:
    was, now = _marked(before, after)
    return f"<tr><td>{html.escape(kind)}</td><td>{was}</td><td>{now}</td></tr>"


def _marked(before: str, after: str) -> tuple[str, str]:
    """Both sides, the words that only one of them has marked."""
    was, now = before.split(), after.split()
    left: list[str] = []
    right: list[str] = []
    for tag, a, b, c, d in SequenceMatcher(None, was, now, autojunk=False).get_opcodes():
        old, new = html.escape(" ".join(was[a:b])), html.escape(" ".join(now[c:d]))
        left.append(old if tag == "equal" else f"<del>{old}</del>" if old else "")
        right.append(new if tag == "equal" else f"<ins>{new}</ins>" if new else "")
    return " ".join(filter(None, left)), " ".join(filter(None, right))


def _pages(side: _Side) -> str:
    out = []
    for number, (picture, places) in enumerate(side.pages, 1):
        marks = "".join(
            f'<span style="left:{x:.2f}%;top:{y:.2f}%;width:{w:.2f}%;height:{h:.2f}%"></span>' for x, y, w, h in places
        )
        data = base64.b64encode(picture).decode()
        words = html.escape(f"page {number} of {side.name}")
        out.append(f'<div class="page"><img alt="{words}" src="data:image/png;base64,{data}">{marks}</div>')
    return f"<div><h3>{html.escape(side.name)}</h3>{''.join(out)}</div>"


def _side(
    name: str, own: Iterable[str], other: Iterable[str], form: Form | None, profile: Path | None, specs: Path | None
) -> _Side:
    from tsmforms.formats.pdf import render, word_places

    template = template_source(name, form_of(profile, specs), form)
    data = example_of_template(template)
    if data is None:
        raise MisuseError(f"{name}: the code of this template cannot be used; `tsmforms template check` says why")
    pdf = office_to_pdf(data, "docx")
    changed = [words for a, b in zip(own, other, strict=True) for words in _runs(a, b)]
    return _Side(name, tuple(zip(render(pdf), word_places(pdf, changed), strict=True)))


def _runs(own: str, other: str) -> list[str]:
    """The runs of words that only the first has, boxes left out."""
    mine, theirs = own.split(), other.split()
    out = []
    for tag, a, b, _, _ in SequenceMatcher(None, mine, theirs, autojunk=False).get_opcodes():
        words = " ".join(mine[a:b])
        if tag != "equal" and words and "[" not in words and "{" not in words:
            out.append(words)
    return out
