"""Specs and profiles from YAML, and the record types made from them."""

from tsmforms.specs.load import load_spec, read_spec
from tsmforms.specs.profile.read import load_profile
from tsmforms.specs.registry import Registry, registry

__all__ = ["Registry", "load_profile", "load_spec", "read_spec", "registry"]
