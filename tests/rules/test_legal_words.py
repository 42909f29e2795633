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
If things do not change you will have to answer to the magistrates.
We will have no choice but to refer the matter to the local authority's legal department.
A fixed penalty notice may be issued.
You may each be fined £160.
The fine rises to £160 after 21 days.
You could be prosecuted under the Education Act.
Parents can be sent to prison for this.
You may face up to three months in prison.
A £2,500 fine is possible.
You could lose £160 per child.
The council can take you before the justices.
We are required to report this for prosecution.
This is an offence.
You are committing an offence.
Non-attendance is a criminal matter.
Legal enforcement will follow.
The next step is an FPN.
Failure to improve will result in a fine.
Failure to improve will result in a Notice to Improve.
Failure to comply will be dealt with by the courts.
We will apply for an education supervision order.
We will apply for an ESO.
Statutory proceedings will be started.
We shall begin the legal process.
The authority will take the case to the Magistrates' Court.
You will be invited to an interview under PACE.
You will be interviewed under the Police and Criminal Evidence Act.
You'll be fined.
You'll get a fine.
You'll end up with a criminal record.
There will be legal implications.
There will be legal repercussions.
We will instruct solicitors.
We may apply to the court for a parenting order.
Section 444(1A) makes it an offence.
s. 444 Education Act 1996.
Sec 444 applies.
You have broken the law.
It is against the law to keep your child at home.
This may be escalated to court.
Your case will be passed to the prosecutions team.
Expect a summons.
Expect a knock from the bailiffs.
You will have to pay £80 within 21 days.
The LA may issue you with a penalty.
Penal consequences follow.
You will be penalised financially.
A financial sanction may be imposed.
We may impose a financial charge.
The council will pursue this through the judicial system.
You risk going to jail.
We will make a referral for legal intervention.
A School Attendance Order will be served.
We'll see each other in front of the bench.
You could receive a conviction.
A fast-track to prosecution begins now.
Fast Track proceedings have begun.
Take this as your final warning before the fine.
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
Court awaits parents who do nothing.
You may be ordered to attend parenting classes by a court.
The next step is a penalty.
The next step is a PN.
We will seek legal advice about your case.
The law requires you to send your child to school.
The case will be escalated to the authority for enforcement.
Expect a bill for £80.
Payment of £160 is due within 28 days.
We will involve the police and social services will take your child.
Social services could remove your child from your care.
Your child may be put into care.
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
The children discussed justice in assembly.
She would like to become a solicitor one day.
Her dad is a police officer and starts at six, so mornings are hard.
Mum works at the prison and does night shifts.
Dad is in prison and Kai visits on Fridays.
The family has had a bereavement and probate proceedings take mum away on Tuesdays.
Mum had to attend court as a juror for two weeks.
Mum is on jury service this month.
They are going through a divorce and the family court hearing is next week.
The tribunal about the EHC plan is in March.
We are waiting for the SEND tribunal.
She is in the criminology class.
He is under caution from the doctor not to run.
There is a fine line between rest and absence.
He is doing fine.
The weather has been fine and he walks to school.
Library fines have been cancelled.
There are no fines for late library books.
He forgot a library book and there is no fine.
Penalty for late homework is a lunchtime in the library.
He scored the winning penalty on Saturday.
She missed a penalty in the cup final and felt awful.
Football: he practises penalties after school.
The ball court is open before school.
He plays in the courtyard with friends.
The school council held court in the hall.
They meet on the basketball courts at 8:15.
We live at 4 Crown Court and the bus does not stop there.
Flat 3, Magistrates Row.
They moved to Tribunal Lane.
A summary of the meeting is enclosed.
In the proceedings of the school council she spoke well.
Our first aid order arrived.
The pupil has a legal right to be heard; we want to hear Sam's view.
Mrs Law will meet him at the gate.
Mr Judge will be his mentor.
Ms Fine runs the breakfast club.
Mr Bailiff is the caretaker.
Miss Court is her tutor.
Jail break is the name of the play.
She enjoys the play An Inspector Calls, with its trial.
He is writing about crime and punishment in English.
History this term is about crime, punishment and the law.
A Level Law starts in September.
He takes GCSE law on Thursdays.
Her brother studies law.
Please send us the court date of the custody hearing so that we can authorise the absence.
He must be in court as a witness on Monday; we have recorded this as authorised.
A parent told us that the family's solicitor is sorting out housing.
The eviction notice has worried the family; bailiffs came last week.
The family has been served notice by the landlord.
Our offence in the last match was strong.
No offence meant, but the bus was late.
It is no offence to be ill.
Please do not take offence at this letter.
Detention is not a sanction we use for lateness.
He has a strong conviction that school is boring.
Fine particles set off her asthma.
We would like the case closed soon.
Mum has power of attorney for gran and goes to the solicitor on Mondays.
The law of averages says tomorrow will be better.
In science they learn the laws of motion.
The order of the day is printed in the planner.
Chloe has a caution about cats as she is allergic.
Warrant Officer Smith of the cadets speaks at assembly.
School rewards: a penalty shoot-out competition.
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


def test_what_excuses_a_word_excuses_no_other_word_of_its_sentence() -> None:
    assert severity_of("She is on jury service, and you will be prosecuted.") == "error"
    assert severity_of("Library fines are over, but a penalty notice is not.") == "error"
    assert severity_of("The football team won. The court decides about you.") == "warning"
    assert severity_of("Dad, you could go to prison.") == "error"
    assert severity_of("Mum is a juror. You will see us in court.") == "warning"
