"""Sentences of letters of support, judged by what they mean: a legal step in any words, and innocent uses of the same."""

from __future__ import annotations

import pytest

from tsmforms.rules.legalwords import severity_of

STEPS = """
We may issue a fixed penalty.
You could be taken to court.
A fine of £80 may follow.
You may receive an £160 fine.
It is £80 per parent.
We will refer you for prosecution.
You risk prosecution.
The magistrates could decide.
You might end up in front of a judge.
An FPN will be issued.
A Fixed-Penalty Notice comes next.
You may face a financial penalty.
This could lead to legal action.
This may have legal consequences.
Our legal team will write to you.
You could get a criminal record.
Criminal proceedings may follow.
An education supervision order may be sought.
We may seek an ESO.
You will be summonsed.
Imprisonment for up to three months is possible.
You could face a custodial sentence.
Section 444 of the Education Act 1996 says so.
You may be interviewed under caution.
You will get a Single Justice Notice.
We would have no choice but to consider statutory action.
The council will take enforcement action.
A community order can be made.
You would pay the court costs.
We will see you in court.
It will be taken further through the courts.
"""
MAYBE = """
There are sanctions.
The matter is on the way to court.
The law is against you.
You may be penalised.
A solicitor will write to you.
A formal warning comes next.
"""
INNOCENT = """
Everything is fine at home.
A fine example to others; finely balanced; fine motor skills.
She plays on the netball court and on the tennis courts.
A penalty kick, the penalty area and a penalty shoot-out.
Court shoes are in the hall; the food court is open.
They live near Hampton Court, in Court Lane, by the courtyard.
The medical centre is in Court Road.
He spoke with conviction, and in full sentences.
The mock trial club, and Legal Studies on Fridays.
She was in charge of the orders for lunch; it is free of charge.
No offence was meant. Judge for yourself.
Her legal guardian will ring. Mother-in-law collects her.
We notice an improvement.
The police cadets meet on Mondays.
"""


def lines(text: str) -> list[str]:
    return text.strip().splitlines()


@pytest.mark.parametrize("sentence", lines(STEPS))
def test_a_legal_step_is_an_error_in_whatever_words(sentence: str) -> None:
    assert severity_of(sentence) == "error"


@pytest.mark.parametrize("sentence", lines(MAYBE))
def test_a_word_that_may_mean_a_legal_step_is_asked_about(sentence: str) -> None:
    assert severity_of(sentence) == "warning"


@pytest.mark.parametrize("sentence", lines(INNOCENT))
def test_innocent_words_are_free(sentence: str) -> None:
    assert severity_of(sentence) is None


def test_an_innocent_use_hides_no_legal_step_beside_it() -> None:
    assert severity_of("She is on the netball court while we prosecute you.") == "error"
    assert severity_of("With conviction: the court decides.") == "warning"
