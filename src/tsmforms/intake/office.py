"""What an Office package is, and whether it holds anything a form never does."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Iterator
from typing import Literal

from tsmforms.intake.package import Package
from tsmforms.intake.refusal import refuse
from tsmforms.intake.xml import local_name, parse_xml

OfficeKind = Literal["docx", "xlsx"]

_MAIN_TYPES: dict[str, OfficeKind] = {
    "wordprocessingml.document.main+xml": "docx",
    "wordprocessingml.template.main+xml": "docx",
    "spreadsheetml.sheet.main+xml": "xlsx",
    "spreadsheetml.template.main+xml": "xlsx",
}
_OTHER_TYPES = (("presentationml", "presentation"), ("sheet.binary", "binary workbook"))
_MACRO_PARTS = re.compile(r"(?:^|/)(?:vbaproject\.bin|macrosheets/.*|intlmacrosheets/.*)\Z")
_FETCHED = {
    "attachedTemplate": "template elsewhere",
    "oleObject": "content elsewhere",
    "frame": "content elsewhere",
    "subDocument": "content elsewhere",
    "aFChunk": "content elsewhere",
}
_LOCAL = re.compile(r"\s*(?:file:/{2,3}(?:localhost/)?)?[a-z]:|\s*[^:/\\]+\Z", re.IGNORECASE)
_XML_NAME = re.compile(r"\.(?:xml|rels|vml)\Z", re.IGNORECASE)


def office_kind(package: Package) -> OfficeKind:
    """Word or Excel, by the content type of the part that the package names as its document.

    Raises:
        ReadError: It is neither, or holds macros, a document type declaration,
            or a relation that Office would fetch from elsewhere.
    """
    if package.part("[Content_Types].xml") is None:
        raise refuse(_foreign_zip(package))
    check_xml(package)
    types = _content_types(package)
    kind = _kind(_main_type(package, types))
    _check_macros(package, types)
    _check_relations(package)
    return kind


def _foreign_zip(package: Package) -> str:
    mimetype = package.part("mimetype") or b""
    if mimetype.startswith(b"application/vnd.oasis.opendocument") or package.part("META-INF/manifest.xml"):
        return "opendocument"
    if any(name.endswith(".iwa") for name in package.parts):
        return "pages"
    return "zip"


def check_xml(package: Package) -> None:
    """Refuse a document type in any XML part, in UTF-16 too, and encodings Office never writes."""
    for name, content in package.parts.items():
        if _XML_NAME.search(name):
            _check_part(name, content)


def _check_part(name: str, content: bytes) -> None:
    if content[:2] in (b"\xff\xfe", b"\xfe\xff") or b"\x00" in content[:4]:
        content = _narrow(name, content)
    if b"<!DOCTYPE" in content or b"<!ENTITY" in content:
        raise refuse("strange", f"{name} declares a document type")
    head = content[:200].removeprefix(b"\xef\xbb\xbf").lstrip()
    if head and not head.startswith(b"<"):
        raise refuse("damaged")
    match = _ENCODING.match(head)
    if match and match[1].lower() not in _ENCODINGS:
        raise refuse("strange", f"{name} is in an unusual encoding")


_ENCODING = re.compile(rb"<\?xml[^>]*?encoding\s*=\s*[\"']([^\"']*)")
_ENCODINGS = (b"utf-8", b"utf-16", b"utf-16le", b"utf-16be", b"us-ascii", b"ascii", b"iso-8859-1", b"windows-1252")


def _narrow(name: str, content: bytes) -> bytes:
    """UTF-16 as UTF-8, to be looked at; UTF-32 and the like are refused."""
    big = content[:2] == b"\xfe\xff" or content[:1] == b"\x00"
    try:
        text = content.decode("utf-16-be" if big else "utf-16-le").removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        raise refuse("strange", f"{name} is in an unusual encoding") from error
    if "\x00" in text[:8]:
        raise refuse("strange", f"{name} is in an unusual encoding")
    return text.encode("utf-8", "replace")


def _content_types(package: Package) -> dict[str, str]:
    """Content type by part name (folded, with a leading slash) and by `*.ending`."""
    out: dict[str, str] = {}
    for element in parse_xml(package.part("[Content_Types].xml") or b"", "[Content_Types].xml"):
        content_type = str(element.get("ContentType", ""))
        if local_name(element) == "Override":
            out[str(element.get("PartName", "")).casefold()] = content_type
        elif local_name(element) == "Default":
            out["*." + str(element.get("Extension", "")).casefold()] = content_type
    return out


def _main_type(package: Package, types: dict[str, str]) -> str:
    targets = {
        target
        for kind, target, external in relations(package, "_rels/.rels")
        if kind == "officeDocument" and not external
    }
    if len(targets) != 1:
        raise refuse("strange", "it does not name one document")
    name = "/" + posixpath.normpath(targets.pop().lstrip("/")).casefold()
    if package.part(name) is None:
        raise refuse("damaged")
    return types.get(name) or types.get("*." + name.rpartition(".")[2], "")


def relations(package: Package, name: str) -> Iterator[tuple[str, str, bool]]:
    """Kind (last word of its type), target, and whether it lies outside the file, of each relation."""
    content = package.part(name)
    if content is None:
        return
    for element in parse_xml(content, name):
        kind = str(element.attrib.get("Type", "")).rpartition("/")[2]
        external = str(element.attrib.get("TargetMode", "")).lower() == "external"
        yield kind, str(element.attrib.get("Target", "")), external


NOT_CROPPED = (0.0, 0.0, 0.0, 0.0)
_LARGEST_CROP = 0.99


def shares(written: Iterable[str]) -> tuple[float, float, float, float]:
    """What is cut off a picture at its four sides, as shares: Office writes `10000` or `10%`, or of old `6554f`."""
    left, top, right, bottom = (min(max(_share(text), 0.0), _LARGEST_CROP) for text in written)
    return (left, top, right, bottom)


def _share(text: str) -> float:
    unit = next((end for end in _UNITS if text.endswith(end)), "")
    try:
        return float(text.removesuffix(unit) or 0) / _UNITS[unit]
    except ValueError:
        return 0.0


_UNITS = {"f": 65_536.0, "%": 100.0, "": 100_000.0}


def _kind(content_type: str) -> OfficeKind:
    if "macroenabled" in content_type.lower() and "binary" not in content_type.lower():
        raise refuse("macros")
    for ending, kind in _MAIN_TYPES.items():
        if content_type.endswith(ending):
            return kind
    raise refuse(next((reason for word, reason in _OTHER_TYPES if word in content_type), "zip"))


def _check_macros(package: Package, types: dict[str, str]) -> None:
    if any("vbaproject" in kind.lower() for name, kind in types.items() if not name.startswith("*.")):
        raise refuse("macros")
    if any(_MACRO_PARTS.search(name.casefold()) for name in package.parts):
        raise refuse("macros")


def _check_relations(package: Package) -> None:
    for name, content in package.parts.items():
        if name.casefold().endswith(".rels") and b"xternal" in content:
            for kind, target, external in relations(package, name):
                _check_relation(kind, target, external)
        elif "externallinks/" in name.casefold() and b"ddeLink" in content:
            raise refuse("content elsewhere")


def _check_relation(kind: str, target: str, external: bool) -> None:
    """A template on the sender's own drive is an ordinary document's; it is not followed here either."""
    reason = _FETCHED.get(kind) if external else None
    if reason and not (kind == "attachedTemplate" and _LOCAL.match(target)):
        raise refuse(reason)
