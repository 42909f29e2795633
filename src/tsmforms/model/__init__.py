"""What a form is, what an answer is, and where it was found: frozen classes, no input or output."""

from tsmforms.model.answers import Evidence, Found, Return, Values
from tsmforms.model.binding import Binding, Blank, Bound
from tsmforms.model.boxes import Box, Boxes, boxes_of
from tsmforms.model.formatnames import FormatName
from tsmforms.model.identity import Claim, Identity, footer_line, is_record_id, parse_footer
from tsmforms.model.kinds import Choice, Entry, Kind, KindPart, entry_of
from tsmforms.model.opened import Attachment, Opened
from tsmforms.model.parsed import Parsed, Problem
from tsmforms.model.profile import NO_PROFILE, Contact, Logo, Officer, OwnLook, Profile
from tsmforms.model.settings import Setting, SettingKind, SettingValue, setting_text
from tsmforms.model.spec import (
    LEGAL_WARNINGS,
    ONCE,
    Container,
    Derivation,
    FieldSpec,
    FormSpec,
    Leaf,
    LegalWarning,
    Location,
    NodeSpec,
    Once,
    RowSpec,
    RuleSpec,
)

__all__ = [
    "LEGAL_WARNINGS",
    "NO_PROFILE",
    "ONCE",
    "Attachment",
    "Binding",
    "Blank",
    "Bound",
    "Box",
    "Boxes",
    "Choice",
    "Claim",
    "Contact",
    "Container",
    "Derivation",
    "Entry",
    "Evidence",
    "FieldSpec",
    "FormSpec",
    "FormatName",
    "Found",
    "Identity",
    "Kind",
    "KindPart",
    "Leaf",
    "LegalWarning",
    "Location",
    "Logo",
    "NodeSpec",
    "Officer",
    "Once",
    "Opened",
    "OwnLook",
    "Parsed",
    "Problem",
    "Profile",
    "Return",
    "RowSpec",
    "RuleSpec",
    "Setting",
    "SettingKind",
    "SettingValue",
    "Values",
    "boxes_of",
    "entry_of",
    "footer_line",
    "is_record_id",
    "parse_footer",
    "setting_text",
]
