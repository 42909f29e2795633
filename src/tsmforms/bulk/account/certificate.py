"""The certificate of a run: what was made from what and what was checked, as JSON and as a page that somebody signs."""

from __future__ import annotations

import hashlib
import importlib.metadata
import json
from collections.abc import Mapping, Sequence

import attrs

from tsmforms.bulk.account.lists import MADE, REFUSED, FolderCounts
from tsmforms.bulk.account.lists import MANIFEST as LIST
from tsmforms.bulk.folder import Folder
from tsmforms.bulk.manifest import Manifest
from tsmforms.bulk.printrun import PrintedRun
from tsmforms.diagnostics import Diagnostic
from tsmforms.documents import Form
from tsmforms.jsontypes import JsonObject
from tsmforms.version import VERSION

NAME, SIGNED = "certificate.json", "certificate.pdf"
_LIBRARIES = ("typst", "pikepdf", "docxtpl", "lxml")
"""Those whose version may change the bytes of a letter."""
_OWNERS_LOOK = (
    "The PDF letters have the owner's look: LibreOffice made them from a Word template of the owner's; nothing is claimed of"
    " their tagging."
)
_OUTCOMES = {
    "rows": "Rows in the export",
    "letters": "Letters made",
    "large_print": "Of them in large print",
    "plain_text": "Of them as plain text alone, in no print run",
    "files": "Files of these letters",
    "pages": "Pages of the PDF letters",
    "refused": "Rows and letters refused",
    "with_warnings": "Letters made with a warning",
    "superseded": "Files in superseded/, not to be sent",
    "outdated": "Files that no longer match their row, not to be sent",
    "missing": "Files asked for and not made",
}


@attrs.frozen
class RunFacts:
    """What a certificate says besides what the form says.

    Attributes:
        formats: The formats asked for.
        rows: Rows of the export that are not blank.
        refused: Rows and letters refused.
        tally: What is in the folder.
        source: The digest of the export.
        templates: The digest of the blank of each format.
        lists: The digest of each list.
        printed: The print run, if there is one.
        stopped: Why the run stopped before its end.
        logged: Whether a letter log was kept.
        day: The day the run was given.
    """

    formats: Sequence[str]
    rows: int
    refused: int
    tally: FolderCounts
    source: str
    templates: Mapping[str, str]
    lists: Mapping[str, str]
    printed: PrintedRun | None
    stopped: Diagnostic | None
    logged: bool
    day: str | None


def write_certificate(folder: Folder, form: Form, manifest: Manifest, facts: RunFacts) -> None:
    """Both certificates, each written only where it differs; no time in them unless one was given."""
    said = _certificate(folder, form, manifest, facts)
    folder.put(NAME, ((json.dumps(said, indent=2, ensure_ascii=False) + "\n").encode(),))
    folder.put(SIGNED, (_page(form, said, facts),))


def _certificate(folder: Folder, form: Form, manifest: Manifest, facts: RunFacts) -> JsonObject:
    tally, printed = facts.tally, facts.printed
    out: JsonObject = {
        "form": form.id,
        "edition": form.edition,
        "spec_digest": form.spec.digest,
        "profile_digest": form.profile.digest or None,
        "library": f"tsmforms {VERSION}",
        "libraries": {name: importlib.metadata.version(name) for name in _LIBRARIES},
        "formats": list(facts.formats),
        "complete": facts.stopped is None and not tally.missing,
        "stopped": facts.stopped and {"code": facts.stopped.code, "message": facts.stopped.message},
        "counts": {
            "rows": facts.rows,
            "letters": tally.letters,
            "large_print": tally.large_print,
            "plain_text": tally.plain_text,
            "files": tally.files,
            "pages": tally.pages,
            "refused": facts.refused,
            "with_warnings": tally.warned,
            "superseded": tally.superseded,
            "outdated": tally.outdated,
            "missing": tally.missing,
        },
        "checks": _checks(facts),
        "source_sha256": facts.source,
        "template_sha256": dict(facts.templates),
        "letters_sha256": _letters(folder, manifest),
        "lists_sha256": dict(facts.lists),
        "print_run": printed and attrs.asdict(printed),
    }
    if form.is_in_owners_look and "pdf" in facts.formats:
        out["look"] = "owner's look"
    return {**out, "today": facts.day} if facts.day else out


def _letters(folder: Folder, manifest: Manifest) -> str:
    """One digest for all letters that are there: of a line for each, its digest and its name, as `sha256sum` writes."""
    digest = hashlib.sha256()
    for file in manifest.files():
        if file.is_asked and file.is_current and folder.size(file.name) == file.size:
            digest.update(f"{file.sha256}  {file.name}\n".encode())
    return digest.hexdigest()


def _checks(facts: RunFacts) -> list[str]:
    said = [
        "Every row was judged by the form's rules before the first letter was made.",
        "Every letter made was read again: its reader's name and address, and its reference, are those of its row.",
        f"The counts are those of the files in the folder; {LIST} lists each as {MADE} or not, {REFUSED} each refusal.",
    ]
    if facts.printed:
        said.append("The print run was read again: each letter once, in the order of the rows, on sheets of its own.")
    if facts.logged:
        said.append("The letter log was asked before each letter, and has each letter that was made.")
    return said


def _held(printed: PrintedRun) -> str:
    if printed.pages is None or printed.sheets is None:
        return f"{printed.letters:,} sections in Word, a letter each"
    return f"{printed.pages:,} pages on {printed.sheets:,} sheets"


def _page(form: Form, said: JsonObject, facts: RunFacts) -> bytes:
    from tsmforms.formats.pdf import CertificateTable, certificate

    ending = (
        "The run came to its end."
        if said["complete"]
        else "The run did not come to its end: do not post these letters."
    )
    opening = f"{form.spec.title} ({form.id}, edition {form.edition}). {ending}"
    if "look" in said:
        opening += f" {_OWNERS_LOOK}"
    counts: Mapping[str, int] = said["counts"]
    outcomes = [(words, f"{counts[key]:,}") for key, words in _OUTCOMES.items()]
    digests = [("The export", facts.source)]
    digests += [(f"The template, {format}", digest) for format, digest in facts.templates.items()]
    digests += [("The letters together", said["letters_sha256"]), (LIST, facts.lists[LIST])]
    if facts.printed:
        outcomes.append(("Print run", _held(facts.printed)))
        digests.append(("The print run", facts.printed.sha256))
    made_with = [("Library", said["library"]), *((name, version) for name, version in said["libraries"].items())]
    tables = (
        CertificateTable("Outcome", ("What", "How many"), outcomes),
        CertificateTable("Digests", ("Of what", "SHA-256"), digests),
        CertificateTable("Made with", ("Program", "Version"), [(a, b.removeprefix("tsmforms ")) for a, b in made_with]),
    )
    return certificate(f"Certificate of a run of letters: {form.id}", opening, tables, said["checks"])
