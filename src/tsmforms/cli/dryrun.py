"""The dry run of a bulk run: what an officer checks before letters are made, as text and as a page."""

from __future__ import annotations

import base64
from collections.abc import Iterator
from html import escape
from pathlib import Path

from tsmforms.bulk import ExportLook, RunResult
from tsmforms.cli.output import put, say
from tsmforms.documents import Form

_STYLE = (
    "body{font:16px/1.5 sans-serif;max-width:60em;margin:2em auto;padding:0 1em;color:#111}"
    "table{border-collapse:collapse}td,th{border:1px solid #777;padding:.3em .6em;text-align:left;vertical-align:top}"
    "pre{background:#f4f4f4;padding:1em;overflow:auto}img{max-width:100%;border:1px solid #777}"
)


def tell_look(seen: ExportLook) -> None:
    """What was seen, on standard output."""
    say("\n".join(_text(seen)))


def _text(seen: ExportLook) -> Iterator[str]:
    if seen.encoding:
        yield f"Encoding: {seen.encoding}"
    yield "Columns:"
    for theirs, ours in seen.columns:
        yield f"  {theirs}: {ours}"
    for number, one in enumerate(seen.addressees, 1):
        yield f"Letter {number} (row {one.row}):"
        yield from (f"    {line}" for line in one.lines)
        yield f"    {one.salutation}"
        yield from (f"    {heading}: {date}" for heading, date in one.dates)
    if seen.warnings:
        yield "Warnings:"
    for warned in seen.warnings:
        rows = ", ".join(map(str, warned.rows)) + (", ..." if warned.count > len(warned.rows) else "")
        letters = "1 letter" if warned.count == 1 else f"{warned.count} letters"
        yield f"  [{warned.code}] {warned.message} ({letters}; row {rows})"
        if warned.help:
            yield f"    help: {warned.help}"
    yield "A columns file to begin with:"
    yield from (f"  {line}" for line in seen.ready.splitlines())


def write_page(seen: ExportLook, form: Form, result: RunResult | None, page: Path, force: bool) -> None:
    """The same as one HTML page that loads nothing, with pictures of the first letters."""
    put(page, "\n".join(_page(seen, form, result)).encode("utf-8"), force)


def _page(seen: ExportLook, form: Form, result: RunResult | None) -> Iterator[str]:
    title = escape(f"Dry run: {form.spec.title}")
    yield f'<!DOCTYPE html><html lang="en-GB"><head><meta charset="utf-8"><title>{title}</title>'
    yield f"<style>{_STYLE}</style></head><body><h1>{title}</h1>"
    if result is not None:
        yield f"<p>{result.rows} rows would make {result.letters} letters; {result.refused} refused. Nothing was written.</p>"
    if seen.fault is not None:
        yield f"<p><strong>No letters can be made yet:</strong> {escape(str(seen.fault))}</p>"
    if result is not None and result.refusals:
        yield "<h2>Refused</h2><table><tr><th>Row</th><th>Pupil id</th><th>Why</th><th>What to do</th></tr>"
        for one in result.refusals:
            cells = (str(one.row), one.pupil_id, one.message, one.help)
            yield "<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in cells) + "</tr>"
        yield "</table>"
    yield "<h2>Columns</h2><table><tr><th>Your column</th><th>What it is</th></tr>"
    yield from (f"<tr><td>{escape(theirs)}</td><td>{escape(ours)}</td></tr>" for theirs, ours in seen.columns)
    yield "</table>"
    if seen.warnings:
        yield "<h2>Warnings</h2><ul>"
        yield from (f"<li>{escape(w.message)} ({w.count}). {escape(w.help)}</li>" for w in seen.warnings)
        yield "</ul>"
    yield from _letters(seen, form)
    yield f"<h2>A columns file to begin with</h2><pre>{escape(seen.ready)}</pre></body></html>"


def _letters(seen: ExportLook, form: Form) -> Iterator[str]:
    from tsmforms.formats.pdf import render

    for number, one in enumerate(seen.addressees, 1):
        yield f"<h2>Letter {number}, row {one.row}</h2><p>{'<br>'.join(map(escape, one.lines))}</p>"
        yield f"<p>{escape(one.salutation)}</p><ul>"
        yield from (f"<li>{escape(heading)}: {escape(date)}</li>" for heading, date in one.dates)
        yield "</ul>"
        pages = render(form.writer("pdf").fill(form.content(one.values, one.record, "pdf")))
        for at, picture in enumerate(pages, 1):
            data = base64.b64encode(picture).decode("ascii")
            yield f'<p><img alt="Letter {number}, page {at}" src="data:image/png;base64,{data}"></p>'
