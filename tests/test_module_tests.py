"""Every module that decides much has a test that calls it by its own name, or a reason why not."""

from __future__ import annotations

import ast
from pathlib import Path

from .test_house import SOURCES, SRC, nodes

TESTS = Path(__file__).resolve().parent
DECIDES = (ast.If, ast.IfExp, ast.Match, ast.comprehension, ast.BoolOp, ast.Try)
MANY = 15
"""A module of so many places where it decides something is tried beside its code, not only through the whole."""

THROUGH: dict[str, str] = {}
"""Modules that only wire parts together: what tries each of them."""

WITHOUT: set[str] = {
    "api",
    "bulk.account.lists",
    "bulk.incoming.addressing",
    "bulk.incoming.suggestions",
    "bulk.incoming.survey",
    "bulk.joined",
    "bulk.judge",
    "bulk.letters",
    "bulk.printrun",
    "casework.laddernames",
    "casework.written",
    "cli.bulk",
    "cli.casework",
    "cli.collating",
    "cli.commands",
    "cli.dryrun",
    "cli.inspection",
    "cli.reading",
    "cli.templatepages",
    "cli.templates",
    "collation.terms",
    "collation.workbook",
    "documents.filling",
    "documents.taking",
    "examples.school",
    "examples.tallies",
    "formats.docx.content",
    "formats.docx.filling",
    "formats.docx.inlines",
    "formats.docx.marking",
    "formats.docx.outline.members",
    "formats.docx.parts",
    "formats.docx.prepare",
    "formats.docx.readback",
    "formats.docx.tables",
    "formats.docx.templates.held",
    "formats.docx.templates.look",
    "formats.docx.templates.mending",
    "formats.docx.templates.passages",
    "formats.docx.templates.unseen",
    "formats.pdf.appearance",
    "formats.pdf.claims",
    "formats.pdf.filling",
    "formats.pdf.forms",
    "formats.pdf.formtree",
    "formats.pdf.marking",
    "formats.pdf.outline.pictures",
    "formats.pdf.plain",
    "formats.pdf.printruns.sharedfonts",
    "formats.pdf.template",
    "formats.pdf.widgets",
    "formats.xlsx.blank",
    "formats.xlsx.filling",
    "formats.xlsx.forms",
    "formats.xlsx.guidance",
    "formats.xlsx.marking",
    "formats.xlsx.onpaper",
    "formats.xlsx.outline.drawn",
    "formats.xlsx.outline.entries",
    "formats.xlsx.outline.incells",
    "formats.xlsx.outline.sheetspots",
    "formats.xlsx.pagebreaks",
    "formats.xlsx.plan",
    "formats.xlsx.table",
    "formats.xlsx.template",
    "intake.worker",
    "layout.plaintext",
    "layout.printed",
    "reading.originals.answered",
    "reading.originals.assign",
    "reading.originals.boundplaces",
    "reading.originals.candidates",
    "reading.originals.choosing",
    "reading.originals.entries",
    "reading.originals.filling",
    "reading.originals.guessable",
    "reading.originals.headedplaces",
    "reading.originals.pagecolumns",
    "reading.originals.pages",
    "reading.originals.pagesheets",
    "reading.originals.places.answercolumns",
    "reading.originals.places.cells",
    "reading.originals.places.choiceheads",
    "reading.originals.places.grid",
    "reading.originals.places.gridlabels",
    "reading.originals.places.sheet",
    "reading.originals.places.walk",
    "reading.originals.sentences",
    "reading.originals.widgets.asking",
    "reading.originals.widgets.fieldboxes",
    "reading.originals.widgets.fieldtables",
    "reading.originals.widgets.poured",
    "reading.originals.widgets.tickboxes",
    "reading.originals.wording",
    "reading.printouts.remains",
    "reading.printouts.sheetcopy",
    "templates.compare",
}
"""Modules that lack such a test. The list gets shorter: a module with a test leaves it, and no new one comes in."""


def module(path: Path) -> str:
    """The name of a module below `tsmforms`."""
    return ".".join(path.relative_to(SRC).with_suffix("").parts).removesuffix(".__init__")


def decisions(path: Path) -> int:
    """In how many places a module decides something."""
    return sum(isinstance(node, DECIDES) for node in nodes(path))


def called_by_tests() -> set[str]:
    """What the tests import, by its name below `tsmforms`: modules, and the names in them."""
    named: set[str] = set()
    for path in TESTS.rglob("*.py"):
        for node in nodes(path):
            if isinstance(node, ast.ImportFrom) and node.module and not node.level:
                named |= {node.module, *(f"{node.module}.{one.name}" for one in node.names)}
            elif isinstance(node, ast.Import):
                named |= {one.name for one in node.names}
    return {one.removeprefix("tsmforms.") for one in named if one.startswith("tsmforms.")}


def untried() -> set[str]:
    """The modules that decide much and that no test imports."""
    return {module(path) for path in SOURCES if decisions(path) >= MANY} - called_by_tests()


def test_every_module_that_decides_much_has_a_test_that_imports_it() -> None:
    assert sorted(untried() - WITHOUT - set(THROUGH)) == []


def test_the_lists_of_modules_without_a_test_name_only_those() -> None:
    assert sorted((WITHOUT | set(THROUGH)) - untried()) == []
