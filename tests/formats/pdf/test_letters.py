from __future__ import annotations

import io
import json
import threading

import attrs
import pikepdf
import pytest

from tests.formats.pdf.trees import LETTER, LETTER_SPEC, LETTER_TEXTS, content, letter_content
from tests.support.everyday import in_turn
from tests.support.geometry import faults
from tests.support.reading import identify
from tsmforms.documents import Form
from tsmforms.documents.returns import read_all
from tsmforms.formats.pdf import compile_writer, confirm, page_text, read
from tsmforms.formats.pdf.letters import MM
from tsmforms.formats.pdf.pages import glyphs
from tsmforms.layout import Content, WriterPlan

WRITER = compile_writer(WriterPlan(LETTER))
CONTENT = letter_content()
PAGE_HEIGHT = 841.89


def printed(data: bytes) -> str:
    """The text of all pages, every run of white space one space."""
    return " ".join(" ".join(page_text(data)).split())


def opened(data: bytes) -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(data))


def test_a_letter_prints_every_answer_derived_figure_and_list_entry() -> None:
    text = printed(WRITER.fill(CONTENT))
    for words in LETTER_TEXTS.values():
        assert " ".join(words.split()) in text
    assert "Your child attended 85 of 108 sessions, which is 78.7%." in text
    assert "Our reference: SAM/0147" in text


def test_a_block_whose_condition_fails_and_lines_without_answers_are_not_printed() -> None:
    text = printed(WRITER.fill(letter_content(offer="", ref="")))
    assert "We can offer" not in text
    assert "Help" not in text
    assert "Our reference" not in text


def test_a_list_without_entries_leaves_no_empty_table() -> None:
    texts = {path: text for path, text in LETTER_TEXTS.items() if not path.startswith("actions")}
    assert "Action" not in printed(WRITER.fill(content(texts)))


def test_the_specimen_shows_every_label_in_brackets_once() -> None:
    text = printed(WRITER.fill(Content({})))
    assert "Dear [Salutation]" in text
    assert "[Target]" in text
    assert "We can offer: [Support offered]" in text
    assert "[percent]" in text


@pytest.mark.parametrize(
    "words",
    [
        "*bold* _it_ $x$ #panic() `raw` = head",
        "\\ \" </a> & < > '",
        "@ref <label> // gone",
        "{curly} [square] -- --- ...",
        "1. one\n- two\n+ three",
        '#import "x": *',
    ],
)
def test_answers_are_words_never_markup(words: str) -> None:
    assert " ".join(words.split()) in printed(WRITER.fill(letter_content(offer=words)))


def test_the_answers_are_attached_byte_for_byte_and_nothing_else_is() -> None:
    answers = json.dumps({"name": "Ŵ & <é>", "n": 1.50}, ensure_ascii=False).encode()
    data = WRITER.fill(attrs.evolve(CONTENT, answers=answers))
    with opened(data) as pdf:
        assert list(pdf.attachments) == ["answers.json"]
        assert pdf.attachments["answers.json"].get_file().read_bytes() == answers
        assert pdf.attachments["answers.json"].relationship == "/Source"
    with opened(WRITER.fill(CONTENT)) as pdf:
        assert not list(pdf.attachments)


def test_a_letter_is_tagged_pdf_a_and_pdf_ua() -> None:
    with opened(WRITER.fill(CONTENT)) as pdf:
        assert str(pdf.Root.Lang) == "en-GB"
        assert pdf.Root.MarkInfo.Marked
        assert pdf.Root.ViewerPreferences.DisplayDocTitle
        assert "/StructTreeRoot" in pdf.Root
        metadata = pdf.Root.Metadata.read_bytes().decode()
        assert str(pdf.docinfo["/Title"]) == "What we agreed"
    assert "<pdfuaid:part>1" in metadata
    assert "<pdfaid:part>3" in metadata
    assert "<pdfaid:conformance>A" in metadata


def test_a_letter_says_what_it_is_by_keywords_and_by_its_footer() -> None:
    data = WRITER.fill(CONTENT)
    with opened(data) as pdf:
        del pdf.trailer["/Info"]
        del pdf.Root["/Metadata"]
        out = io.BytesIO()
        pdf.save(out)
    for version in (data, out.getvalue()):
        who = identify("pdf", version)
        assert (who.form, who.edition, who.digest) == ("small_letter", "2024-09", "0123456789ab")
        assert who.record_id == "00000000-0000-5000-8000-000000000147"


def test_the_page_is_that_of_the_posting_service() -> None:
    """Millimetres from the top left: domain facts, section 12."""
    first = [glyph for glyph in glyphs(WRITER.fill(CONTENT)) if glyph.page == 1]
    boxes = [
        (left / MM, (PAGE_HEIGHT - top) / MM, right / MM, (PAGE_HEIGHT - bottom) / MM)
        for left, bottom, right, top in (glyph.box for glyph in first)
    ]
    head = [box for box in boxes if box[1] < 30]
    assert min(box[0] for box in head) >= 15
    assert max(box[2] for box in head) <= 125
    assert min(box[1] for box in head) >= 5
    assert max(box[3] for box in head) <= 30
    window = [box for box in boxes if box[0] < 120 and 30 <= box[1] < 80]
    assert min(box[0] for box in window) >= 24.0
    assert max(box[2] for box in window) <= 120.0
    assert min(box[1] for box in window) >= 38.5
    assert max(box[3] for box in window) <= 67.3
    corner = [box for box in boxes if box[0] >= 120 and box[1] < 94]
    assert min(box[0] for box in corner) >= 124.5
    assert max(box[2] for box in corner) <= 195
    assert not [box for box in boxes if 68 < box[1] < 93 and box[0] < 124]
    assert max(box[3] for box in boxes) <= 292
    assert min(box[0] for box in boxes) >= 15


def test_seven_lines_of_address_fit_the_window_and_eight_are_refused() -> None:
    def lines(count: int) -> Content:
        return letter_content(address="\n".join(f"Line {n}" for n in range(count - 1)))

    assert WRITER.problems(lines(7)) == ()
    first = [g.box for g in glyphs(WRITER.fill(lines(7))) if g.page == 1 and g.box[0] < 120 * MM]
    assert PAGE_HEIGHT - min(box[1] for box in first if box[3] > PAGE_HEIGHT - 80 * MM) <= 67.3 * MM
    (problem,) = WRITER.problems(lines(8))
    assert (problem.code, problem.severity) == ("D0305", "error")


def test_a_line_of_address_wider_than_the_window_is_refused() -> None:
    (problem,) = WRITER.problems(letter_content(address="W" * 60))
    assert (problem.code, problem.field) == ("D0305", "address")
    assert "W" * 60 not in problem.message


def test_an_answer_taller_than_a_page_in_a_table_is_refused() -> None:
    (problem,) = WRITER.problems(letter_content(actions_0_what="x\n" * 60))
    assert (problem.code, problem.severity, problem.field) == ("D0305", "error", "actions.0.what")


@pytest.mark.parametrize(
    "text", ["W" * 500, "word " * 200, "x\n" * 90, "  a\tb  c"], ids=["long", "words", "lines", "spaces"]
)
def test_no_glyph_is_off_the_page_or_overlapping(text: str) -> None:
    assert faults(WRITER.fill(letter_content(offer=text, salutation=text[:120], targets_0_target=text))) == []


def test_a_character_the_fonts_lack_is_refused_by_question_and_name() -> None:
    (problem,) = WRITER.problems(letter_content(offer="fine 😀"))
    assert (problem.code, problem.severity, problem.field) == ("D0309", "error", "offer")
    assert "GRINNING FACE (U+1F600)" in problem.message
    assert '"Support offered"' in problem.message


def test_the_same_content_gives_the_same_bytes_in_every_thread() -> None:
    made: list[bytes] = []
    threads = [threading.Thread(target=lambda: made.append(WRITER.fill(CONTENT))) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(made) == 3
    assert set(made) == {compile_writer(WriterPlan(LETTER)).fill(CONTENT)}


def test_a_letter_reads_back_by_its_attachment() -> None:
    letter = read(WRITER.fill(attrs.evolve(CONTENT, answers=b'{"seen": 85, "share": 1.50}')))
    assert letter.attachment
    assert str(letter.attachment.answers["share"]) == "1.50"
    assert letter.notes == ()


def test_a_letter_that_lost_its_attachment_is_an_error_and_a_specimen_is_not() -> None:
    (lost,) = read_all(WRITER.fill(CONTENT), form=Form(LETTER_SPEC))
    assert lost.answers == {}
    assert [(d.code, d.severity) for d in lost.diagnostics] == [("D0405", "error")]
    (specimen,) = read_all(WRITER.fill(Content({})), form=Form(LETTER_SPEC))
    assert (specimen.answers, specimen.diagnostics) == ({}, ())


@pytest.mark.parametrize("answers", [b"{", b"[1]", b"", b"[" * 5000, b"x" * 300_000])
def test_an_attachment_that_is_no_record_is_an_error(answers: bytes) -> None:
    letter = read(WRITER.fill(attrs.evolve(CONTENT, answers=answers)))
    assert letter.attachment is None
    assert [note.code for note in letter.notes] == ["D0406"]


# --- the page confirms


DATA = WRITER.fill(CONTENT)


def test_a_page_confirms_its_own_answers_and_says_where_they_stand() -> None:
    seen, differing = confirm(DATA, LETTER, CONTENT)
    assert differing == {}
    assert seen.keys() == LETTER_TEXTS.keys()
    place = seen["seen"]
    assert place.page == 1
    assert place.rect
    left, bottom, right, top = place.rect
    assert 0 < right - left < 40
    assert 0 < top - bottom < 20


@pytest.mark.parametrize("path", in_turn(LETTER_TEXTS, 3))
@pytest.mark.parametrize(
    "change",
    [lambda text: text + "x", lambda text: "x" + text, lambda text: text[:-1] or "9"],
    ids=["longer", "prefixed", "shorter"],
)
def test_one_answer_that_differs_from_the_page_is_the_one_named(path: str, change: object) -> None:
    assert callable(change)
    attached = letter_content(**{path.replace(".", "_"): change(LETTER_TEXTS[path])})
    seen, differing = confirm(DATA, LETTER, attached)
    assert set(differing) == {path}
    assert set(seen) == LETTER_TEXTS.keys() - {path}


def test_an_answer_whose_place_now_holds_other_words_is_located() -> None:
    _, differing = confirm(DATA, LETTER, letter_content(seen="86"))
    seen, _ = confirm(DATA, LETTER, CONTENT)
    place, right = differing["seen"], seen["seen"]
    assert place
    assert place.rect
    assert right.rect
    assert place.page == right.page
    assert abs(place.rect[1] - right.rect[1]) < 3
    assert right.rect[0] - 3 <= place.rect[0] <= right.rect[2] + 3


def test_two_answers_that_changed_places_are_both_named() -> None:
    _, differing = confirm(DATA, LETTER, letter_content(actions_0_who="Mr Ash", actions_1_who="Łucja"))
    assert set(differing) == {"actions.0.who", "actions.1.who"}


def test_an_answer_the_letter_does_not_print_is_not_confirmed() -> None:
    extra = attrs.evolve(CONTENT, texts={**CONTENT.texts, "nowhere": "85"})
    assert confirm(DATA, LETTER, extra)[1] == {"nowhere": None}


def test_text_that_goes_over_a_page_break_is_confirmed() -> None:
    long = letter_content(offer=" ".join(f"word{n} well-known" for n in range(700)))
    data = WRITER.fill(long)
    assert len(page_text(data)) > 1
    assert confirm(data, LETTER, long)[1] == {}
