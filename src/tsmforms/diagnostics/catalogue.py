"""Every diagnostic code, once, in the words of its page. Codes are never reused.

S: a spec or profile. D: a document or record. R: a rule. B: a bulk run.
"""

from __future__ import annotations

import attrs


@attrs.frozen
class CodeEntry:
    """A code, what it means, and what a person does about it."""

    code: str
    meaning: str
    do: str


_ENTRIES = (
    # --- S: specs and profiles
    CodeEntry("S0001", "the file is not YAML", "Correct the YAML at the line named."),
    CodeEntry("S0002", "a key appears twice", "Keep one of the two."),
    CodeEntry("S0003", "unknown key", "Use the key suggested, or remove it."),
    CodeEntry("S0004", "a required key is missing", "Add the key."),
    CodeEntry("S0005", "a value of the wrong type", "Write a value of the type named."),
    CodeEntry("S0006", "unknown field kind", "Use one of the kinds listed."),
    CodeEntry("S0007", "no such field", "Name a field that the form has."),
    CodeEntry(
        "S0008", "no such choice list", "Name a choice list that the spec has, or write the choices in the field."
    ),
    CodeEntry(
        "S0009",
        "a key that one of the formats cannot contain",
        "Use lower-case letters, digits and underscores, as the message says.",
    ),
    CodeEntry("S0010", "a field is not placed exactly once in the layout", "Place each field once in the layout."),
    CodeEntry("S0011", "a node that this kind of document does not have", "Use a node that this kind of document has."),
    CodeEntry("S0012", "no such shared group", "Name a shared group that the spec has."),
    CodeEntry(
        "S0013",
        "a rule's parameters do not fit its predicate",
        "Give the predicate the parameters that its reference lists.",
    ),
    CodeEntry("S0014", "an id appears twice", "Give each its own id."),
    CodeEntry("S0015", "a value that is not one of those allowed", "Use one of the values listed."),
    CodeEntry("S0016", "no such setting or word", "Use a setting or word of the catalogue."),
    CodeEntry("S0017", "a value that a setting cannot have", "Use a value that the setting can have."),
    CodeEntry(
        "S0018",
        "an overlay names what its form does not have, or has several times",
        "Name exactly one thing that the form has.",
    ),
    CodeEntry(
        "S0019",
        "an overlay changes what it may not",
        "Leave what is printed from the source as it is; an overlay may change the rest.",
    ),
    CodeEntry("S0020", "an overlay of a form or edition that is not known", "Name a form and edition that exist."),
    CodeEntry("S0021", "a question of an older edition that no step of a migration mentions", "Add a step for it."),
    CodeEntry(
        "S0022", "a question that became another kind without a step", "Drop it with what is lost, or add a new one."
    ),
    CodeEntry("S0023", "a choice of an older edition that is lost without a step", "Map it to a choice that there is."),
    CodeEntry("S0024", "a migration that is not between these editions", "Name the form and both editions."),
    # --- D01: what stands in a returned document
    CodeEntry(
        "D0101",
        "one question answered differently in two places",
        "Decide which answer is right and correct the other.",
    ),
    CodeEntry("D0102", "two boxes marked where one is allowed", "Ask which one is meant."),
    CodeEntry(
        "D0103", "a box of this form is missing from the file", "Ask for the page or box, or enter the answer by hand."
    ),
    CodeEntry(
        "D0104",
        "a box that does not belong to a question of this form",
        "See whether the file is of another form or was extended; what was written there is in the report.",
    ),
    CodeEntry("D0105", "the page and the attached answers differ", "Go by the page, and ask which is right."),
    CodeEntry(
        "D0106", "an answer is the result of a formula", "Check the value; write it as a value, not as a formula."
    ),
    CodeEntry("D0107", "words outside every box", "Read the words; move them into the box they belong to."),
    CodeEntry(
        "D0108",
        "the cells of a workbook have moved away from their names",
        "Check the cells named; move them back if need be.",
    ),
    CodeEntry("D0109", "choices crossed out and none ticked", "Tick the choice that is meant."),
    CodeEntry("D0110", "a question whose place in the file is not certain", "Compare the answer with the file."),
    CodeEntry(
        "D0111",
        "words that are struck through, deleted or hidden",
        "Nothing, if it was meant to be removed; otherwise write it again.",
    ),
    CodeEntry(
        "D0112",
        "words that the file marks as a prompt",
        "Nothing, if the box was meant to be empty; otherwise write the answer in it.",
    ),
    CodeEntry("D0113", "a printed row that is not where the form prints it", "Compare the row with the file."),
    CodeEntry(
        "D0114",
        "a choice shown by colour, highlight, ring or bold type, and none ticked",
        "Check the choice, and tick it.",
    ),
    CodeEntry("D0115", "a copy without our boxes, read by its printed words", "Compare the answers with the file."),
    # --- D02: an answer that cannot be read as its kind
    CodeEntry("D0201", "not a date that exists", "Write the date as 14 May 2026."),
    CodeEntry("D0202", "not a time of day", "Write the time as 14:30 or 2.30 pm."),
    CodeEntry("D0203", "not a whole number", "Write a whole number in digits."),
    CodeEntry("D0204", "not a number", "Write a number in digits."),
    CodeEntry("D0205", "not a percentage from 0 to 100", "Write a number from 0 to 100."),
    CodeEntry("D0206", "not yes or no", "Tick Yes or No."),
    CodeEntry("D0207", "not one of the choices", "Use one of the choices that the form prints."),
    CodeEntry("D0208", "not a UK postcode", "Write the postcode as on an envelope."),
    CodeEntry(
        "D0209",
        "not a unique pupil number",
        "Copy the number from the school's system: a letter and twelve characters.",
    ),
    CodeEntry("D0210", "not a school's unique reference number", "Copy the school's number of six digits."),
    CodeEntry("D0211", "not an e-mail address", "Write the address as name@example.org."),
    CodeEntry("D0212", "not an attendance code", "Use a code that was in force on the day."),
    CodeEntry("D0213", "not an amount of money", "Write pounds and pence in digits."),
    CodeEntry("D0214", "a year of two digits was completed", "Check the year."),
    CodeEntry(
        "D0215", "not a telephone number", "Write a UK number, or one that begins with + and the country's code."
    ),
    CodeEntry("D0216", "the value is of the wrong type", "Give a value of the type that the schema names."),
    CodeEntry("D0217", "below or above the limit", "Check the number."),
    CodeEntry("D0218", "longer than the field allows", "Shorten the text."),
    CodeEntry("D0219", "neither a mark nor an empty box", "Tick the box or leave it empty."),
    CodeEntry("D0220", "a cell of a workbook shows an error", "Correct the formula or write the value."),
    CodeEntry(
        "D0221", "a percentage whose cell does not fit it", "Check whether the number is a percentage or a fraction."
    ),
    CodeEntry("D0222", "part of a cell's value was left out", "Read the cell; the rest is in the report."),
    CodeEntry("D0223", "an attendance code of the set before 19 August 2024", "Use the code that replaced it."),
    CodeEntry("D0224", "a time that may be of the morning or of the afternoon", "Write am or pm."),
    CodeEntry("D0225", "characters that nobody sees, which were removed", "Nothing; the answer reads as it looks."),
    CodeEntry("D0226", "not a PNG or JPEG picture", "Save the picture as PNG or JPEG, and put that in its place."),
    CodeEntry("D0227", "a picture that is damaged or cut short", "Take the picture again from where it came."),
    CodeEntry("D0228", "a picture that is too large to be looked at", "Give one of fewer dots and bytes."),
    CodeEntry("D0229", "a picture that was made ready to print", "Nothing; what was changed is said."),
    CodeEntry(
        "D0230",
        "a picture without words for those who cannot see it",
        "Say in a sentence what the picture shows.",
    ),
    CodeEntry("D0231", "several pictures in the place of one", "Leave one picture in the place."),
    # --- D03: a record that cannot be shown whole
    CodeEntry("D0301", "a character that this document cannot contain", "Remove the character."),
    CodeEntry("D0302", "only spaces, which reads as unanswered", "Remove the spaces, or write the answer."),
    CodeEntry("D0303", "the same words as the placeholder of an empty box", "Write other words."),
    CodeEntry(
        "D0304", "an answer no part of this document prints", "Use a format that prints it, or remove the answer."
    ),
    CodeEntry("D0305", "text longer than its box", "Shorten the text."),
    CodeEntry("D0306", "more rows than the document has", "Remove rows, or use a second form."),
    CodeEntry("D0307", "a question this form does not have", "Use a key of the form's schema."),
    CodeEntry("D0309", "a character the fonts lack", "Write the name in other letters, or use Word."),
    CodeEntry("D0310", "longer than a cell of a workbook", "Shorten the text."),
    CodeEntry("D0311", "line ends of another program, which were changed to our own", "Nothing."),
    # --- D04: what a document is
    CodeEntry("D0401", "the file's form is not known", "Say which form it is with `--form`."),
    CodeEntry(
        "D0402",
        "made from another version of the spec",
        "Nothing, as long as the answers look right; use the current blank next time.",
    ),
    CodeEntry("D0403", "the file names another form than the one asked for", "Check that it is the right file."),
    CodeEntry("D0404", "the edition is not known", "Install the edition, or use the current blank."),
    CodeEntry(
        "D0405", "a letter no longer has its attached answers", "Use the file that was sent, not a printed copy of it."
    ),
    CodeEntry("D0406", "the attached answers cannot be read", "Use the file that was sent."),
    CodeEntry(
        "D0407",
        "the file contains scripts or other content that is not read",
        "Nothing is run; open the file only if you trust its sender.",
    ),
    CodeEntry("D0408", "the visible and the hidden identity differ", "See whether pages of two files were joined."),
    CodeEntry(
        "D0409",
        "the file was made with an overlay that was not given",
        "Give the profile with which the file was made.",
    ),
    CodeEntry("D0410", "the file is of another edition than it was read as", "Read it as its own edition."),
    CodeEntry("D0411", "pages of more than one record in one file", "Split the file, one record a file."),
    CodeEntry("D0412", "the return is not of the record that was sent", "Compare it with the record of its own id."),
    CodeEntry(
        "D0413",
        "the form was recognised by its title and labels",
        "Check that it is the right form; say another with `--form`.",
    ),
    CodeEntry("D0414", "a copy that several bindings fit", "Name the binding with `--binding`."),
    CodeEntry(
        "D0415", "a copy that a binding does not fit, or fits in part", "Make a binding of this original with `bind`."
    ),
    CodeEntry("D0416", "an answer that a newer edition has no place for", "Keep the older record as well."),
    CodeEntry(
        "D0417", "an answer that an original of your own has no place for", "Write it in, or correct the binding."
    ),
    CodeEntry("D0418", "an original that is not the one of its binding", "Name the right file, or bind this one."),
    # --- D05: a register of marks or counts
    CodeEntry(
        "D0501",
        "a table that is not a register, or whose columns contradict each other",
        "Name the columns in a columns file.",
    ),
    CodeEntry(
        "D0502", "a mark that was no attendance code on the day of its session", "Correct the code in the register."
    ),
    CodeEntry(
        "D0503", "a cell that does not contain a mark for each of its sessions", "Write one mark for each session."
    ),
    CodeEntry("D0504", "one session with two codes", "Correct the register."),
    CodeEntry("D0505", "a session that appears twice", "Remove one of the two."),
    CodeEntry("D0506", "neither AM nor PM", "Write AM or PM."),
    CodeEntry("D0507", "figures that do not agree", "Correct the figures."),
    CodeEntry("D0508", "a row without a pupil", "Add the pupil, or remove the row."),
    CodeEntry(
        "D0509", "dates that seem to have the month first", "Export the dates as YYYY-MM-DD or with the day first."
    ),
    CodeEntry("D0510", "a pupil with two rows of their own", "Remove one of the two rows."),
    CodeEntry("D0511", "more faults than are listed", "Fix those that are listed first."),
    CodeEntry("D0512", "columns that are not part of a register", "Nothing, if they may be left out."),
    CodeEntry("D0513", "sessions without a reason for absence", "Ask for the reasons."),
    CodeEntry("D0514", "marks on days without school, which count for nothing", "Check the calendar and the dates."),
    CodeEntry("D0515", "sessions without a mark", "Enter the marks."),
    CodeEntry("D0516", "school weeks without a calendar", "Give a profile with the school's terms."),
    CodeEntry("D0517", "too few figures of attendance", "Export more sessions."),
    CodeEntry("D0518", "absences from before the national threshold was in force", "Nothing is to be done."),
    CodeEntry("D0519", "a register that shows absence alone", "Export every session, presence too."),
    CodeEntry("D0521", "a row that is hidden or struck through", "Show it to have it counted, or delete it."),
    CodeEntry("D0522", "words that may speak against writing to somebody", "Read them before anybody is written to."),
    CodeEntry("D0523", "two pupils whose ids are nearly the same", "Find out whether they are one; correct the id."),
    # --- D06: many returns together
    CodeEntry("D0601", "no column that says which school", 'Head a column "URN" or "School".'),
    CodeEntry("D0602", "not a workbook of ratings that `collate` made", "Give the workbook of the last collation."),
    CodeEntry("D0603", "a document of no one pupil", "Leave it out, or add the pupil's name."),
    # --- D08: a Word template that somebody restyled
    CodeEntry("D0801", "words of the form are missing from a template", "Put the words back, or use an overlay."),
    CodeEntry("D0802", "words in a template that its form does not have", "Remove the words, or use an overlay."),
    CodeEntry("D0803", "a template words something differently", "Reword the form in an overlay, not its template."),
    CodeEntry("D0804", "a template says something twice", "Remove one of the two."),
    CodeEntry(
        "D0805", "a part of a template is printed on another condition", "Put the lines with the condition back."
    ),
    CodeEntry(
        "D0806", "a box of a template is under a heading or next to a label that is not its own", "Move it back."
    ),
    CodeEntry("D0807", "boxes of a template have changed places", "Put each box back next to its own words."),
    CodeEntry("D0808", "words or boxes of a template in another part of the page", "Move them back."),
    CodeEntry("D0809", "a box is missing from a template", "Put the box back."),
    CodeEntry("D0810", "a box appears twice in a template", "Remove one of the two."),
    CodeEntry("D0811", "a box of a template does not print its own answer", "Correct its expression."),
    CodeEntry("D0812", "an answer of a template is not in a content control", "Put the control back."),
    CodeEntry(
        "D0813",
        "a template with comments, tracked changes or hidden words",
        "Accept or reject the changes; remove comments and hidden words.",
    ),
    CodeEntry("D0814", "a program dropped names or controls, which are put back", "Nothing."),
    CodeEntry("D0815", "the code of a template cannot be used", "Correct the expression or condition."),
    CodeEntry("D0816", "a file that is not a template of this form", "Build one and restyle that."),
    CodeEntry(
        "D0817", "an example made from a template is not read back", "Check the boxes of the questions that are named."
    ),
    CodeEntry(
        "D0818", "a template differs from what was accepted", "Look at the lines; accept them if they are meant."
    ),
    # --- D09: a file that is refused
    CodeEntry("D0901", "the file is empty", "Ask for the file again."),
    CodeEntry("D0902", "not a Word, PDF or Excel file", "Ask for the Word, PDF or Excel file."),
    CodeEntry("D0903", "password-protected", "Remove the password and save the file again."),
    CodeEntry("D0904", "an old Office format", "Save it as .docx, .xlsx or .pdf."),
    CodeEntry("D0905", "damaged", "Ask for the file again."),
    CodeEntry("D0906", "larger than any form", "See what it contains; a form is far smaller."),
    CodeEntry(
        "D0907",
        "built in a way no Office program builds a file",
        "Open it in Word or Excel and save it again, if you trust its sender.",
    ),
    CodeEntry("D0908", "contains macros", "Save it without macros."),
    CodeEntry("D0909", "an OpenDocument file", "Save it as .docx or .xlsx."),
    CodeEntry("D0910", "not found or not a file", "Check the path."),
    CodeEntry("D0911", "not a record", "Give a record as `example` prints one."),
    CodeEntry("D0912", "the first bytes and the name's ending disagree", "Give the file its right ending."),
    CodeEntry(
        "D0913",
        "a fault in this program stopped it from reading the file",
        "Report it to us with the form, not with the child's answers; the file itself may be good.",
    ),
    CodeEntry("D0914", "the pages are pictures", "Ask for the file itself, not a scan or photograph of it."),
    # --- R: rules, a code for each predicate
    CodeEntry("R0201", "a required question is unanswered", "Answer the question."),
    CodeEntry(
        "R0202", "a question is required because of another answer", "Answer the question, or correct the other answer."
    ),
    CodeEntry("R0203", "none of several questions is answered", "Answer at least one of them."),
    CodeEntry("R0204", "not exactly one of several is answered", "Answer one of them only."),
    CodeEntry("R0205", "a value outside its range", "Check the value."),
    CodeEntry("R0206", "a date outside its window", "Choose a date inside the window."),
    CodeEntry("R0207", "dates out of order", "Correct one of the dates."),
    CodeEntry("R0208", "a date outside a period", "Choose a date inside the period."),
    CodeEntry("R0209", "numbers that do not add up", "Correct the numbers."),
    CodeEntry("R0210", "a percentage that does not match its figures", "Correct the percentage or its figures."),
    CodeEntry("R0211", "too few or too many entries", "Add or remove entries."),
    CodeEntry("R0212", "a row that is not complete", "Complete the row."),
    CodeEntry("R0213", "an answer that does not fit another", "Correct one of the two answers."),
    CodeEntry("R0214", "an entry that appears twice", "Remove one of them."),
    CodeEntry("R0215", "text not in its format", "Write it in the format named."),
    CodeEntry(
        "R0216", "closed school weeks are not known for the dates of a rule", "Give a profile with the school's terms."
    ),
    CodeEntry("R0217", "a rule that is a Python function", "See the message of the rule."),
    CodeEntry("R0218", "numbers that do not add up to a fixed total", "Correct the numbers."),
    CodeEntry("R0219", "a number that is not that of the rows there are", "Correct the number or the rows."),
    CodeEntry("R0220", "two figures too far apart, or the wrong way round", "Check both figures."),
    CodeEntry("R0221", "whether a target was met does not fit the figures", "Correct the outcome or the figures."),
    CodeEntry("R0222", "text with a word that it must not contain", "Use other words."),
    CodeEntry("R0223", "too small or too great a share of another figure", "Check both figures."),
    CodeEntry("R0230", "too few or too many minutes between two times", "Correct one of the times."),
    CodeEntry("R0231", "too many dates in the years before another", "Check the earlier dates."),
    CodeEntry("R0232", "somebody is not of compulsory school age", "Check the date of birth and the dates."),
    CodeEntry("R0233", "too few or too many school days in a period", "Choose other dates."),
    CodeEntry("R0234", "a date before a posted letter can have arrived", "Choose a later date, or post earlier."),
    CodeEntry("R0235", "a date outside an academic year", "Choose a date in the year."),
    CodeEntry("R0236", "too few sessions with certain codes in so many school weeks", "Check the register."),
    CodeEntry(
        "R0237",
        "a register code that was not in force on the day of its session",
        "Use the code that was in force on the day.",
    ),
    CodeEntry("R0250", "days that do not match their sessions", "Correct the days or the sessions."),
    CodeEntry("R0251", "a target that cannot be measured", "Write a number and a date by which it is to be reached."),
    CodeEntry("R0260", "a column out of order", "Put the columns in order."),
    CodeEntry("R0270", "a date on which there is no school", "Choose a school day."),
    CodeEntry("R0271", "more sessions than there are between two dates", "Check the figure and both dates."),
    CodeEntry("R0272", "a figure less than the sessions that are listed", "Check the figure and the list."),
    CodeEntry("R0273", "two dates in different academic years", "Check both dates."),
    CodeEntry("R0274", "a year group that does not fit the date of birth", "Check the year group and the date."),
    CodeEntry("R0275", "sessions that meet a threshold said not to be met", "Correct the answer, or the list."),
    CodeEntry("R0276", "more school days than there are between two dates", "Check the number and both dates."),
    CodeEntry("R0277", "a list of days that does not agree with the figures", "Check the list and the figures."),
    CodeEntry("R0278", "a new answer that is the same as the old one", "Change one of the two."),
    CodeEntry("R0279", "a part that is no greater than another", "Check the four figures."),
    CodeEntry("R0290", "a letter of support that speaks of a legal step", "Say what was seen and what help there is."),
    CodeEntry("R0291", "text not written as its mask says", "Write it as the form shows: 9 a digit, A a letter."),
    # --- B: bulk runs
    CodeEntry("B0101", "a column is missing", "Add the column to the export, or name it in a columns file."),
    CodeEntry("B0102", "a column appears twice", "Remove one of the two columns."),
    CodeEntry("B0103", "unknown column", "Use a heading that is known, or name it in a columns file."),
    CodeEntry("B0104", "the pupil id is missing", "Add the pupil id."),
    CodeEntry("B0105", "the pupil id appears twice", "Remove one of the two rows."),
    CodeEntry(
        "B0106", "marked do not contact or address confidential", "Do not send a letter by this run; decide by hand."
    ),
    CodeEntry("B0107", "no parent to write to", "Add a parent, or leave the pupil out."),
    CodeEntry("B0108", "a value that cannot be read", "Correct the value in the export."),
    CodeEntry("B0109", "the finished letter does not match its row", "Report it to us; the letter was not kept."),
    CodeEntry("B0110", "text that is damaged by its encoding", "Export again as UTF-8."),
    CodeEntry("B0111", "a row longer than its header", "Put the text that contains the separator in quotation marks."),
    CodeEntry("B0112", "a letter that cannot be made", "Correct the row."),
    CodeEntry("B0113", "a row of a second table without its pupil", "Add the pupil to the first export."),
    CodeEntry("B0114", "a date that may have its month first", "Export the dates as YYYY-MM-DD or with the day first."),
    CodeEntry("B0115", "a word that means that nothing is known", "Write what is known, or leave the cell empty."),
    CodeEntry("B0116", "a row that the workbook does not show", "Show the row if its letter is wanted."),
    CodeEntry(
        "B0117", "a row with words struck through", "Decide by hand; remove the striking if the letter is wanted."
    ),
    CodeEntry("B0130", "a letter that this parent had this school year", "Leave the row out, or ask for it again."),
    CodeEntry("B0133", "an earlier print run that was set aside", "Delete it once the new print run is made."),
    CodeEntry("B0134", "a letter that GOV.UK Notify would refuse", "Correct the row, or post it another way."),
    CodeEntry("B0131", "a file that is not a letter log", "Name the file that runs wrote with --log."),
    # --- B02: what comes into a run
    CodeEntry(
        "B0201",
        "a column that may say that a letter must not go",
        "Look at the column, and say in a columns file which mark it is, or (ignore).",
    ),
    CodeEntry(
        "B0202",
        "a cell that may say that a letter must not go",
        "Read the row; correct it, or decide by hand.",
    ),
    CodeEntry("B0203", "a row that somebody marked with a colour or a comment", "Look at the row and decide by hand."),
    CodeEntry("B0204", "ids that are nearly the same", "Find out whether they are one pupil; correct the ids."),
    CodeEntry("B0205", "one id and two children", "Find out whose the id is; correct the export."),
    CodeEntry("B0206", "two exports that disagree about a pupil", "Find out which is right; correct the other."),
    CodeEntry("B0207", "a letter that is not addressed to one person", "Correct the name, salutation or address."),
    CodeEntry("B0208", "the same parent twice in one row", "Remove one of the two."),
    CodeEntry("B0209", "a date far ahead", "Correct the year."),
    CodeEntry("B0210", "a name that the letter does not give back", "Make this letter in Word."),
    CodeEntry("B0211", "the encoding of a table", "Save the table as CSV UTF-8."),
    CodeEntry("B0212", "a part of a workbook that is hidden", "Show it in Excel, and look at what it contains."),
    CodeEntry("B0214", "a version of the letter that is not made", "Make it by hand, or enter large print."),
    CodeEntry("B0213", "words that were left out of a salutation", "Nothing, where the letter prints them itself."),
)

CATALOGUE: dict[str, CodeEntry] = {entry.code: entry for entry in _ENTRIES}
"""Every code by name."""
