"""Documents of pupils, made without a file."""

from __future__ import annotations

from datetime import date
from typing import Any

import attrs

from tests.rules.forms import FORM
from tsmforms.casework.cases import CaseDocument
from tsmforms.collation.about import About
from tsmforms.model import FormSpec

VISIT = attrs.evolve(FORM, form="visit", title="Visit")
LETTER = attrs.evolve(FORM, form="letter", title="Letter", kind="letter")


def document(
    pupil: str,
    day: date | None = None,
    spec: FormSpec = VISIT,
    record_id: str | None = None,
    born: date | None = None,
    file: str = "",
    school: str = "",
    **values: Any,
) -> CaseDocument:
    """A document of a pupil; two underscores in a name are a dot."""
    answers = {name.replace("__", "."): value for name, value in values.items()}
    about = About(school=school, pupil=pupil, born=born, day=day)
    return CaseDocument(file or f"{pupil}-{day}.docx".casefold(), spec, record_id, answers, about)
