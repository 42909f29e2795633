"""Text that an encoding damaged on its way: Ã© for é, â€™ for an apostrophe, a lost character."""

from __future__ import annotations

import re

_AFTER_C4 = "\u00a0-\u00bf€‚ƒ„…†‡ˆ‰Š‹ŒŽ•˜™š›œžŸ"
_DAMAGED = re.compile(
    "[\ufffd\u0080-\u009f]"                                 # a lost character, or one of no use in text
    f"|[ÂÃ][{_AFTER_C4}‘’“”–—\u0080-\u00bf]"                # UTF-8 of Western letters read as cp1252
    f"|[ÄÅ][{_AFTER_C4}]"                                   # UTF-8 of Welsh, Polish, Turkish letters
    "|â€"                                                   # UTF-8 of quotation marks and dashes
)


def is_damaged(text: str) -> bool:
    """Whether the text went through a wrong encoding. Letters as people write them never look so.

    >>> is_damaged("SiÃ¢n"), is_damaged("Siân"), is_damaged("RENÉ’S")
    (True, False, False)
    """
    return not text.isascii() and _DAMAGED.search(text) is not None
