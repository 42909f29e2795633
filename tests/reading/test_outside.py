"""What is in no box and the form does not print is named with its place; what the form prints is not."""

from __future__ import annotations

import attrs
import pytest

from tests.reading.scenes import codes, control, named, outline, scene
from tsmforms.diagnostics import Place
from tsmforms.layout import Printed
from tsmforms.model.outline import End, Key, KeySpace, Look, Page, Part, Picture, Piece, Rect, Run, Spot, Start, Word
from tsmforms.reading.findings import Findings
from tsmforms.reading.ground import Ground
from tsmforms.reading.keyed.keys import keyed
from tsmforms.reading.outside import outside, strangers
from tsmforms.reading.scene import Scene

GROUND = Ground(Printed(frozenset({"the visit", "yes"}), frozenset({"days"}), tabled=frozenset({"yes"})))
BOX = tuple(control("name", words="Ann"))
PHOTO = tuple(control("photo.data"))


def read(*blocks: object, used: frozenset[int] = frozenset(), **more: object) -> Findings:
    return outside(scene(*blocks, ground=GROUND, **more), Findings(used=used))


def found(*blocks: object, **more: object) -> list[str | None]:
    return [note.found for note in read(*blocks, **more).notes]  # type: ignore[arg-type]


def test_words_that_the_form_does_not_print_are_named_and_those_it_prints_are_not() -> None:
    assert found(BOX, "The visit", "Ask Ann", "3.", "...") == ["Ask Ann", "3."]


def test_a_word_that_the_form_prints_in_tables_only_is_somebodys_in_a_paragraph() -> None:
    assert found(BOX, "Yes") == ["Yes"]
    assert found(BOX, [["Yes"]]) == []


def test_words_between_the_boxes_of_a_sentence_are_named_where_the_form_has_others() -> None:
    assert found((*BOX, Run("days"))) == []
    assert found((*BOX, Run(" or Bob"), Run(" gone", Look(struck=True)), Run(" hint", Look(prompt=True)))) == [
        " or Bob"
    ]


def test_what_another_step_read_or_reported_is_not_named_again() -> None:
    assert found(BOX, "Ask Ann", used=frozenset({1})) == []


def test_after_thirty_places_there_is_one_line_for_the_rest() -> None:
    names = found(BOX, *(f"Note {chr(97 + n % 26)}{n}" for n in range(31)))
    assert len(names) == 31
    assert names[-1] is None
    assert len(found(BOX, *(f"Note {n}" for n in range(30)))) == 30


def test_in_a_document_without_boxes_the_numbers_of_rows_say_nothing() -> None:
    assert found("3.", "12", "Ask Ann") == ["Ask Ann"]


def test_words_in_the_row_of_one_box_of_a_sheet_are_named_with_their_question() -> None:
    row = [named("name", "Ann"), "or Bob"]
    (note,) = read([row], format="xlsx").notes
    assert (note.field, note.found) == ("name", "or Bob")
    (note,) = read([[*row, named("absences")]], format="xlsx").notes
    assert (note.field, note.found) == (None, "or Bob")


def test_a_sheet_without_boxes_is_named_as_a_whole_and_an_empty_one_is_not() -> None:
    other, empty = [["Notes", "of Ann"]], [[""]]
    assert [note.place for note in read([[named("name")]], other, empty, format="xlsx").notes] == [Place(sheet="Form")]


def test_words_on_a_page_over_one_box_are_somebodys_also_where_the_form_prints_the_same_elsewhere() -> None:
    rect: Rect = (10.0, 10.0, 100.0, 30.0)
    key = Key("acroform", "name")
    box = Spot(0, Place(page=1), [Start(key), End(key)], rect=rect)
    words = Spot(1, Place(page=1), [Run("The visit")], "page", rect=(12.0, 12.0, 60.0, 20.0))
    page = Page(
        1, 200, 200, words=[Word("The", 1, (12.0, 12.0, 30.0, 20.0)), Word("visit", 1, (32.0, 12.0, 60.0, 20.0))]
    )
    (note,) = read(box, words, format="pdf", pages=[page]).notes
    assert (note.field, note.found) == ("name", "The visit")
    below = Spot(1, Place(page=1), [Run("The visit")], "page", rect=(12.0, 40.0, 60.0, 50.0))
    assert not read(box, below, format="pdf", pages=[attrs.evolve(page, words=())]).notes


@pytest.mark.parametrize(
    ("part", "style", "words", "message"),
    [
        ("comment", "", "Ask Ann", "comment"),
        ("note", "", "Ask Ann", "note"),
        ("annotation", "FreeText", "Ask Ann", "outside every box"),
        ("annotation", "Ink", "", "drawn"),
    ],
)
def test_a_remark_is_named_for_what_it_is(part: Part, style: str, words: str, message: str) -> None:
    (note,) = read(BOX, Spot(0, Place(page=1), [Run(words)], part, style)).notes
    assert note.found == (words or None)
    assert message in note.message


def test_a_picture_outside_its_box_may_be_the_answer_of_a_form_that_asks_for_one() -> None:
    assert codes(read(BOX, PHOTO, (Picture(data=b"one"),))) == [("D0107", "photo.data")]
    assert not read(BOX, PHOTO, (Picture(is_logo=True),)).notes
    margin = Spot(0, Place(page=1), [Picture(data=b"one")], "header")
    assert [note.severity for note in read(BOX, PHOTO, margin).notes] == ["info"]


def test_the_sender_above_the_title_and_a_hidden_row_are_not_named() -> None:
    sender = Spot(0, Place(), [Run("Ourtown Council")], style="Letterhead 1")
    hidden = Spot(0, Place(), [Run("Old words")], hidden=True)
    assert found(BOX, sender, hidden) == []
    assert found(BOX, attrs.evolve(sender, place=Place(heading="The visit"))) == ["Ourtown Council"]


def _key(space: KeySpace, name: str, words: str, **more: object) -> list[Piece]:
    key = Key(space, name, **more)  # type: ignore[arg-type]
    return [Start(key), Run(words), End(key)]


@pytest.mark.parametrize(
    ("pieces", "said"),
    [
        (_key("tag", "other.question", "Ann"), ["info"]),
        (_key("tag", "Author 1", "Ann"), []),  # a tag of somebody's own
        (_key("name", "f.other", "Ann"), ["warning"]),
        (_key("name", "f.other", " "), []),
        (_key("name", "_tsmforms.id", "Ann"), []),
        (_key("name", "Print_Area", "Ann"), []),
        (_key("acroform", "other", "Ann"), ["warning"]),
        (_key("acroform", "other", ""), ["info"]),
        (_key("acroform", "send", "Send", widget="other"), []),
        (_key("field", "Text1", "Ann"), []),
        (_key("tag", "name", "Ann"), []),
    ],
)
def test_a_box_that_is_no_question_of_the_form_is_named_if_it_looks_like_ours_or_has_an_answer(
    pieces: list[Piece], said: list[str]
) -> None:
    assert [note.severity for note in strangers(scene(tuple(pieces)), Findings()).notes] == said


def test_boxes_that_were_read_are_not_outside() -> None:
    one = Scene(outline(BOX, PHOTO), scene().boxes, GROUND)
    assert not outside(one, keyed(one, Findings())).notes
