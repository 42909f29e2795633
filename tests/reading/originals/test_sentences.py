"""Blanks inside printed sentences, by the words that the form prints around them."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.reading.papers import paper
from tests.specs.small import spec_of, with_line
from tsmforms.reading.originals.places.walk import places_of
from tsmforms.reading.originals.scan import Finder
from tsmforms.reading.originals.sentences import by_sentence
from tsmforms.reading.originals.wording import Wording, wording_of


@lru_cache(maxsize=1)
def wording() -> Wording:
    """The small form with a sentence for each of two of its questions."""
    text = with_line(
        "      - [name, visit_date, reason]",
        "      - [reason]\n"
        '  - prose: "I, {name}, am the parent of the pupil."\n'
        '  - prose: "We visited the family on {visit_date} at their home."',
    )
    with TemporaryDirectory() as folder:
        return wording_of(spec_of(Path(folder), text))


def read(*paragraphs: str) -> dict[str, str]:
    layout = places_of(paper(*paragraphs), Finder(wording()))
    return {edge.question.pattern: edge.site.text for edge in by_sentence(layout, wording())}


def test_what_is_between_the_printed_words_is_the_answer() -> None:
    assert read("I, Ann Example, am the parent of the pupil.")["name"].strip(" ,") == "Ann Example"
    assert read("We visited the family on 3.9.26 at their home.") == {"visit_date": "3.9.26"}


def test_two_sentences_in_one_paragraph_are_two_answers() -> None:
    found = read("I, Ann Example, am the parent of the pupil. We visited the family on 3.9.26 at their home.")
    assert set(found) == {"name", "visit_date"}
    assert found["visit_date"] == "3.9.26"


def test_a_sentence_with_other_words_or_with_a_story_in_its_blank_is_not_the_forms() -> None:
    assert read("We visited the school on 3.9.26 at their home.") == {}
    assert read(f"We visited the family on {'a ' * 15}at their home.") == {}


def test_a_sentence_that_is_there_twice_answers_once() -> None:
    twice = "We visited the family on {} at their home."
    assert read(twice.format("3.9.26"), twice.format("4.9.26")) == {"visit_date": "3.9.26"}
