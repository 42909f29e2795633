"""The slow way, for comparison: what docxtpl needs to render the same template with the same record.

    template = DocxTemplate(BytesIO(prepared_template(document)))
    template.render(oracle_context(document, content), oracle_environment(), autoescape=True)
    template.save(target)

gives the same document as `compile_writer(document).fill(content)`: body and
footers are equal as canonical XML, once runs that differ only in how a tab is
cut are joined. The tests hold the two against each other; benchmarks time them.
"""

from __future__ import annotations

from tsmforms.formats.docx.compile import environment
from tsmforms.formats.docx.content import names_of
from tsmforms.layout import Content, Document


def oracle_context(document: Document, content: Content) -> dict[str, object]:
    """The names a template of this document may use, for one record."""
    return names_of(document).context(content)


def oracle_environment() -> object:
    """The Jinja environment for docxtpl's `jinja_env`: the writer's, without what docxtpl does itself.

    Sandboxed and escaping too; an ordinary environment with the test
    `placeholder` gives the same wherever no field is called as a method of dict.
    """
    return environment(None)
