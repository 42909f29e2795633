from __future__ import annotations

from pathlib import Path

import pytest

from tests.formats.xlsx.samples import ANSWERS, FORM, LETTER, NESTED, form_of
from tsmforms.documents import Form


@pytest.fixture(scope="session")
def form(tmp_path_factory: pytest.TempPathFactory) -> Form:
    return form_of(FORM, tmp_path_factory.mktemp("form"))


@pytest.fixture(scope="session")
def nested(tmp_path_factory: pytest.TempPathFactory) -> Form:
    return form_of(NESTED, tmp_path_factory.mktemp("nested"))


@pytest.fixture(scope="session")
def letter(tmp_path_factory: pytest.TempPathFactory) -> Form:
    return form_of(LETTER, Path(tmp_path_factory.mktemp("letter")))


@pytest.fixture(scope="session")
def blank(form: Form) -> bytes:
    return form.blank("xlsx")


@pytest.fixture(scope="session")
def filled(form: Form) -> bytes:
    return form.write(ANSWERS, "xlsx", record_id="0b6f0d3e-5f0e-5a53-9f0c-6d8f6c1f2a11", is_open=True)
