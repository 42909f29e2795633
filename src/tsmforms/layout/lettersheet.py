"""The sheet of a letter for a window envelope: where each of its parts is, in one place for Word, PDF and their readers.

GOV.UK Notify's specification for letters (a C5 envelope), in millimetres from the top left of the page; `docs/design/docx.md`
and `docs/design/pdf.md` say how each format keeps to it.
"""

from __future__ import annotations

import attrs


@attrs.frozen
class Zone:
    """An upright rectangle of a page, in millimetres from its top left corner."""

    left: float
    top: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """Where it ends on the right."""
        return self.left + self.width

    @property
    def bottom(self) -> float:
        """Where it ends below."""
        return self.top + self.height

    @property
    def edges(self) -> tuple[float, float, float, float]:
        """Left, top, right and bottom."""
        return self.left, self.top, self.right, self.bottom


PAGE_WIDTH, PAGE_HEIGHT = 210.0, 297.0
MARGIN_LEFT, MARGIN, BODY_TOP = 24.6, 20.0, 95.0
"""The margin left of a letter's text; the other three; where its text begins below the window."""
BODY_WIDTH = PAGE_WIDTH - MARGIN_LEFT - MARGIN

WINDOW = Zone(MARGIN_LEFT, 39.5, 95.4, 26.8)
"""The block of the address, all of which the window of the envelope shows."""
ADDRESS_LINES = 7
"""Lines of an address in the height of the window, at the pitch of `look.ADDRESS`."""
CONTACT = Zone(127, WINDOW.top, 67, BODY_TOP - WINDOW.top)
"""The sender's details and the reference."""
LETTERHEAD = Zone(MARGIN_LEFT, 8, 100, 22)
LOGO = Zone(CONTACT.left, LETTERHEAD.top, CONTACT.width, 22)

NOTIFY_FIRST_PAGE = (
    Zone(15, 5, 110, 25),
    WINDOW,
    Zone(125, 5, 70, 90),
    Zone(15, BODY_TOP, 180, 197),
)
"""Where Notify lets the first page of a letter print: logo, address, contact details, text."""
NOTIFY_PAGE = Zone(15, 5, 180, 287)
"""Where it lets the pages behind it print."""
NOTIFY_TAG = Zone(0, 0, 15.2, 6.2)
"""Where it prints its own mark, and looks for another's."""


def typeset_sheet() -> dict[str, object]:
    """The sheet as a typst template takes it, in millimetres; places are from the corner of the text, as `place` has it."""

    def placed(zone: Zone) -> dict[str, float]:
        return {
            "dx": zone.left - MARGIN_LEFT,
            "dy": zone.top - MARGIN,
            "width": zone.width,
            "height": zone.height,
        }

    zones = {"window": WINDOW, "contact": CONTACT, "letterhead": LETTERHEAD, "logo": LOGO}
    return {
        **{name: placed(zone) for name, zone in zones.items()},
        "left": MARGIN_LEFT,
        "margin": MARGIN,
        "body": BODY_TOP - MARGIN,
    }
