"""typst, as this library uses it: files in memory, carried fonts only, the same bytes every time."""

from __future__ import annotations

import base64
import datetime
import json
import re
import threading
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tsmforms.diagnostics import TsmFormsError
from tsmforms.formats.pdf.typesetting.fonts import FONT_DIR
from tsmforms.formats.pdf.typesetting.streams import with_clear_ends
from tsmforms.formats.pdf.typesetting.tabletags import with_row_headers
from tsmforms.model import Logo

if TYPE_CHECKING:
    import typst
    from typst import PDFStandard

LETTER_STANDARDS: list[PDFStandard] = ["a-3a", "ua-1"]
FORM_STANDARDS: list[PDFStandard] = ["ua-1"]

_LOGO = "logo.svg"
_SOURCES = Path(__file__).parent / "typst"
_EDITION = re.compile(r"(\d{4})-(\d{2})")
_local = threading.local()
_fonts_lock = threading.Lock()


class TypesettingError(TsmFormsError):
    """The typesetter refused its input. Says nothing of the input, which holds answers."""


@cache
def source(name: str) -> bytes:
    """One of the templates carried with this package."""
    return (_SOURCES / name).read_bytes()


def edition_date(edition: str) -> datetime.date:
    """The first day of an edition's month: the date every document of it carries."""
    match = _EDITION.match(edition)
    return datetime.date(int(match[1]), int(match[2]), 1) if match else datetime.date(2000, 1, 1)


def logo_data(logo: Logo | None) -> dict[str, object] | None:
    """What a template is told of the profile's logo."""
    return {"file": _LOGO, "alt": logo.alt, "width": logo.width_mm, "height": logo.height_mm} if logo else None


def logo_files(logo: Logo | None) -> dict[str, bytes]:
    """The file beside a template that holds the logo: a drawing around it, since typst's binding takes text only."""
    if logo is None:
        return {}
    size = f'width="{logo.width_mm * 10:.0f}" height="{logo.height_mm * 10:.0f}"'
    source = f"data:{logo.media_type};base64,{base64.b64encode(logo.data).decode()}"
    drawing = (
        f'<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" {size}>'
        f'<image {size} preserveAspectRatio="none" xlink:href="{source}"/></svg>'
    )
    return {_LOGO: drawing.encode()}


def data_file(data: Mapping[str, object]) -> bytes:
    """The data of a template: JSON behind two slashes.

    typst's binding parses every file it is given as markup, whatever it is for; a comment costs it nothing.
    """
    return b"//" + json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode()


@cache
def _shared_fonts() -> typst.Fonts:
    import typst

    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(FONT_DIR)])


def _compiler() -> Any:
    """This thread's compiler: one cannot be shared, the fonts can."""
    import typst

    if not hasattr(_local, "compiler"):
        with _fonts_lock:
            fonts = _shared_fonts()
        _local.compiler = typst.Compiler(root=str(_SOURCES), font_paths=fonts)
    return _local.compiler  # unchecked: its own types do not know of files given as bytes


def compile_pdf(files: dict[str, bytes], date: datetime.date, standards: list[PDFStandard]) -> bytes:
    """The PDF of `main.typ` among these files; it may import the templates carried here, which are parsed once.

    A warning is a failure: the only ones a fixed template can give are of fonts
    that are not there.
    """
    import typst

    midnight = datetime.datetime(date.year, date.month, date.day, tzinfo=datetime.UTC)
    try:
        pdf, warnings = _compiler().compile_with_warnings(
            input=files, timestamp=int(midnight.timestamp()), pdf_standards=standards
        )
    except typst.TypstError as error:
        raise TypesettingError(_harmless(error)) from None
    except RuntimeError:
        raise TypesettingError("a file given to the typesetter is not text") from None
    if warnings:
        raise TypesettingError(f"the typesetter warned: {_harmless(warnings[0])}")
    assert isinstance(pdf, bytes)
    return with_clear_ends(with_row_headers(pdf))


def _harmless(error: typst.TypstError | typst.TypstWarning) -> str:
    """The typesetter's message without what it quotes."""
    return re.sub(r"[`\"].*[`\"]", "(text)", str(error.message), flags=re.DOTALL)
