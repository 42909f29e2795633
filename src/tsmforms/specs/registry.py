"""Which forms there are: the built-in specs, and a folder of one's own beside them."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property, lru_cache
from pathlib import Path
from typing import TypeAlias

import attrs

from tsmforms.diagnostics import MisuseError
from tsmforms.model import NO_PROFILE, FieldSpec, FormSpec, Profile, SettingValue
from tsmforms.specs.load import load_groups, load_parts, load_spec
from tsmforms.specs.parts import Part
from tsmforms.specs.resources import form_specs
from tsmforms.specs.yamltree import nearest

_Settings: TypeAlias = tuple[tuple[str, SettingValue], ...]
NOT_FORMS = frozenset({"groups", "parts", "facts", "not_enforced", "settings.yaml"})
"""Folders and files beside the forms that hold what forms share, or facts that no form owns."""


@attrs.frozen(slots=False, eq=False)
class Registry:
    """Specs by form and edition; loaded when first asked for."""

    folders: tuple[Path, ...]
    _loaded: dict[tuple[Path, _Settings], FormSpec] = attrs.field(factory=dict, init=False)
    _groups: dict[_Settings, Mapping[str, FieldSpec]] = attrs.field(factory=dict, init=False)

    @cached_property
    def paths(self) -> Mapping[str, Mapping[str, Path]]:
        """Form id to edition to file. Built-in specs lie in a folder a form; one's own may lie flat."""
        out: dict[str, dict[str, Path]] = {}
        for folder in self.folders:
            for path in sorted((*folder.glob("*/*.yaml"), *folder.glob("*.yaml"))):
                if path.relative_to(folder).parts[0] in NOT_FORMS:
                    continue
                form, edition = self._names(path, folder)
                out.setdefault(form, {})[edition] = path
        return out

    def _names(self, path: Path, folder: Path) -> tuple[str, str]:
        if path.parent != folder:
            return path.parent.name, path.stem
        spec = self._load(path)
        return spec.form, spec.edition

    def groups(self, profile: Profile = NO_PROFILE) -> Mapping[str, FieldSpec]:
        """The shared groups of every folder, with a profile's words."""
        key = profile.settings
        if key not in self._groups:
            self._groups[key] = {name: field for folder in self.folders
                                 for name, field in load_groups(folder, dict(key)).items()}
        return self._groups[key]

    @cached_property
    def parts(self) -> Mapping[str, Part]:
        """The shared parts of every folder."""
        return {name: part for folder in self.folders for name, part in load_parts(folder).items()}

    def forms(self) -> tuple[str, ...]:
        """Every form id, in alphabetical order."""
        return tuple(sorted(self.paths))

    def spec(self, form: str, edition: str | None = None, profile: Profile = NO_PROFILE) -> FormSpec:
        """The spec of a form as a profile uses it; of its newest edition if none is named.

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
        return self._load(path, profile)

    def _load(self, path: Path, profile: Profile = NO_PROFILE) -> FormSpec:
        key = (path, profile.settings)
        if key not in self._loaded:
            self._loaded[key] = load_spec(path, self.groups(profile), self.parts, dict(profile.settings))
        return self._loaded[key]


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
