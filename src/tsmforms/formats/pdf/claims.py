"""Every place of a PDF that says which form and record it is: its keywords, twice, and the foot of its pages."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

import attrs

from tsmforms.diagnostics import Place
from tsmforms.formats.pdf import identity
from tsmforms.formats.pdf.objects import decoded, dictionary, is_stream, string
from tsmforms.model.identity import REFERENCE_WORDS, Claim, Identity, parse_footer, plain_id

if TYPE_CHECKING:
    import pikepdf

_LARGEST_METADATA = 1 << 20
_LARGEST_LINE = 1 << 12


def from_metadata(pdf: pikepdf.Pdf) -> Iterator[Claim]:
    """The claims of the keywords: of the document information, and of the XMP packet where that says otherwise."""
    said = [found for words in (_info(pdf), _xmp(pdf)) if (found := identity.from_keywords(words))]
    yield from (Claim("keywords", one) for n, one in enumerate(said) if not (n and _says_no_more(one, said[0])))


def _says_no_more(one: Identity, other: Identity) -> bool:
    """Whether all that one says is what the other says."""
    return all(value in (None, held) for value, held in zip(attrs.astuple(one), attrs.astuple(other), strict=True))


def from_pages(texts: Iterable[tuple[int, str]]) -> Iterator[Claim]:
    """The claims of the feet of pages (number and text of each); the same claim once, with its first page."""
    seen: set[Identity] = set()
    for page, text in texts:
        found = parse_footer(text)
        if found is not None and found not in seen:
            seen.add(found)
            yield Claim("footer", found, Place(page=page))


def from_references(pdf: pikepdf.Pdf, said: Identity) -> Iterator[Claim]:
    """The records that the feet of pages name otherwise than the keywords do, without a look at what pages print.

    Each page of a form of ours draws one shared line with the reference.
    """
    seen: dict[tuple[int, int], str] = {}
    named: set[str | None] = {said.record_id}
    for number, page in enumerate(pdf.pages, 1):
        line = dictionary(dictionary(page.obj.get("/Resources")).get("/XObject")).get("/TsmReference")
        if not is_stream(line):
            continue
        if line.objgen not in seen:
            words = (decoded(line, _LARGEST_LINE) or b"").decode("latin-1")
            seen[line.objgen] = plain_id(found[1]) if (found := REFERENCE_WORDS.search(words)) else ""
        record_id = seen[line.objgen] or None
        if record_id is not None and record_id not in named:
            named.add(record_id)
            yield Claim("footer", attrs.evolve(said, record_id=record_id), Place(page=number))


def _info(pdf: pikepdf.Pdf) -> str:
    return string(dictionary(pdf.trailer.get("/Info")).get("/Keywords"))


def _xmp(pdf: pikepdf.Pdf) -> str:
    metadata = pdf.Root.get("/Metadata")
    data = decoded(metadata, _LARGEST_METADATA) if is_stream(metadata) else None
    _, _, rest = (data or b"").partition(b"<pdf:Keywords>")
    return rest.partition(b"</pdf:Keywords>")[0].decode("utf-8", "replace")
