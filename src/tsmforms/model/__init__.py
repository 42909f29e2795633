"""What a form is, what an answer is, and where it was found: frozen classes, no input or output."""

from tsmforms.model.answers import Evidence, Found, Identity, Reading, Return, Values
from tsmforms.model.kinds import KINDS, PARTS, KindInfo, Part
from tsmforms.model.profile import NO_PROFILE, Contact, Profile
from tsmforms.model.spec import (
    Choice,
    Container,
    Derivation,
    FieldSpec,
    FormSpec,
    Leaf,
    Location,
    NodeSpec,
    RowSpec,
    RuleSpec,
)

__all__ = [
    "KINDS",
    "NO_PROFILE",
    "PARTS",
    "Choice",
    "Contact",
    "Container",
    "Derivation",
    "Evidence",
    "FieldSpec",
    "FormSpec",
    "Found",
    "Identity",
    "KindInfo",
    "Leaf",
    "Location",
    "NodeSpec",
    "Part",
    "Profile",
    "Reading",
    "Return",
    "RowSpec",
    "RuleSpec",
    "Values",
]
