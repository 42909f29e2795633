"""What the two records of attendance meetings print alike."""

from __future__ import annotations

from tests.support.originals_a.pen import Pen

AREAS = {"education": "Education", "health": "Health", "care": "Care"}
ASKED = {"worried": "What are we worried about", "going_well": "What is going well", "next_steps": "Next Steps"}
PLAN = {
    "last_reviewed": "One page support plan/Myplan/EHCP Date Last Reviewed:",
    "plan_date": "Date of plan:",
    "review_date": "Review date:",
}
FACTS = {
    "pupil.name": "Child's name:",
    "pupil.date_of_birth": "Date of Birth:",
    "pupil.class_or_year": "Class/Year group:",
    "attendance.percent": "Attendance:",
    "pupil.sen_code": "SEN code:",
    "pupil.ssg": "SSG:",
    **{f"support_plan.{key}": text for key, text in PLAN.items()},
}
POINTS = (
    "A parent commits an offence if they fail to ensure that their child, who is a registered pupil at a school, "
    "fails to attend regularly.",
    "School will not authorise any further absence unless medical evidence is provided to support the absence, or "
    "the local authority advises us to do so. In the case of medical appointments, you will need to show some proof "
    "of appointment for this to be recorded.",
    "The attendance will be closely monitored by the school and local authority and reviewed accordingly. If there "
    "is no significant improvement in your child/ren's attendance, you may be at risk of receiving a fixed penalty "
    "notice and/or prosecution.",
)
CONFIRM = "I confirm that I understand the points agreed as outlined above."


def together(pen: Pen, paths: list[str], texts: dict[str, str] | None = None) -> list[str]:
    """Label and answer in the same cell, as the source has them."""
    return [f"{(texts or FACTS)[one]} {pen.words(one)}".strip() for one in paths]


def facts_in_cells(pen: Pen, texts: dict[str, str] | None = None) -> list[list[str]]:
    """Three rows of three cells, each with its label."""
    paths = list(FACTS)
    return [together(pen, paths[at : at + 3], texts) for at in (0, 3, 6)]


def signed(pen: Pen, who: str) -> str:
    """Who signed, as a name in a signature's box."""
    name = pen.words(f"{who}.name")
    pen.may_be(f"{who}.signed")
    return name
