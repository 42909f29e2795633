"""Text that an encoding damaged on its way: Ã© for é, â€™ for an apostrophe, &#39; from a web page, lost letters."""

from __future__ import annotations

import re

_AFTER_C4 = "\u00a0-\u00bf€‚ƒ„…†‡ˆ‰Š‹ŒŽ•˜™š›œžŸ"
_DAMAGED = re.compile(
    "[\ufffd\u0080-\u009f]"  # a lost character, or one of no use in text
    f"|[ÂÃ][{_AFTER_C4}‘’“”–—\u0080-\u00bf]"  # UTF-8 of Western letters read as cp1252
    f"|[ÄÅ][{_AFTER_C4}]"  # UTF-8 of Welsh, Polish, Turkish letters
    "|â€"  # UTF-8 of quotation marks and dashes
    r"|(?<=[^\W\d_])[³¹¿](?=[^\W\d_])|£[a-z]{3}"  # cp1250 read as cp1252: ł, ą, ż, Ł
)
_WEB = re.compile(
    r"</?(?:br|p|b|i|div|span)(?:\s[^>]*)?/?>|&(?:#\d{2,6}|#x[0-9a-f]{2,5}|amp|quot|apos|nbsp|lt|gt"
    r"|[a-z](?:acute|grave|circ|uml|cedil|tilde));",
    re.IGNORECASE,
)
_LOST = re.compile(r"(?:(?<!\S)|(?<=[^\W\d_]))\?[^\W\d_]")
_ADDRESS_OF_THE_WEB = re.compile(r"\S*(?:/|www\.)\S*")


def is_damaged(text: str) -> bool:
    """Whether the text went through a wrong encoding. Letters as people write them never look so.

    >>> is_damaged("SiÃ¢n"), is_damaged("Siân"), is_damaged("RENÉ’S")
    (True, False, False)
    """
    if not text.isascii() and _DAMAGED.search(text):
        return True
    return ("&" in text or "<" in text) and _WEB.search(text) is not None


def lacks_letters(text: str) -> bool:
    """Whether a question mark stands where only a letter can: what a save in a smaller encoding leaves of "ł".

    >>> lacks_letters("Ma?gorzata"), lacks_letters("?ukasz"), lacks_letters("Is this right? Yes")
    (True, True, False)
    """
    return "?" in text and _LOST.search(_ADDRESS_OF_THE_WEB.sub("", text)) is not None
