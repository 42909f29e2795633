"""What kind of file came in, whether it is safe to read, and work in a process of its own."""

from tsmforms.intake.child import call_in_child
from tsmforms.intake.examine import Kind, examine
from tsmforms.intake.limits import BULK, FORM, Limits
from tsmforms.intake.package import Package, open_package
from tsmforms.intake.refusal import refuse
from tsmforms.intake.xml import children, local_name, parse_xml

__all__ = ["BULK", "FORM", "Kind", "Limits", "Package", "call_in_child", "children", "examine", "local_name",
           "open_package", "parse_xml", "refuse"]
