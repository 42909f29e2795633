"""Choices that people strike, ring, highlight or embolden instead of ticking a box: one that is left is the answer."""

from __future__ import annotations

from tests.reading.scenes import codes, control, scene, values
from tsmforms.model.outline import PLAIN, Look, Run, Spot
from tsmforms.reading.findings import Findings
from tsmforms.reading.keyed.alternatives import standing_out, struck
from tsmforms.reading.keyed.keys import keyed
from tsmforms.reading.scene import Scene

STRUCK, BOLD, RINGED, YELLOW = Look(struck=True), Look(bold=True), Look(ringed=True), Look(highlight="FFFF00")


def seen(yes: Look = PLAIN, no: Look = PLAIN, ticked: str = "") -> Scene:
    """Yes and No behind their boxes in one paragraph."""
    box = {code: control("seen", code, "☒" if code == ticked else "☐") for code in ("yes", "no")}
    return scene((*box["yes"], Run(" Yes  ", yes), *box["no"], Run(" No", no)))


def bring(*looks: Look) -> Scene:
    """Diary, Letter and Plan, each in a cell behind its box."""
    words = (("diary", "Diary"), ("letter", "Letter"), ("plan", "Plan"))
    return scene(
        [[[*control("bring", code, "☐"), Run(said, look)] for (code, said), look in zip(words, looks, strict=True)]]
    )


def by_strikes(one: Scene) -> Findings:
    return struck(one, keyed(one, Findings()))


def by_signs(one: Scene) -> Findings:
    return standing_out(one, keyed(one, Findings()))


def test_the_choice_that_is_left_when_the_other_is_struck_through_is_the_answer() -> None:
    found = by_strikes(seen(yes=STRUCK))
    assert values(found) == {"seen#yes": False, "seen#no": True}
    assert codes(found) == [("D0109", "seen")]
    assert {one.option: one.method for one in found.found} == {"yes": "key", "no": "mark"}


def test_where_every_choice_is_struck_through_none_is_meant() -> None:
    found = by_strikes(seen(STRUCK, STRUCK))
    assert (values(found), codes(found)) == ({"seen#yes": False, "seen#no": False}, [("D0109", "seen")])


def test_a_choice_that_is_ticked_and_struck_through_contradicts_itself() -> None:
    found = by_strikes(seen(yes=STRUCK, ticked="yes"))
    assert (values(found), codes(found)) == ({"seen#yes": False, "seen#no": False}, [("D0101", "seen")])


def test_a_tick_next_to_the_choice_that_is_left_says_the_same_and_is_not_reported() -> None:
    found = by_strikes(seen(yes=STRUCK, ticked="no"))
    assert (values(found), codes(found)) == ({"seen#yes": False, "seen#no": True}, [])


def test_words_typed_behind_a_choice_do_not_make_it_one_that_is_left() -> None:
    boxes = (*control("seen", "yes", "☐"), Run(" Yes", STRUCK), *control("seen", "no", "☐"), Run(" No, not yet"))
    assert values(by_strikes(scene(boxes))) == {"seen#yes": False, "seen#no": False}


def test_one_choice_that_is_ringed_or_highlighted_is_the_answer() -> None:
    for look in (RINGED, YELLOW):
        found = by_signs(seen(no=look))
        assert (values(found), codes(found)) == ({"seen#yes": False, "seen#no": True}, [("D0114", "seen")])


def test_two_signs_on_a_question_of_one_answer_are_reported_and_on_one_of_several_they_are_two_answers() -> None:
    two = by_signs(seen(yes=RINGED, no=YELLOW))
    assert (values(two), codes(two)) == ({"seen#yes": False, "seen#no": False}, [("D0102", "seen")])
    several = by_signs(bring(YELLOW, PLAIN, YELLOW))
    assert values(several) == {"bring#diary": True, "bring#letter": False, "bring#plan": True}


def test_choices_that_all_look_alike_do_not_stand_out() -> None:
    alike = by_signs(seen(YELLOW, YELLOW))
    assert (values(alike), codes(alike)) == ({"seen#yes": False, "seen#no": False}, [])
    every = by_signs(bring(YELLOW, YELLOW, YELLOW))
    assert (set(values(every).values()), codes(every)) == ({False}, [("D0102", "bring")])


def test_a_question_that_was_ticked_is_not_answered_by_a_sign_too() -> None:
    assert not codes(by_signs(seen(no=YELLOW, ticked="yes")))


def test_bold_words_are_a_sign_only_where_it_is_known_that_the_form_does_not_print_them_bold() -> None:
    assert values(by_signs(seen(no=BOLD))) == {"seen#yes": False, "seen#no": False}


def test_a_ring_over_a_paragraph_of_several_choices_is_reported_and_not_read() -> None:
    one = seen()
    ringed = Spot(0, one.outline.spots[0].place, one.outline.spots[0].pieces, ringed=True)
    found = by_signs(scene(ringed))
    assert (values(found), codes(found)) == ({"seen#yes": False, "seen#no": False}, [("D0114", "seen")])


def test_where_every_box_has_its_own_word_and_only_some_are_bold_nobody_can_say_which_are_meant() -> None:
    words = (("diary", "Diary", BOLD), ("letter", "Letter", PLAIN), ("plan", "Plan", PLAIN))
    found = by_signs(scene([[control("bring", code, said, look) for code, said, look in words]]))
    assert (set(values(found).values()), codes(found)) == ({False}, [("D0101", "bring")])
    crosses = by_signs(scene([[control("bring", code, "x", look) for code, _, look in words]]))
    assert (set(values(crosses).values()), codes(crosses)) == ({True}, [])
