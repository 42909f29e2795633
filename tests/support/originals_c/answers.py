"""What people write in the long boxes: short, uneven, in their own words. None of it comes from a form's examples."""

from __future__ import annotations

EVIDENCE = (
    "AHT Pastoral leads, sits on SLT",
    "SDP priority 3",
    "Policy ratified by govs in the autumn",
    "SIMS report goes to HoY every second Friday",
    "Standing item",
    "INSET in Sept, refresher planned",
    "On displays in reception + main hall",
    "Not every year group does this yet",
    "Text then call by 9.45, home visit day 3",
    "Badges and hot choc Fridays",
    "Needs work - new staff not briefed",
    "Spreadsheet kept by Mrs Invented",
    "Late gate on Tues and Thurs",
    "see attached",
    "Trust template used since January",
    "in progress; to finish by half-term",
)
CONCERNS = (
    "58%, mum reports anxiety, GP letter seen",
    "41.5% since Sept. Moved from out of county, housing not settled",
    "Broken weeks, mostly Mondays. 79%",
    "66%, sibling also low at the primary",
)
ADVICE = (
    "EWO to visit with HoY",
    "Refer for early help, review in 3 wks",
    "Notice to improve to be discussed with parents",
    "Carry on with the reduced timetable, end date needed",
)
COMMENTS = (
    "Good meeting, next one to look at Year 8 girls.",
    "School would like training on codes for new office staff.",
    "Figures skewed by one pupil dual registered.",
    "Please note the site is split, two registers are taken.",
)
ACTIONS = (
    "Set up fortnightly attendance clinic",
    "Add attendance to weekly briefing",
    "Complete plans for all SA pupils",
    "Publish the attendance ladder to parents",
    "Ring round the families with 3+ broken weeks",
    "Share good practice from the cluster group",
    "Attend panel meetings in school",
    "Book a refresher on register codes",
)
MEASURES = ("Clinic log", "Fewer broken weeks", "All plans on file", "Parent survey", "PA down 2 points")
WORRIED = (
    "Missing most of Period 1",
    "Stomach pains every Sunday evening, seen by GP twice",
    "Mum works earlies, nobody at home to get him up",
    "Behind in English and science",
    "Gaming late into the night",
    "Two falls outs with same group of girls",
)
WELL = (
    "Good relationship with the TA",
    "Asthma under control now",
    "Gran helps out on Wednesdays",
    "Always in for food tech",
    "Came to every club session before Xmas",
    "None reported",
)
STEPS = (
    "Meet and greet with Ms Specimen at 8.40",
    "School nurse drop in",
    "Parent to ring before 8.30 if not well",
    "Catch up sessions Tues lunch",
    "Routine chart to be sent home",
    "HoY to mediate with the other girls",
)
INFORMATION = (
    "Family moving in the spring, address to follow",
    "Interpreter needed (Romanian)",
    "Dad would like to be copied in to emails",
)
SERVICES = ("CAMHS (waiting list)", "Early Help worker since Feb", "None at present", "School nurse + young carers")
REASONS = (
    "Chest infections in the winter, then a family holiday in June",
    "Not sleeping, and the lift to school fell through",
    "Bereavement in the family last autumn",
)
VIEWS = (
    "she finds the corridors too busy and would like to come in by the side door",
    "he likes PE and art but gets lost in maths",
    "school is OK, getting up is the hard bit",
)
TARGETS = (
    "No lates before half-term",
    "95% over the next four weeks",
    "In for every registration, Mon to Fri",
    "Hand in missed English work",
)
PARENT_PROMISES = (
    "Bedtime by 10pm on school nights",
    "Phone the absence line before 8.30am",
    "Bring in proof of appointments",
    "Not book holidays in term",
)
SCHOOL_PROMISES = (
    "Time out card to be issued",
    "Weekly call home from Mr Invented",
    "Early lunch pass until Easter",
    "Catch up work put on Teams",
)
PUPIL_PROMISES = ("Set my own alarm", "Go to Miss if I feel worried", "Come in by the side gate")
ATTEMPTS = ("Rang 3 times, letter hand delivered, came on the second date", "First date cancelled by parent (work)")
RETURNED = (
    "1 family still abroad, flights cancelled",
    "All accounted for by day 2",
    "2 chn moved, new school confirmed it by email",
)
SCHOOL_DID = (
    "Assembly, letters at 94%, tutor call",
    "Mentoring with Mr Invented, report card",
    "Breakfast provision, lift share scheme",
    "Panel with governor, parenting contracts x4",
)
OFFICER_SAID = (
    "Track by tutor group and send weekly",
    "Try home visit earlier in the day",
    "Check coding of B and D",
    "Think about transport, ask passenger services",
)
FEEDBACK = ("Very useful, thank you", "Could we have the minutes sooner please", "No comments this term")
ABSENCE = (
    "Emotional based school avoidance",
    "In hospital Oct-Nov, convalescing",
    "Refuses to leave the house, dad supportive",
)
PLAN = ("Hub hours 10-12 daily", "Home tuition 5 hrs a week", "Risk assessed visits, taxi in place")
OFFICER_PUPIL = ("Ask for EHCNA", "Section 19 duty - email sent to the team", "Continue, review at next TSM")
STEP_DONE = (
    "Rung on 3 mornings, no answer",
    "Letter sent home, copy on file",
    "Spoke to tutor, no issues in class",
    "Pupil voice form done",
    "Mum said mornings are hard",
    "alarm clock given",
    "Not wanted by family",
    "Primary rang back, same pattern",
    "Mondays P5 geography",
    "yes - referred to young carers",
    "GP letter on file",
    "TAF 2 weeks ago",
    "Emailed, awaiting reply",
    "plan signed and shared",
)
NOT_DATED = ("No siblings. No other services involved.", "Distance n/a - lives on the same road")
RATIONALE = ("Parent declined twice, see letters", "Already on a CIN plan, social worker advised against")
DAYS = ("Mon-Fri", "Alternate weekends", "Every day", "Weds and Thurs")
PLACES = ("Staff meeting room", "Teams link sent", "Conference room, main office", "Room 14")

POOLS = {
    "improving_absence.*.evidence": EVIDENCE,
    "reducing_persistent_absence.*.evidence": EVIDENCE,
    "term_time_holidays.*.evidence": EVIDENCE,
    "live_cases.#.concerns": CONCERNS,
    "live_cases.#.advice": ADVICE,
    "additional_comments": COMMENTS,
    "school_actions.#.action": ACTIONS[:5],
    "authority_actions.#.action": ACTIONS[3:],
    "school_actions.#.measure": MEASURES,
    "authority_actions.#.measure": MEASURES,
    "discussion.*.worried": WORRIED,
    "discussion.*.going_well": WELL,
    "discussion.*.next_steps": STEPS,
    "additional_information": INFORMATION,
    "services_involved": SERVICES,
    "reasons": REASONS,
    "child_views": VIEWS,
    "targets.#.target": TARGETS,
    "parents_agree_to.#.commitment": PARENT_PROMISES,
    "school_agrees_to.#.commitment": SCHOOL_PROMISES,
    "pupil_agrees_to.#.commitment": PUPIL_PROMISES,
    "agreement.attempts": ATTEMPTS,
    "terms.*.returned.comments": RETURNED,
    "terms.*.on_track.interventions": SCHOOL_DID,
    "terms.*.persistent.interventions": SCHOOL_DID[::-1],
    "terms.*.on_track.advice": OFFICER_SAID,
    "terms.*.persistent.advice": OFFICER_SAID[::-1],
    "terms.*.feedback": FEEDBACK,
    "intervention_comments": COMMENTS,
    "holidays.comments": COMMENTS[1:],
    "year_to_date_comments": COMMENTS[2:],
    "counts_comments": COMMENTS[:2],
    "severe_pupils.#.terms.*.reason": ABSENCE,
    "severe_pupils.#.terms.*.action": PLAN,
    "severe_pupils.#.terms.*.advice": OFFICER_PUPIL,
    "steps.*.action": STEP_DONE,
    "language.*.action": STEP_DONE[::-1],
    "not_dated": NOT_DATED,
    "contract.rationale": RATIONALE,
    "parents.#.days": DAYS,
    "actions.#.action": ACTIONS,
    "venue.place": PLACES,
}
