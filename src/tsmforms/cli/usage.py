"""Wrong usage in plain words, and what the bare command shows."""

from __future__ import annotations

import re

FIRST_STEPS = """tsmforms: school attendance forms and letters. The five things one does most:

  tsmforms collate returned picture.xlsx      a folder of returned forms as one workbook; what to do first
  tsmforms check returned                     what is wrong in returned forms, and what to do about it
  tsmforms blank sam_minutes minutes.docx     an empty form to fill in (or .pdf, .xlsx)
  tsmforms next minutes.docx --out next_steps the letters and forms that may follow, prefilled
  tsmforms bulk letter_2b export.csv letters  one letter for each row of an export

"tsmforms forms" lists the forms, "tsmforms --help" every command, "tsmforms check --help" one of them.
"""

_PLAIN = (
    (r"Invalid value for '?([^':]+)'?: Input should be a valid integer.*", r"\1 takes a whole number, for example 3"),
    (
        r"Invalid value for '?([^':]+)'?: Input should be greater than or equal to (\S+)",
        r"\1 takes a number of \2 or more",
    ),
    (r"Invalid value for '?([^':]+)'?: Input should be less than or equal to (\S+)", r"\1 takes a number up to \2"),
    (r"Invalid value for '?([^':]+)'?: (.*)", r"\1: \2"),
    (r"Missing argument '([^']+)'\.?", r"\1 is missing"),
    (r"Missing option '([^']+)'\.?", r"\1 is missing"),
    (r"Option '?([^' ]+)'? requires (?:an argument|\d+ arguments)\.?", r"\1 needs a value behind it"),
    (r"Option '?([^' ]+)'? does not take a value\.?", r"\1 takes no value"),
    (
        r"No such option:? '?([^' .]+)'?\.? ?\(Possible options: ([^,]*)\)",
        r"there is no option \1; did you mean \2?",
    ),
    (
        r"No such option:? '?([^' .]+)'?\.? ?\(Possible options: (.*)\)",
        r"there is no option \1; did you mean one of \2?",
    ),
    (r"No such option:? '?([^' .]+)'?\.? ?Did you mean '?([^'?]+)'?\?", r"there is no option \1; did you mean \2?"),
    (r"No such option:? '?([^' .]+)'?\.?", r"there is no option \1"),
    (r"No such command '([^']+)'\.? ?Did you mean '([^']+)'\?", r'there is no command "\1"; did you mean "\2"?'),
    (r"No such command '([^']+)'\.?.*", r'there is no command "\1"'),
    (
        r"Got unexpected extra argument(?:s|\(s\))? \((.*)\)",
        r"more was given than the command takes: \1 (a name that contains spaces goes in quotes)",
    ),
)


def plain_usage(message: str, command: str) -> str:
    """What was wrong in how a command was called, and where to look it up.

    >>> print(plain_usage("Missing argument 'FORM'.", "tsmforms example"))
    error: FORM is missing
      help: "tsmforms example --help" says what it takes
    """
    first, *others = message.splitlines() or [message]
    said = next((re.sub(pattern, plain, first) for pattern, plain in _PLAIN if re.fullmatch(pattern, first)), first)
    return "\n".join([f"error: {said}", *others, f'  help: "{command} --help" says what it takes'])
