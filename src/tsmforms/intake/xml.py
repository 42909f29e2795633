"""The one way XML from outside is parsed: no document type, no entities, no network, no huge trees."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING

from tsmforms.intake.refusal import refuse

if TYPE_CHECKING:
    from lxml import etree


@lru_cache(maxsize=1)
def _parser() -> object:
    from lxml import etree

    return etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True
    )


def parse_xml(content: bytes, name: str = "") -> etree._Element:
    """The root element of a part; whitespace and text stay as they are.

    Raises:
        ReadError: It is not well-formed, is nested too deeply, or declares a document type.
    """
    from lxml import etree

    try:
        root: etree._Element = etree.fromstring(content, _parser())
    except (etree.XMLSyntaxError, ValueError) as error:
        raise refuse("damaged", f"in {name}" if name else "") from error
    if root.getroottree().docinfo.doctype:
        raise refuse("strange", f"{name} declares a document type")
    return root


def local_name(element: etree._Element) -> str:
    """The element's name without its namespace."""
    return str(element.tag).rpartition("}")[2]


def children(element: etree._Element, name: str) -> Iterator[etree._Element]:
    """Children of that local name, in whichever namespace."""
    return (child for child in element if local_name(child) == name)
