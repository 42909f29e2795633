"""How large a picture is, by its own head; and what cannot be a logo."""

from __future__ import annotations

import struct
from pathlib import Path

import pytest

from tests.specs.tree import said, tree
from tsmforms.specs.profile.logos import picture_size, read_logo

END = b"\0\0\0\0IEND\xaeB`\x82"


def png(width: int, height: int) -> bytes:
    return b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + struct.pack(">II", width, height) + b"\x08\x02\0\0\0" + END


def jpeg(frame: int, width: int, height: int, end: bytes = b"\xff\xd9") -> bytes:
    app = b"\xff\xe0\0\x04xx"
    return (
        b"\xff\xd8" + app + bytes((0xFF, frame)) + b"\0\x0b\x08" + struct.pack(">HH", height, width) + b"\0" * 8 + end
    )


@pytest.mark.parametrize(
    ("data", "size"),
    [
        (png(300, 100), (300, 100)),
        (png(300, 100)[:-4], None),
        (jpeg(0xC0, 300, 100), (300, 100)),
        (jpeg(0xC2, 300, 100), (300, 100)),
        (jpeg(0xC4, 300, 100), None),
        (jpeg(0xC0, 300, 100, b""), None),
        (b"GIF89a", None),
        (b"", None),
    ],
)
def test_the_size_is_that_of_a_whole_png_or_jpeg(data: bytes, size: tuple[int, int] | None) -> None:
    assert picture_size(data) == size


@pytest.mark.parametrize(
    ("size", "height", "shown"),
    [((300, 100), 15, (45.0, 15.0)), ((1000, 100), 20, (65.0, 6.5)), ((100, 100), 5, (5.0, 5.0))],
)
def test_a_wide_logo_is_made_smaller_until_it_fits(
    tmp_path: Path, size: tuple[int, int], height: int, shown: tuple[float, float]
) -> None:
    (tmp_path / "logo.png").write_bytes(png(*size))
    node, faults = tree(f"{{file: logo.png, alt: Arms, height: {height}}}")
    logo = read_logo(node, tmp_path, faults)
    assert logo is not None
    assert (logo.width_mm, logo.height_mm) == shown
    assert faults.found == []


@pytest.mark.parametrize(
    "given",
    [
        "file: none.png",
        f"file: {'x' * 300}.png",
        "file: .",
        "file: logo.png, height: 21",
        "file: big.png",
        "file: flat.png",
    ],
)
def test_what_cannot_be_a_logo_is_a_fault_and_never_a_crash(tmp_path: Path, given: str) -> None:
    (tmp_path / "logo.png").write_bytes(png(300, 100))
    (tmp_path / "big.png").write_bytes(png(4001, 100))
    (tmp_path / "flat.png").write_bytes(png(300, 0))
    node, faults = tree(f"{{{given}, alt: Arms}}")
    read_logo(node, tmp_path, faults)
    assert said(faults) == [("S0015", 1)]
