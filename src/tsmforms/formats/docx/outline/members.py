"""The parts of a Word file's package: which is the document, and what belongs to it."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator

import attrs

from tsmforms.intake import Package, children, parse_xml, refuse
from tsmforms.intake.office import relations

MAIN = "word/document.xml"
_TYPES = "[Content_Types].xml"
_MAIN_TYPES = ("document.main+xml", "template.main+xml")
_KINDS = ("styles", "header", "footer", "comments", "footnotes", "endnotes")
_EMBEDDED = ("embeddings/", "activex/")


@attrs.frozen
class Members:
    """The main part of a document by name, whether there is another, and its related parts by kind, in their order."""

    main: str
    is_only: bool
    related: dict[str, tuple[str, ...]]
    has_objects: bool


def members_of(package: Package) -> Members:
    """What a package's parts are.

    Raises:
        ReadError: It has no document.
    """
    named = list(dict.fromkeys(_named(package)))
    if not named:
        raise refuse("unknown")
    main = named[0]
    objects = any(word in name.casefold() for name in package.parts for word in _EMBEDDED)
    return Members(main, len(named) == 1, _related(package, main), objects)


def _named(package: Package) -> Iterator[str]:
    """The documents: as the package relates to it, by its usual name, by content type (Word on the web: document2)."""
    targets = [
        target.lstrip("/")
        for kind, target, external in relations(package, "_rels/.rels")
        if kind == "officeDocument" and not external
    ]
    types = package.part(_TYPES)
    typed = (
        []
        if types is None
        else [
            (e.get("PartName") or "").lstrip("/")
            for e in children(parse_xml(types, _TYPES), "Override")
            if (e.get("ContentType") or "").endswith(_MAIN_TYPES)
        ]
    )
    for name in (*targets, MAIN, *typed):
        if package.part(name) is not None:
            yield posixpath.normpath(name)


def pictures_of(package: Package, main: str) -> dict[str, bytes]:
    """The files of the pictures of the document by relation; without those that lie elsewhere."""
    folder, _, file = main.rpartition("/")
    name = f"{folder}/_rels/{file}.rels"
    content = package.part(name)
    out: dict[str, bytes] = {}
    for element in parse_xml(content, name) if content is not None else ():
        kind, target = (element.get("Type") or "").rpartition("/")[2], element.get("Target") or ""
        if kind == "image" and (element.get("TargetMode") or "").lower() != "external":
            part = package.part(posixpath.normpath(posixpath.join(f"/{folder}", target)))
            if part is not None:
                out[element.get("Id") or ""] = part
    return out


def _related(package: Package, main: str) -> dict[str, tuple[str, ...]]:
    """Its parts by relation; where a file lost its relations, by their usual names."""
    folder, _, file = main.rpartition("/")
    rels = f"{folder}/_rels/{file}.rels" if folder else f"_rels/{file}.rels"
    out: dict[str, dict[str, None]] = {kind: {} for kind in _KINDS}
    if package.part(rels) is None:
        for name in sorted(package.parts):
            kind = posixpath.basename(name).removesuffix(".xml").rstrip("0123456789")
            if posixpath.dirname(name) == folder and kind in out:
                out[kind][name] = None
    for kind, target, external in relations(package, rels):
        name = posixpath.normpath(posixpath.join(folder, target) if not target.startswith("/") else target[1:])
        if kind in out and not external and package.part(name) is not None:
            out[kind][name] = None
    return {kind: tuple(names) for kind, names in out.items()}
