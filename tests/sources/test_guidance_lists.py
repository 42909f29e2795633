"""Lists that the sources give as guidance are printed, in their words, where a council says so, and else by no form."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.printed import words_of
from tsmforms.specs import load_spec, registry

LISTS = {
    "sam_plan": "1601024bec1c 4a2189aaef57 2f375ffe1e2b 3334e9be5bae",
    "parenting_contract": (
        "1d4c13fa0d9d fffbec9294bb 760f6f9d7fcd 8424216c9d2a "
        "fb37ae2fbe9e 77a248875e85 0a2cd52ed6d9 01db896cc69e 9d10fb684f51 808ee3b35c6b"
    ),
    "family_action_plan": (
        "de88961084a8 c97cb3a9aee8 f9e09743d952 469923cc1803 4ebbd3928fb6 8c1f145288a7 "
        "0564d8c881d4 41350a1a1ad6 b599f63c65c9"
    ),
}
"""The hashes of the printed lines, as in the lists beside this file: S3, lines 31 to 35; S4, 555 to 567, 1161 to 1167,
and the types of intervention of 1030, 1058 and 1106."""


@pytest.mark.parametrize("form", LISTS)
def test_a_list_of_guidance_is_printed_where_a_council_says_so(form: str) -> None:
    wanted = set(LISTS[form].split())
    file = Path(registry().spec(form).file)
    assert wanted <= words_of(load_spec(file, chosen={"statements.guidance_lists": True}))
    assert not wanted & words_of(load_spec(file))
