"""Any text at all: it reads back as it was, or a problem names it before writing."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from tests.formats.docx.samples import awkward, edited, unwrap
from tests.support.reading import docx as read
from tsmforms.convert import visible
from tsmforms.formats.docx.wml import W
from tsmforms.layout import Content

TEXT = st.text(st.one_of(st.characters(), st.sampled_from("\n\t  <>&\"'{}%#☒☐\u2002[]:")), min_size=1, max_size=60)
PATHS = (
    "items",
    "row",
    "person.surname",
    "checks.bag.note",
    "pupils.0.name",
    "pupils.1.notes",
    "pupils.1.actions.0.what",
    "pupils.2.actions.3.what",
    "visits.1.seen.role",
)


def _texts(data: bytes, form: Any) -> dict[str, str]:
    return {f.path: str(f.value) for f in read(data, form.spec).found if f.option is None and f.value != ""}


@given(st.dictionaries(st.sampled_from(PATHS), TEXT, min_size=1, max_size=4))
def test_text_reads_back_or_is_named(texts: dict[str, str]) -> None:
    form = awkward()
    writer = form.writer("docx")
    named = {problem.field for problem in writer.problems(Content(texts))}
    kept = {path: text for path, text in texts.items() if path not in named}
    seen = {path: visible(text) for path, text in kept.items()}
    assert _texts(writer.fill(Content(kept)), form) == {path: text for path, text in seen.items() if text}


@given(st.dictionaries(st.sampled_from(PATHS), st.text("ab: \n\t<&", min_size=1, max_size=12), min_size=1, max_size=4))
def test_text_reads_back_through_bookmarks_alone(texts: dict[str, str]) -> None:
    form = awkward()

    def bare(root: Any) -> None:
        for control in list(root.iter(f"{W}sdt")):
            unwrap(control)

    assert _texts(edited(form.writer("docx").fill(Content(texts)), bare), form) == texts


@given(
    st.fixed_dictionaries(
        {},
        optional={
            "mood": st.frozensets(st.sampled_from(["red", "amber", "green"]), max_size=1),
            "sizes": st.frozensets(st.sampled_from(["1", "big one", "it's"])),
            "pupils.1.support": st.frozensets(st.sampled_from(["1", "big one", "it's"])),
            "pupils.0.actions.1.rating": st.frozensets(st.sampled_from(["red", "amber", "green"]), max_size=1),
        },
    )
)
def test_ticks_read_back(marked: dict[str, frozenset[str]]) -> None:
    form = awkward()
    found = read(form.writer("docx").fill(Content({}, marked)), form.spec).found
    ticked = {(f.path, f.option) for f in found if f.value is True}
    assert ticked == {(path, option) for path, options in marked.items() for option in options}
