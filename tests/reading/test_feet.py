"""The foot of a page that a word processor printed: its parts are lines of their own, and none is a row of the form."""

from __future__ import annotations

import pytest

import tsmforms
from tsmforms.diagnostics import Place
from tsmforms.model.outline import Outline, Page, Run, Spot, Word
from tsmforms.reading.printouts.pagelines import rows_of

DOCUMENT = tsmforms.form("sam_review").document


def pages(*lines: str) -> Outline:
    """Two pages with these lines each."""
    spots, all_words = [], []
    for page in (1, 2):
        words = []
        for n, text in enumerate(lines):
            rect = (50.0, 700.0 - 20 * n, 50.0 + 5 * len(text), 711.0 - 20 * n)
            place = Place(page=page, rect=rect)
            spots.append(Spot(len(spots), place, (Run(text),), part="page", rect=rect))
            words.append(Word(text, page, rect))
        all_words.append(Page(page, 595, 842, words=tuple(words)))
    return Outline("pdf", tuple(spots), pages=tuple(all_words))


@pytest.mark.parametrize(
    "foot",
    [
        (f"{DOCUMENT.title} · Child: Ash Example", "Page 1 of 2", DOCUMENT.footer),
        (DOCUMENT.title, "Page 1 of 2", DOCUMENT.footer),
        (f"{DOCUMENT.title} · Child: Ash Example Page 1 of 2", DOCUMENT.footer),
        (DOCUMENT.title, DOCUMENT.footer),
    ],
)
def test_no_part_of_a_foot_is_a_line_of_the_form(foot: tuple[str, ...]) -> None:
    rows = rows_of(pages("What we agreed", *foot), DOCUMENT.footer, DOCUMENT.title)
    assert [row.cells[0].letters for row in rows.all] == ["Whatweagreed"] * 2
    assert len(rows.feet) == 2 * len(foot)


def test_the_title_at_the_head_of_a_page_is_the_form_s() -> None:
    rows = rows_of(pages(DOCUMENT.title, "What we agreed", DOCUMENT.footer), DOCUMENT.footer, DOCUMENT.title)
    assert len(rows.all) == 4
