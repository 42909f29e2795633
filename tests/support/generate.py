"""`make stubs`: the generated files, each written by the function that a test holds it against."""

from __future__ import annotations

from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def generated() -> dict[Path, bytes]:
    """Every generated file of the project and what should stand in it."""
    import tsmforms
    from tests.support.sourcespage import sources_page
    from tsmforms.cli.reference import commands_page
    from tsmforms.diagnostics.reference import codes_page
    from tsmforms.formats.docx import build_template
    from tsmforms.reference.editionspage import editions_page
    from tsmforms.reference.formpage import form_page
    from tsmforms.reference.profilepage import profile_page
    from tsmforms.reference.rulespage import rules_pages
    from tsmforms.reference.settingspage import settings_page
    from tsmforms.reference.specschema import spec_schema_text
    from tsmforms.reference.stubs import records_stub, root_stub
    from tsmforms.rules.reference import predicates_page
    from tsmforms.specs import registry
    from tsmforms.specs.facts import facts_page

    known = registry()
    specs = tuple(known.spec(form) for form in known.forms())
    files = {
        ROOT / "src/tsmforms/records.pyi": records_stub(specs).encode(),
        ROOT / "src/tsmforms/__init__.pyi": root_stub(
            specs, tsmforms.PUBLIC, tsmforms.ROOMS, tsmforms.__doc__ or ""
        ).encode(),
        ROOT / "docs/reference/form-spec.schema.json": spec_schema_text().encode(),
        ROOT / "docs/reference/codes.md": codes_page().encode(),
        ROOT / "docs/reference/commands.md": commands_page().encode(),
        ROOT / "docs/reference/form-spec.md": form_page().encode(),
        ROOT / "docs/reference/predicates.md": predicates_page().encode(),
        ROOT / "docs/reference/profile.md": profile_page().encode(),
        ROOT / "docs/reference/settings.md": settings_page(specs).encode(),
        ROOT / "docs/reference/editions.md": editions_page(known).encode(),
        ROOT / "docs/reference/facts.md": facts_page().encode(),
        ROOT / "docs/reference/sources.md": sources_page().encode(),
    }
    for page, text in rules_pages().items():
        files[ROOT / f"docs/reference/rules/{page}.md"] = text.encode()
    for id in tsmforms.forms():
        for edition in known.editions(id):
            files[ROOT / f"templates/{id}/{edition}.docx"] = build_template(tsmforms.form(id, edition).document)
    return files


def main() -> None:
    for path, data in generated().items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
        print(path.relative_to(ROOT))


if __name__ == "__main__":
    main()
