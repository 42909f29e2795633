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
You may be liable to a fine.
We can fine both parents.
A fine may be issued to each parent.
We might have to fine you.
You could have to pay £160 within 28 days.
This could cost you £160.
A penalty will be issued.
Penalties apply.
The council may begin proceedings against you.
Proceedings will be issued.
Your case may be heard in court.
This letter may be used as evidence.
The matter will be put before the bench.
You are breaking the law.
You have a legal duty to send your child to school.
A community protection notice may be served.
A formal caution may be given.
We are obliged to enforce attendance.
We will report you to the police.
"""
MAYBE = """
There are sanctions.
The matter is on the way to court.
The law is against you.
You may be penalised.
A solicitor will write to you.
A formal warning comes next.
This is your final warning.
The council may issue a notice.
A warrant can be issued.
We will have to take this further legally.
Section 7 of the Education Act requires you to act.
Your child may be taken away.
There are proceedings.
Next time there will be a penalty.
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
The fine arts club meets; the choir will fine-tune its songs.
The school will finance the trip; please pay £20 for it by Friday.
She can find her way. He is a good judge of character.
Mr Law teaches science, and Mrs Justice is her tutor.
We met in order to plan the week; there is no charge.
He enforces the quiet rule as a prefect, and has served as a monitor.
The trial lesson went well; in that case, call us.
Your phone may be taken away to the office until lunch is over.
The final reminder: sports day is on Friday.
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
