"""Zip packages of our own making, held against the standard library's reader."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable

import pytest

from tsmforms.packing import EACH_TIME, ONCE, Deflated, MemberName, Packer, Shell, deflate, deflate_quickly

MEMBERS = {"a.xml": b"<a/>", "folder/b.bin": bytes(range(256)) * 100, "größe.txt": b"", "c.xml": b"c" * 70_000}


@pytest.mark.parametrize("pack", [deflate, deflate_quickly])
@pytest.mark.parametrize("level", [ONCE, EACH_TIME])
def test_every_member_is_read_as_it_was_put_in(pack: Callable[[bytes, int], Deflated], level: int) -> None:
    names = [MemberName.of(name) for name in MEMBERS]
    ready = [pack(content, level) for content in MEMBERS.values()]
    for first in range(len(names) + 1):
        shell = Shell.of(zip(names[:first], ready[:first], strict=True), names[first:])
        with zipfile.ZipFile(io.BytesIO(shell.finish(ready[first:]))) as archive:
            assert {name: archive.read(name) for name in archive.namelist()} == MEMBERS


def test_members_are_of_a_fixed_date_so_that_the_same_input_gives_the_same_bytes() -> None:
    with zipfile.ZipFile(io.BytesIO(Shell.of([(MemberName.of("a"), deflate(b"x"))]).finish())) as archive:
        assert archive.getinfo("a").date_time == (1980, 1, 1, 0, 0, 0)


def test_a_member_missing_from_those_that_change_is_found() -> None:
    with pytest.raises(ValueError, match="zip"):
        Shell.of((), [MemberName.of("a")]).finish()


def test_pieces_packed_once_and_pieces_that_change_make_one_member() -> None:
    pieces = ["<head/>" * 500, "", "<middle/>" * 500, "", "<foot/>"]
    packer = Packer.of(pieces, {1, 3})
    assert list(packer.ready) == [0, 2]
    for words in ("", "one", "é" * 3000):
        made = [pieces[0], words, pieces[2], words[:1], pieces[4]]
        data = Shell.of((), [MemberName.of("sheet.xml")]).finish([packer.pack(made)])
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            assert archive.read("sheet.xml").decode() == "".join(made)
