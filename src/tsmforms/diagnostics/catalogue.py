"""Every diagnostic code, once. Codes are never reused; the reference page is generated from here.

S: a spec or profile. D: a document or record. R: a rule. B: a bulk run.
"""

from __future__ import annotations

import attrs


@attrs.frozen
class CodeEntry:
    """A code and what it stands for."""

    code: str
    meaning: str


_ENTRIES = (
    # --- S: specs and profiles
    CodeEntry("S0001", "the file is not YAML"),
    CodeEntry("S0002", "a key stands twice"),
    CodeEntry("S0003", "unknown key"),
    CodeEntry("S0004", "a required key is missing"),
    CodeEntry("S0005", "a value of the wrong type"),
    CodeEntry("S0006", "unknown field kind"),
    CodeEntry("S0007", "no such field"),
    CodeEntry("S0008", "no such choice list"),
    CodeEntry("S0009", "a key some format cannot hold"),
    CodeEntry("S0010", "a field is not placed exactly once in the layout"),
    CodeEntry("S0011", "a node that this kind of document does not have"),
    CodeEntry("S0012", "no such shared group"),
    CodeEntry("S0013", "a rule's parameters do not fit its predicate"),
    CodeEntry("S0014", "an id stands twice"),
    CodeEntry("S0015", "a value that is not one of those allowed"),
    CodeEntry("S0016", "no such setting or word"),
    CodeEntry("S0017", "a value that a setting cannot have"),
    CodeEntry("S0018", "an overlay names what its form does not have, or has several times"),
    CodeEntry("S0019", "an overlay changes what it may not"),
    CodeEntry("S0020", "an overlay of a form or edition that is not known"),
    # --- D01: what stands in a returned document
    CodeEntry("D0101", "one question answered differently in two places"),
    CodeEntry("D0102", "two boxes marked where one is allowed"),
    CodeEntry("D0103", "a box of this form is missing from the file"),
    CodeEntry("D0104", "a box that is no question of this form"),
    CodeEntry("D0105", "the page and the attached answers differ"),
    CodeEntry("D0106", "an answer is the result of a formula"),
    CodeEntry("D0107", "text stands outside every box"),
    CodeEntry("D0108", "the cells of a workbook have moved away from their names"),
    # --- D02: an answer that cannot be read as its kind
    CodeEntry("D0201", "not a date that exists"),
    CodeEntry("D0202", "not a time of day"),
    CodeEntry("D0203", "not a whole number"),
    CodeEntry("D0204", "not a number"),
    CodeEntry("D0205", "not a percentage from 0 to 100"),
    CodeEntry("D0206", "not yes or no"),
    CodeEntry("D0207", "not one of the choices"),
    CodeEntry("D0208", "not a UK postcode"),
    CodeEntry("D0209", "not a unique pupil number"),
    CodeEntry("D0210", "not a school's unique reference number"),
    CodeEntry("D0211", "not an e-mail address"),
    CodeEntry("D0212", "not an attendance code"),
    CodeEntry("D0213", "not an amount of money"),
    CodeEntry("D0214", "a year of two digits was completed"),
    CodeEntry("D0215", "not a telephone number"),
    CodeEntry("D0216", "the value is of the wrong type"),
    CodeEntry("D0217", "below or above the limit"),
    CodeEntry("D0218", "longer than the field allows"),
    CodeEntry("D0219", "neither a mark nor an empty box"),
    CodeEntry("D0220", "a cell of a workbook shows an error"),
    CodeEntry("D0221", "a percentage whose cell does not fit it"),
    CodeEntry("D0222", "part of a cell's value was left out"),
    CodeEntry("D0223", "an attendance code of the set before 19 August 2024"),
    # --- D03: a record that cannot be shown whole
    CodeEntry("D0301", "a character this document cannot hold"),
    CodeEntry("D0302", "only spaces, which reads as unanswered"),
    CodeEntry("D0303", "the same words as the placeholder of an empty box"),
    CodeEntry("D0304", "an answer no part of this document prints"),
    CodeEntry("D0305", "text longer than its box"),
    CodeEntry("D0306", "more rows than the document has"),
    CodeEntry("D0307", "a question this form does not have"),
    CodeEntry("D0308", "picture content cannot be written yet"),
    CodeEntry("D0309", "a character the fonts lack"),
    CodeEntry("D0310", "longer than a cell of a workbook"),
    CodeEntry("D0311", "line breaks written otherwise than a record writes them"),
    # --- D04: what a document is
    CodeEntry("D0401", "the file's form is not known"),
    CodeEntry("D0402", "made from another version of the spec"),
    CodeEntry("D0403", "the file names another form than the one asked for"),
    CodeEntry("D0404", "the edition is not known"),
    CodeEntry("D0405", "a letter no longer has its attached answers"),
    CodeEntry("D0406", "the attached answers cannot be read"),
    CodeEntry("D0407", "the file holds scripts or other content that is passed over"),
    CodeEntry("D0408", "the visible and the hidden identity differ"),
    CodeEntry("D0409", "the file was made with an overlay that is not at hand"),
    CodeEntry("D0410", "the file is of another edition than it was read as"),
    # --- D09: a file that is refused
    CodeEntry("D0901", "the file is empty"),
    CodeEntry("D0902", "not a Word, PDF or Excel file"),
    CodeEntry("D0903", "password-protected"),
    CodeEntry("D0904", "an old Office format"),
    CodeEntry("D0905", "damaged"),
    CodeEntry("D0906", "larger than any form"),
    CodeEntry("D0907", "built in a way no Office program builds a file"),
    CodeEntry("D0908", "holds macros"),
    CodeEntry("D0909", "an OpenDocument file"),
    CodeEntry("D0910", "not found or not a file"),
    CodeEntry("D0911", "not a record"),
    CodeEntry("D0912", "the first bytes and the name's ending disagree"),
    # --- R: rules, a code for each predicate
    CodeEntry("R0201", "a required question is unanswered"),
    CodeEntry("R0202", "a question is required because of another answer"),
    CodeEntry("R0203", "none of several questions is answered"),
    CodeEntry("R0204", "not exactly one of several is answered"),
    CodeEntry("R0205", "a value outside its range"),
    CodeEntry("R0206", "a date outside its window"),
    CodeEntry("R0207", "dates out of order"),
    CodeEntry("R0208", "a date outside a period"),
    CodeEntry("R0209", "numbers that do not add up"),
    CodeEntry("R0210", "a percentage that does not match its figures"),
    CodeEntry("R0211", "too few or too many entries"),
    CodeEntry("R0212", "a row that is not complete"),
    CodeEntry("R0213", "an answer that does not fit another"),
    CodeEntry("R0214", "an entry that stands twice"),
    CodeEntry("R0215", "text not in its format"),
    CodeEntry("R0216", "closed school weeks are not known for the dates of a rule"),
    CodeEntry("R0217", "a rule that is a Python function"),
    CodeEntry("R0218", "numbers that do not add up to a fixed total"),
    CodeEntry("R0219", "a number that is not that of the rows there are"),
    CodeEntry("R0220", "two figures too far apart, or the wrong way round"),
    CodeEntry("R0221", "whether a target was met does not fit the figures"),
    CodeEntry("R0222", "text with a word it must not hold"),
    CodeEntry("R0230", "too few or too many minutes between two times"),
    CodeEntry("R0231", "too many dates in the years before another"),
    CodeEntry("R0232", "somebody is not of compulsory school age"),
    CodeEntry("R0233", "too few or too many school days in a period"),
    CodeEntry("R0234", "a date before a posted letter can have arrived"),
    CodeEntry("R0235", "a date outside an academic year"),
    CodeEntry("R0236", "too few sessions with certain codes in so many school weeks"),
    CodeEntry("R0237", "a register code that was not in force on the day of its session"),
    # --- B: bulk runs
    CodeEntry("B0101", "a column is missing"),
    CodeEntry("B0102", "a column stands twice"),
    CodeEntry("B0103", "unknown column"),
    CodeEntry("B0104", "the pupil id is missing"),
    CodeEntry("B0105", "the pupil id stands twice"),
    CodeEntry("B0106", "marked do not contact or address confidential"),
    CodeEntry("B0107", "no parent to write to"),
    CodeEntry("B0108", "a value that cannot be read"),
    CodeEntry("B0109", "the finished letter does not match its row"),
    CodeEntry("B0110", "text that is damaged by its encoding"),
    CodeEntry("B0111", "a row longer than its header"),
    CodeEntry("B0112", "a letter that cannot be made"),
    CodeEntry("B0113", "a row of a second table without its pupil"),
)

CATALOGUE: dict[str, CodeEntry] = {entry.code: entry for entry in _ENTRIES}
"""Every code by name."""
