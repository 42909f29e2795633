"""What kind of file came in, whether it is safe to read, and work in a process of its own."""

from tsmforms.intake.edge import DEFECTS, guard
from tsmforms.intake.examine import Examined, examine, examined
from tsmforms.intake.limits import BULK, FORM, Limits
from tsmforms.intake.package import Package, open_package
from tsmforms.intake.refusal import refuse
from tsmforms.intake.source import source_bytes
from tsmforms.intake.topdf import office_to_pdf
from tsmforms.intake.unlinked import unlinked
from tsmforms.intake.worker import Worker, call_in_child, kept_worker
from tsmforms.intake.xml import children, local_name, parse_xml

__all__ = [
    "BULK",
    "DEFECTS",
    "FORM",
    "Examined",
    "Limits",
    "Package",
    "Worker",
    "call_in_child",
    "children",
    "examine",
    "examined",
    "guard",
    "kept_worker",
    "local_name",
    "office_to_pdf",
    "open_package",
    "parse_xml",
    "refuse",
    "source_bytes",
    "unlinked",
]
