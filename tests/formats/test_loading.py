"""The list of formats is one list."""

from __future__ import annotations

import pytest

from tsmforms.diagnostics import MisuseError
from tsmforms.formats.loading import load_format
from tsmforms.model.formatnames import FORMATS


@pytest.mark.parametrize("name", FORMATS)
def test_every_named_format_can_be_loaded(name: str) -> None:
    assert callable(load_format(name).compile_writer)


def test_another_format_is_a_clear_misuse_that_names_those_there_are() -> None:
    with pytest.raises(MisuseError, match=", ".join(FORMATS)):
        load_format("odt")
