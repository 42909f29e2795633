"""The slow way, for comparison: what docxtpl needs to render the same template with the same record.

    template = DocxTemplate(BytesIO(prepared_template(document)))
    template.render(oracle_context(document, content), oracle_environment(), autoescape=True)
    template.save(target)

gives the same document as `compile_writer(document).fill(content)`: body and
footers are equal as canonical XML, once runs that differ only in how a tab is
cut are joined. The tests hold the two against each other; benchmarks time them.
"""

from __future__ import annotations

from typing import Any

from tsmforms.formats.docx.content import is_placeholder, names_of
from tsmforms.layout import Content, Document


def oracle_context(document: Document, content: Content) -> dict[str, Any]:
    """The names a template of this document may use, for one record."""
    return names_of(document).context(content)


def oracle_environment() -> Any:
    """An ordinary Jinja environment with the one test our templates ask, for docxtpl's `jinja_env`."""
    from jinja2 import Environment, StrictUndefined

    made = Environment(autoescape=True, undefined=StrictUndefined)
    made.tests["placeholder"] = is_placeholder
    return made
