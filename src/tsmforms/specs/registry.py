"""Which forms there are: the built-in specs, and a folder of one's own beside them."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Mapping
from functools import cached_property, lru_cache, partial
from pathlib import Path
from typing import TypeAlias

import attrs

from tsmforms.datafolders import form_specs
from tsmforms.diagnostics import Diagnostic, MisuseError, SpecError, worded
from tsmforms.diagnostics.nearest import nearest
from tsmforms.located.text import read_text
from tsmforms.model import NO_PROFILE, FieldSpec, FormSpec, Profile, SettingValue
from tsmforms.model.recordtree import RecordShape, record_shape
from tsmforms.specs.listing import SpecListing, ids_of_ours, listing
from tsmforms.specs.load import load_groups, load_parts, load_spec, read_spec
from tsmforms.specs.overlay import Overlay, is_overlay, read_overlay
from tsmforms.specs.parts import SharedNames, SharedPart

_Settings: TypeAlias = tuple[tuple[str, SettingValue], ...]


@attrs.frozen(slots=False, eq=False)
class Registry:
    """Specs by form and edition; loaded when first asked for."""

    folders: tuple[Path, ...]
    _loaded: dict[tuple[Path, _Settings, Overlay | None], FormSpec] = attrs.field(factory=dict, init=False)
    _groups: dict[tuple[_Settings, bool], SharedNames[FieldSpec]] = attrs.field(factory=dict, init=False)
    _laid: dict[tuple[tuple[Path, ...], str], Mapping[str, tuple[Overlay, ...]]] = attrs.field(factory=dict, init=False)

    @cached_property
    def listing(self) -> SpecListing:
        """What lies in the folders, as its files say themselves."""
        return listing(self.folders)

    @property
    def paths(self) -> Mapping[str, Mapping[str, Path]]:
        """Form id to edition to file."""
        return self.listing.paths

    @property
    def faults(self) -> tuple[Diagnostic, ...]:
        """Why files of the folders are not taken: doubles, ids of built-in forms, what does not say its form, shared groups and parts."""
        refused = (*self.listing.refused.values(), *self.groups().refused.values(), *self.parts.refused.values())
        return (*self.listing.unread, *(fault for found in refused for fault in found))

    def groups(self, profile: Profile = NO_PROFILE, own: bool = True) -> SharedNames[FieldSpec]:
        """The shared groups of every folder, or of the built-in forms alone, with a profile's words."""
        key = (profile.settings, own)
        if key not in self._groups:
            folders = self.folders if own else self.folders[:1]
            self._groups[key] = SharedNames()
            for folder in folders:
                self._groups[key].add(load_groups(folder, dict(key[0])))
        return self._groups[key]

    @cached_property
    def parts(self) -> SharedNames[SharedPart]:
        """The shared parts of every folder."""
        found: SharedNames[SharedPart] = SharedNames()
        for folder in self.folders:
            found.add(load_parts(folder))
        return found

    @cached_property
    def _built_in_parts(self) -> SharedNames[SharedPart]:
        return load_parts(self.folders[0])

    def forms(self) -> tuple[str, ...]:
        """Every form id, in alphabetical order."""
        return tuple(sorted(self.paths))

    def editions(self, form: str, profile: Profile = NO_PROFILE) -> Mapping[str, tuple[Path, Overlay | None]]:
        """The editions of a form, those with an overlay of a folder or of the profile among them.

        Raises:
            MisuseError: There is no such form.
            SpecError: An overlay has faults.
        """
        if form not in self.paths:
            if self.listing.unread:
                raise SpecError(self.listing.unread)
            near = nearest(form, self.paths)
            hint = f'; did you mean "{near}"?' if near else f"; there are: {', '.join(self.forms())}"
            raise MisuseError(f'there is no form "{form}"{hint}')
        plain = self.paths[form]
        laid = (
            *self._overlays(self.listing.overlays.get(form, ())).get(form, ()),
            *self._overlays(profile.overlays, profile.digest).get(form, ()),
        )
        return {
            **{edition: (path, None) for edition, path in plain.items()},
            **{one.edition: (plain[one.base], one) for one in laid},
        }

    def spec(self, form: str, edition: str | None = None, profile: Profile = NO_PROFILE) -> FormSpec:
        """The spec of a form as a profile uses it.

        Unless one is named, it is the newest edition with an overlay of the profile or of a folder, where there is
        one, and the newest otherwise.

        Raises:
            MisuseError: There is no such form or edition, or several overlays fit.
            SpecError: Its file or an overlay has faults.
        """
        editions = self.editions(form, profile)
        self._check_taken(form, None)
        name = edition or _newest(form, editions)
        if name not in editions:
            lacking = "; name the overlay's profile or folder" if "+" in name else ""
            raise MisuseError(f'{form} has no edition "{name}"; there are: {", ".join(sorted(editions))}{lacking}')
        path, overlay = editions[name]
        self._check_taken(form, name.partition("+")[0])
        return self._load(path, profile, overlay)

    def _check_taken(self, form: str, edition: str | None) -> None:
        if refused := self.listing.refused.get((form, edition)):
            raise SpecError(refused)

    def _overlays(self, files: tuple[Path, ...], digest: str = "") -> Mapping[str, tuple[Overlay, ...]]:
        """The overlays of some files, by form, each of a form and edition that there is."""
        key = (files, digest)
        if key not in self._laid:
            read = [self.overlay(path) for path in files]
            self._laid[key] = {one.form: tuple(o for o in read if o.form == one.form) for one in read}
        return self._laid[key]

    def overlay(self, path: Path) -> Overlay:
        """The overlay in a file, of a form and edition known here.

        Raises:
            SpecError: It has faults.
            MisuseError: There is no such file.
        """
        found, faults = read_overlay(path)
        if found and found.form not in self.paths:
            faults.unknown(
                "S0020", worded("S0020", "form"), found.form, found.tree.mapping()["form"].location, self.paths
            )
        elif found and found.base not in self.paths[found.form]:
            faults.unknown(
                "S0020",
                worded("S0020", "edition", form=found.form),
                found.base,
                found.tree.mapping()["base"].location,
                self.paths[found.form],
            )
        if found is None or faults.found:
            raise SpecError(faults.found)
        return found

    def tried(self, path: Path) -> tuple[FormSpec | None, tuple[Diagnostic, ...]]:
        """The form of any file, a spec or an overlay, as far as it can be read, and every fault of it.

        Raises:
            MisuseError: There is no such file.
        """
        if not is_overlay(read_text(path)):
            return read_spec(path, self.groups(), self.parts)
        try:
            overlay = self.overlay(path)
        except SpecError as error:
            return None, error.diagnostics
        return read_spec(self.paths[overlay.form][overlay.base], self.groups(), self.parts, overlay)

    def takes_id_of_ours(self, path: Path) -> tuple[Diagnostic, ...]:
        """A warning where a file outside the built-in folder has a built-in form's id: with `--specs` it is refused."""
        if path.resolve().is_relative_to(self.folders[0].resolve()) or is_overlay(read_text(path)):
            return ()
        return tuple(attrs.evolve(one, severity="warning") for one in ids_of_ours(path, registry().listing.paths))

    def _load(self, path: Path, profile: Profile = NO_PROFILE, overlay: Overlay | None = None) -> FormSpec:
        key = (path, profile.settings, overlay)
        if key not in self._loaded:
            own = any(path.is_relative_to(folder) for folder in self.folders[1:])
            if profile.settings and own:
                self._load(path, overlay=overlay)  # now, because a file of somebody's own may change
            own = own or (overlay is not None and overlay.file not in map(str, profile.overlays))
            parts = self.parts if own else self._built_in_parts
            spec = load_spec(path, self.groups(profile, own), parts, dict(profile.settings), overlay)
            self._loaded[key] = attrs.evolve(spec, as_it_ships=partial(self._shape, path, overlay))
        return self._loaded[key]

    def _shape(self, path: Path, overlay: Overlay | None) -> RecordShape:
        base = self._shape(path, None) if overlay else None
        return record_shape(self._load(path, overlay=overlay), base)


def _newest(form: str, editions: Mapping[str, tuple[Path, Overlay | None]]) -> str:
    """The newest edition that has an overlay, or else the newest."""
    overlays = [one for _, one in editions.values() if one]
    newest = max((one.base for one in overlays), default="")
    names = [one.edition for one in overlays if one.base == newest] or [max(editions)]
    if len(names) > 1:
        raise MisuseError(f"several overlays fit {form}; name the edition: {', '.join(sorted(names))}")
    return names[0]


def registry(extra: Path | None = None) -> Registry:
    """The built-in forms, with a folder of one's own beside them.

    It is the same object for the same folder until a file of the folder changes, comes or goes.

    Raises:
        MisuseError: There is no such folder.
    """
    if extra and not extra.is_dir():
        raise MisuseError(f"{extra}: there is no such folder of specs")
    return _registry(extra, tuple(_state(extra)) if extra else ())


def _state(folder: Path) -> Iterator[tuple[object, ...]]:
    """What tells that a file changed."""
    for path in sorted((*folder.glob("*.yaml"), *folder.glob("*/*.yaml"))):
        with contextlib.suppress(OSError):
            found = path.stat()
            yield str(path), found.st_mtime_ns, found.st_size, found.st_ino


@lru_cache(maxsize=8)
def _registry(extra: Path | None, _state: tuple[tuple[object, ...], ...]) -> Registry:
    return Registry((form_specs(), extra) if extra else (form_specs(),))
