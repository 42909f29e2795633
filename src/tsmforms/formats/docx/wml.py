"""WordprocessingML in strings: names, lengths, and the few elements everything else is made of.

Structure follows ECMA-376 part 1 (transitional), sections 17.3 to 17.5.
"""

from __future__ import annotations

import re

import attrs

NS_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
NS_W14 = "http://schemas.microsoft.com/office/word/2010/wordml"
NS_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
NS_MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
NS_XML = "http://www.w3.org/XML/1998/namespace"
W = f"{{{NS_W}}}"
W14 = f"{{{NS_W14}}}"
MC = f"{{{NS_MC}}}"
XML_SPACE = f"{{{NS_XML}}}space"
ROOT_NAMESPACES = f'xmlns:w="{NS_W}" xmlns:r="{NS_R}" xmlns:w14="{NS_W14}" xmlns:mc="{NS_MC}" mc:Ignorable="w14"'
DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

TICKED = "☒"
UNTICKED = "☐"


@attrs.frozen(order=True)
class Mm:
    """A length in millimetres."""

    mm: float

    @property
    def twips(self) -> int:
        """The same in twentieths of a point, as Word measures."""
        return round(self.mm * 1440 / 25.4)

    @classmethod
    def of_twips(cls, twips: int) -> Mm:
        """The length of so many twentieths of a point."""
        return cls(twips * 25.4 / 1440)


_JINJA_MARK = re.compile(r"\{(?=[{%#])")


def escape(text: str) -> str:
    """Text for an element or an attribute in double quotes."""
    out = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return out.replace('"', "&quot;")


def static(text: str) -> str:
    """Printed words of a template: escaped, and with no marks that would be taken for template code."""
    return _JINJA_MARK.sub("{{'{'}}", escape(text))


def text_element(words: str) -> str:
    """A `w:t` that keeps its spaces, around words that are escaped already."""
    return f'<w:t xml:space="preserve">{words}</w:t>'


def run(words: str, properties: str = "") -> str:
    """A run of printed words; line breaks in them are kept."""
    inner = "<w:br/>".join(text_element(static(line)) for line in words.split("\n"))
    return raw_run(inner, properties)


def raw_run(inner: str, properties: str = "") -> str:
    """A run around elements that stand ready."""
    return f"<w:r>{_wrapped('w:rPr', properties)}{inner}</w:r>"


def jinja_run(code: str, properties: str = "") -> str:
    """A run that holds template code."""
    return raw_run(text_element(code), properties)


def paragraph(inner: str, style: str = "", properties: str = "") -> str:
    """A paragraph of runs."""
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    return f"<w:p>{_wrapped('w:pPr', named + properties)}{inner}</w:p>"


def tag_paragraph(code: str) -> str:
    """A paragraph that is only a template tag and is gone once rendered."""
    return paragraph(jinja_run(code))


def bold() -> str:
    """Run properties of bold words."""
    return "<w:b/>"


def run_style(name: str) -> str:
    """Run properties of a character style."""
    return f'<w:rStyle w:val="{name}"/>'


def _wrapped(name: str, inner: str) -> str:
    return f"<{name}>{inner}</{name}>" if inner else ""
