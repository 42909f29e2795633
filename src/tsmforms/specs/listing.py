"""What lies in folders of specs: forms, overlays, and files that cannot be taken, each fault with its line.

Only the head of a file is read here, so that a file with faults stands in the way of nothing but itself.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path

import attrs

from tsmforms.diagnostics import Diagnostic, MisuseError, worded
from tsmforms.diagnostics.nearest import nearest
from tsmforms.located.shape import read_mapping
from tsmforms.located.text import read_text
from tsmforms.located.yamltree import Faults, read_yaml
from tsmforms.model import Location
from tsmforms.specs.load import FORM_KEYS
from tsmforms.specs.migrations.files import ENDING
from tsmforms.specs.overlay import is_overlay

NOT_FORMS = frozenset(
    {"casework", "exports", "facts", "groups", "legal_words.yaml", "not_enforced", "parts", "settings.yaml"}
)
"""Folders and files beside the forms that hold what forms share, or facts that no form owns."""
_OVERLAY_OF = re.compile(r"""^form\s*:\s*["']?([\w-]+)""", re.MULTILINE)


@attrs.frozen
class SpecListing:
    """What lies in the folders.

    Attributes:
        paths: Form id to edition to file.
        overlays: The overlays of folders of one's own by the form that they name, or that is the nearest to it.
        refused: Why a file is not taken, by form and edition; without an edition, for every one.
        unread: Faults of files that do not say which form they are.
    """

    paths: Mapping[str, Mapping[str, Path]]
    overlays: Mapping[str, tuple[Path, ...]]
    refused: Mapping[tuple[str, str | None], tuple[Diagnostic, ...]]
    unread: tuple[Diagnostic, ...]


@attrs.frozen
class _NamedForms:
    """A file and the form and edition that it says it is, where it says so."""

    form: str
    edition: str
    path: Path
    faults: Faults
    location: Location


def listing(folders: tuple[Path, ...]) -> SpecListing:
    """What lies in some folders, the built-in specs first: in those a form has a folder and an edition a file."""
    paths: dict[str, dict[str, Path]] = {}
    for path in _specs(folders[0], "*/*.yaml"):
        paths.setdefault(path.parent.name, {})[path.stem] = path
    built_in = frozenset(paths)
    named, unread = _named([path for folder in folders for path in _own(folder, folder is folders[0])])
    refused: dict[tuple[str, str | None], list[Diagnostic]] = {}
    for one in named:
        if one.form in built_in:
            refused.setdefault((one.form, None), []).append(_is_built_in(one))
            continue
        others = [o for o in named if (o.form, o.edition) == (one.form, one.edition) and o is not one]
        if others:
            refused.setdefault((one.form, one.edition), []).append(_is_double(one, others[0]))
        paths.setdefault(one.form, {}).setdefault(one.edition, one.path)
    overlays = _overlays(folders[1:], paths)
    return SpecListing(paths, overlays, {key: tuple(found) for key, found in refused.items()}, tuple(unread))


def ids_of_ours(path: Path, built_in: Collection[str]) -> list[Diagnostic]:
    """The fault of a file that says it is one of the built-in forms."""
    return [_is_built_in(one) for one in _named([path])[0] if one.form in built_in]


def _specs(folder: Path, pattern: str) -> Iterator[Path]:
    return (
        path
        for path in sorted(folder.glob(pattern))
        if path.relative_to(folder).parts[0] not in NOT_FORMS and not path.name.endswith(ENDING)
    )


def _own(folder: Path, is_first: bool) -> Iterator[Path]:
    """The files that say themselves what they are: all of one's own, and those that lie flat."""
    for pattern in ("*.yaml",) if is_first else ("*.yaml", "*/*.yaml"):
        yield from (path for path in _specs(folder, pattern) if not (path.parent == folder and _is_overlay(path)))


def _is_overlay(path: Path) -> bool:
    try:
        return is_overlay(read_text(path))
    except MisuseError:
        return False


def _named(files: list[Path]) -> tuple[list[_NamedForms], list[Diagnostic]]:
    named, unread = [], []
    for path in files:
        try:
            tree, faults = read_yaml(read_text(path), str(path))
        except MisuseError as error:
            unread.append(Diagnostic("S0001", "error", str(error), "save the file as text in UTF-8"))
            continue
        args = read_mapping(tree, FORM_KEYS, "the form", faults) if tree else {}
        if tree is None or not {"form", "edition"} <= set(args):
            unread += faults.found
            continue
        place = tree.mapping()["form"].location
        named.append(_NamedForms(args["form"], args["edition"], path, attrs.evolve(faults, found=[]), place))
    return named, unread


def _fault(one: _NamedForms, message: str, help: str) -> Diagnostic:
    one.faults.add("S0014", message, one.location, help, len(one.form))
    return one.faults.found.pop()


def _is_built_in(one: _NamedForms) -> Diagnostic:
    return _fault(
        one,
        worded("S0014", "built_in", form=one.form),
        "give your form another id; what a council changes of a built-in form is an overlay",
    )


def _is_double(one: _NamedForms, other: _NamedForms) -> Diagnostic:
    return _fault(
        one,
        worded("S0014", "two_files", form=one.form, edition=one.edition, name=other.path.name),
        "give one of the two another id or edition, or take it out of the folder",
    )


def _overlays(folders: tuple[Path, ...], known: Mapping[str, object]) -> Mapping[str, tuple[Path, ...]]:
    out: dict[str, list[Path]] = {}
    for folder in folders:
        for path in sorted(folder.glob("*.yaml")):
            if _is_overlay(path) and (said := _OVERLAY_OF.search(read_text(path))):
                form = said[1] if said[1] in known else nearest(said[1], known) or said[1]
                out.setdefault(form, []).append(path)
    return {form: tuple(paths) for form, paths in out.items()}
