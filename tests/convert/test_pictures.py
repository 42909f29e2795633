"""A picture made ready to be an answer: upright, bounded, with nothing in it but its dots; and what is refused."""

from __future__ import annotations

import io
import random
import struct
from typing import Any

import pytest
from PIL import Image, ImageCms

from tsmforms.convert import pictures
from tsmforms.convert.pictures import MOST_BYTES, MOST_PIXELS, MOST_SIDE, ReadyPicture, picture_size, ready, shown_part
from tsmforms.model.parsed import Problem

RED, BLUE = (200, 30, 30), (30, 30, 200)


def two_halves(wide: int = 60, high: int = 40) -> Image.Image:
    """Red on the left, blue on the right."""
    made = Image.new("RGB", (wide, high), RED)
    made.paste(BLUE, (wide // 2, 0, wide, high))
    return made


def packed(image: Image.Image, kind: str, **how: Any) -> bytes:
    out = io.BytesIO()
    image.save(out, kind, **how)
    return out.getvalue()


def opened(data: bytes) -> Image.Image:
    return Image.open(io.BytesIO(data)).convert("RGB")


def made(data: bytes) -> ReadyPicture:
    found = ready(data)
    assert isinstance(found, ReadyPicture)
    return found


def code(data: bytes) -> str:
    found = ready(data)
    return found.code if isinstance(found, Problem) else "ready"


def telling_exif() -> Image.Exif:
    exif = Image.Exif()
    exif[0x0112] = 6
    exif[0x010F] = "INVENTED MAKER"
    exif[0x8825] = {1: "N", 2: (51.0, 30.0, 1.0)}
    return exif


@pytest.mark.parametrize("kind", ["JPEG", "PNG"])
def test_a_picture_is_turned_upright_and_says_nothing_of_place_or_maker(kind: str) -> None:
    data = packed(two_halves(), kind, exif=telling_exif())
    assert b"INVENTED MAKER" in data
    found = made(data)
    assert b"INVENTED" not in found.data
    assert b"Exif" not in found.data
    assert b"eXIf" not in found.data
    assert picture_size(found.data) == (40, 60)
    assert "turned upright" in found.changes
    above, below = opened(found.data).getpixel((20, 10)), opened(found.data).getpixel((20, 50))
    assert isinstance(above, tuple)
    assert isinstance(below, tuple)
    assert above[0] > 150 > above[2]
    assert below[2] > 150 > below[0]


def test_the_dots_of_an_upright_jpeg_stay_as_they_are() -> None:
    plain = packed(two_halves(), "JPEG")
    assert made(plain) == ReadyPicture(plain)
    exif = telling_exif()
    del exif[0x0112]
    assert made(packed(two_halves(), "JPEG", exif=exif, comment=b"a name")).data == plain


@pytest.mark.parametrize("mode", ["RGBA", "LA", "P", "1", "L", "RGB"])
def test_every_sort_of_png_becomes_one_sort(mode: str) -> None:
    found = made(packed(two_halves().convert(mode), "PNG"))
    colour = found.data[25]
    assert (found.data[24], found.data[28]) == (8, 0)
    assert colour == (0 if mode in ("LA", "1", "L") else 2)
    assert [found.data.count(name) for name in (b"IHDR", b"IDAT", b"IEND", b"PLTE", b"tRNS")] == [1, 1, 1, 0, 0]


def test_what_is_see_through_is_white() -> None:
    found = made(packed(Image.new("RGBA", (4, 4), (0, 0, 0, 0)), "PNG"))
    assert opened(found.data).getpixel((1, 1)) == (255, 255, 255)
    assert "what was see-through is white" in found.changes


def test_sixteen_bits_of_grey_keep_their_shade() -> None:
    found = made(packed(Image.new("I;16", (4, 4), 128 * 256), "PNG"))
    assert opened(found.data).getpixel((1, 1)) == (128, 128, 128)


def test_the_colours_of_another_profile_and_of_print_become_the_usual_ones() -> None:
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    assert b"ICC_PROFILE" not in made(packed(two_halves(), "JPEG", icc_profile=profile)).data
    red = opened(made(packed(two_halves().convert("CMYK"), "JPEG")).data).getpixel((5, 5))
    assert isinstance(red, tuple)
    assert red[0] > 150 > red[2]


def test_of_several_pictures_in_one_file_the_first_is_taken() -> None:
    several = packed(two_halves(), "MPO", save_all=True, append_images=[Image.new("RGB", (60, 40))])
    assert made(several).data == made(packed(two_halves(), "JPEG")).data
    moving = packed(two_halves(), "PNG", save_all=True, append_images=[Image.new("RGB", (60, 40))])
    assert opened(made(moving).data).getpixel((5, 5)) == RED


def test_a_large_picture_is_made_smaller_and_keeps_its_shape() -> None:
    found = made(packed(two_halves(5000, 2500), "PNG"))
    assert picture_size(found.data) == (MOST_SIDE, MOST_SIDE // 2)
    assert "made smaller" in found.changes


def test_a_png_that_stays_too_large_becomes_a_jpeg() -> None:
    noise = Image.frombytes("RGB", (700, 700), random.Random(1).randbytes(700 * 700 * 3))
    found = made(packed(noise, "PNG"))
    assert found.data.startswith(b"\xff\xd8")
    assert len(found.data) <= MOST_BYTES
    assert "saved as JPEG" in found.changes


@pytest.mark.parametrize("kind", ["JPEG", "PNG"])
def test_a_ready_picture_stays_as_it_is(kind: str) -> None:
    for exif in (telling_exif(), None):
        first = made(packed(two_halves(), kind, **({"exif": exif} if exif else {}))).data
        pictures._known.clear()
        assert made(first) == ReadyPicture(first)
        assert made(first) == ReadyPicture(first)


HEAD = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"", "D0226"),
        (b"words", "D0226"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "D0226"),
        (packed(two_halves(), "GIF"), "D0226"),
        (packed(two_halves(), "TIFF"), "D0226"),
        (packed(two_halves(), "WEBP"), "D0226"),
        (packed(two_halves(), "JPEG")[:700], "D0227"),
        (packed(two_halves(), "PNG")[:70], "D0227"),
        (b"\x89PNG\r\n\x1a\n", "D0227"),
        (b"\xff\xd8\xff", "D0227"),
        (HEAD + struct.pack(">IIBBBBB", 0, 10, 8, 2, 0, 0, 0) + b"none", "D0227"),
        (HEAD + struct.pack(">IIBBBBB", 90_000, 90_000, 8, 2, 0, 0, 0) + b"none", "D0228"),
        (HEAD + struct.pack(">IIBBBBB", 8_001, 8_001, 1, 0, 0, 0, 0) + b"none", "D0228"),
    ],
)
def test_what_is_no_picture_or_too_large_is_said_and_never_raised(data: bytes, expected: str) -> None:
    assert code(data) == expected


def test_a_file_of_too_many_bytes_is_not_opened(monkeypatch: pytest.MonkeyPatch) -> None:
    data = packed(two_halves(), "PNG")
    monkeypatch.setattr(pictures, "MOST_GIVEN", len(data) - 1)
    pictures._known.clear()
    assert code(data) == "D0228"
    assert MOST_PIXELS < 89_478_485, "Pillow warns of more"


@pytest.mark.parametrize("kind", ["JPEG", "PNG"])
def test_a_picture_with_broken_bytes_is_ready_or_refused_and_never_raises(kind: str) -> None:
    rng = random.Random(7)
    whole = packed(two_halves(), kind, exif=telling_exif())
    for _ in range(150):
        data = bytearray(whole)
        for _ in range(rng.randrange(1, 6)):
            data[rng.randrange(len(data))] = rng.randrange(256)
        found = ready(bytes(data[: rng.randrange(len(data))] if rng.random() < 0.3 else data))
        assert isinstance(found, ReadyPicture) or found.code in ("D0226", "D0227", "D0228")


def test_what_was_cut_off_in_a_document_is_nowhere_in_the_answer() -> None:
    for kind in ("JPEG", "PNG"):
        shown = opened(shown_part(packed(two_halves(), kind), (0.0, 0.0, 0.5, 0.25)))
        assert shown.size == (30, 30)
        colours = shown.getcolors(maxcolors=100_000) or []
        assert all(isinstance(dot, tuple) and dot[0] > 150 > dot[2] for _, dot in colours)
    assert shown_part(b"words", (0.5, 0.0, 0.0, 0.0)) == b"words"


@pytest.mark.atlength
def test_a_photo_of_twenty_megabytes_takes_little_time_and_memory() -> None:
    import resource
    import time

    wide, high = 6000, 5000
    tile = Image.frombytes("RGB", (600, 500), random.Random(2).randbytes(600 * 500 * 3))
    photo = Image.new("RGB", (wide, high))
    for x in range(0, wide, 600):
        for y in range(0, high, 500):
            photo.paste(tile, (x, y))
    data = packed(photo, "JPEG", quality=80)
    assert 15_000_000 < len(data) < 30_000_000
    del photo
    before, begun = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, time.process_time()
    found = made(data)
    grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    assert max(picture_size(found.data) or ()) == MOST_SIDE
    assert len(found.data) <= MOST_BYTES
    assert time.process_time() - begun < 20
    assert grown < 150_000, "kilobytes: the photo is made smaller while it is unpacked"
