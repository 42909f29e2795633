"""Which forms there are: the built-in specs, and a folder of one's own beside them."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property, lru_cache
from pathlib import Path

import attrs

from tsmforms.diagnostics import MisuseError
from tsmforms.model import FieldSpec, FormSpec
from tsmforms.specs.load import load_groups, load_parts, load_spec
from tsmforms.specs.parts import Part
from tsmforms.specs.resources import form_specs
from tsmforms.specs.yamltree import nearest

_SHARED = ("groups", "parts")
"""Folders beside the forms that hold what forms share."""


@attrs.frozen(slots=False, eq=False)
class Registry:
    """Specs by form and edition; loaded when first asked for."""

    folders: tuple[Path, ...]
    _loaded: dict[Path, FormSpec] = attrs.field(factory=dict, init=False)

    @cached_property
    def paths(self) -> Mapping[str, Mapping[str, Path]]:
        """Form id to edition to file. Built-in specs lie in a folder a form; one's own may lie flat."""
        out: dict[str, dict[str, Path]] = {}
        for folder in self.folders:
            for path in sorted((*folder.glob("*/*.yaml"), *folder.glob("*.yaml"))):
                if path.parent.name in _SHARED:
                    continue
                form, edition = self._names(path, folder)
                out.setdefault(form, {})[edition] = path
        return out

    def _names(self, path: Path, folder: Path) -> tuple[str, str]:
        if path.parent != folder:
            return path.parent.name, path.stem
        spec = self._load(path)
        return spec.form, spec.edition

    @cached_property
    def groups(self) -> Mapping[str, FieldSpec]:
        """The shared groups of every folder."""
        return {name: field for folder in self.folders for name, field in load_groups(folder).items()}

    @cached_property
    def parts(self) -> Mapping[str, Part]:
        """The shared parts of every folder."""
        return {name: part for folder in self.folders for name, part in load_parts(folder).items()}

    def forms(self) -> tuple[str, ...]:
        """Every form id, in alphabetical order."""
        return tuple(sorted(self.paths))

    def spec(self, form: str, edition: str | None = None) -> FormSpec:
        """The spec of a form; of its newest edition if none is named.

        Raises:
            MisuseError: There is no such form or edition.
            SpecError: Its file has faults.
        """
        editions = self.paths.get(form)
        if editions is None:
            near = nearest(form, self.paths)
            hint = f'; did you mean "{near}"?' if near else f"; there are: {', '.join(self.forms())}"
            raise MisuseError(f'there is no form "{form}"{hint}')
        path = editions.get(edition or max(editions))
        if path is None:
            raise MisuseError(f'{form} has no edition "{edition}"; there are: {", ".join(sorted(editions))}')
        return self._load(path)

    def _load(self, path: Path) -> FormSpec:
        if path not in self._loaded:
            self._loaded[path] = load_spec(path, self.groups, self.parts)
        return self._loaded[path]


def registry(extra: Path | None = None) -> Registry:
    """The built-in forms, with a folder of one's own beside them; the same object for the same folder.

    Raises:
        MisuseError: There is no such folder.
    """
    if extra and not extra.is_dir():
        raise MisuseError(f"{extra}: there is no such folder of specs")
    return _registry(extra)


@lru_cache(maxsize=8)
def _registry(extra: Path | None) -> Registry:
    return Registry((form_specs(), extra) if extra else (form_specs(),))
