"""Text to value and back: strict, day first; what kinds of field share.

`parse` reads what a person wrote, `show` is what a document prints, `from_json`
and `to_json` are the record's JSON. What cannot be read is never guessed: it
comes back as a `Problem`, and the caller keeps the raw text.
"""

from tsmforms.convert.derive import derive
from tsmforms.convert.jsonvalues import from_json, is_empty, to_json
from tsmforms.convert.natives import as_json, exact
from tsmforms.convert.show import PICTURE_HINT, empty_words, placeholder, show, show_number
from tsmforms.convert.text import clean, parse, visible
from tsmforms.model.parsed import Parsed, Problem

__all__ = [
    "PICTURE_HINT",
    "Parsed",
    "Problem",
    "as_json",
    "clean",
    "derive",
    "empty_words",
    "exact",
    "from_json",
    "is_empty",
    "parse",
    "placeholder",
    "show",
    "show_number",
    "to_json",
    "visible",
]
