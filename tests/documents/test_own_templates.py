"""A council's own Word templates: named in its profile, used, checked, refused, locked."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

import tsmforms
from tests.formats.docx.samples import edited
from tests.templates import mutations
from tsmforms.diagnostics import EnvironmentProblem, TemplateRefused
from tsmforms.formats.docx import texts_by_tag

LETTER, FORM = "letter_2b", "sam_minutes"


@pytest.fixture
def council(tmp_path: Path) -> Path:
    """A profile that names a folder of templates: a letter that somebody restyled, a form with a reworded label."""
    (tmp_path / "council.yaml").write_text("profile: Exampleton Council\ntemplates: word\n", encoding="utf-8")
    for id, change in ((LETTER, mutations.fonts_changed), (FORM, mutations.fonts_changed)):
        put(tmp_path, id, edited(tsmforms.template_build(id), change))
    return tmp_path / "council.yaml"


def put(folder: Path, id: str, data: bytes) -> Path:
    path = folder / "word" / id / "2024-09.docx"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    return path


def fonts(data: bytes) -> str:
    return "\n".join(line for line in tsmforms.template_show(data).splitlines() if "Georgia" in line)


@pytest.mark.parametrize("id", [LETTER, FORM])
def test_a_profiles_own_template_is_used_and_read_back(council: Path, id: str) -> None:
    form = tsmforms.form(id, profile=council)
    assert form.own_template is not None
    record = form.example(3)
    data = form.write(record, "docx")
    assert b"Georgia" in _main(data)
    assert form.same(form.read(io.BytesIO(data)), record)
    assert b"Georgia" in _main(form.blank("docx"))


def _main(data: bytes) -> bytes:
    import zipfile

    return zipfile.ZipFile(io.BytesIO(data)).read("word/document.xml")


@pytest.mark.parametrize(
    "change", [mutations.all_names_lost, mutations.all_controls_lost], ids=lambda one: one.__name__
)
@pytest.mark.parametrize("id", [LETTER, FORM])
def test_names_and_controls_that_a_program_dropped_are_put_back(council: Path, id: str, change: object) -> None:
    """As LibreOffice drops names; and as a program would leave a template that keeps no controls (imitated)."""
    put(council.parent, id, edited(tsmforms.template_build(id), change))  # type: ignore[arg-type]
    form = tsmforms.form(id, profile=council)
    record = form.example(4)
    data = form.write(record, "docx")
    plain = tsmforms.form(id).write(record, "docx")
    assert texts_by_tag(data) == texts_by_tag(plain)
    assert form.same(form.read(io.BytesIO(data)), record)


def test_a_harmful_template_is_refused_with_its_place(council: Path) -> None:
    path = put(council.parent, LETTER, edited(tsmforms.template_build(LETTER), mutations.threat_added))
    form = tsmforms.form(LETTER, profile=council)
    for work in (lambda: form.blank("docx"), lambda: form.write(form.example(), "docx")):
        with pytest.raises(TemplateRefused) as refused:
            work()
        (found,) = refused.value.diagnostics
        assert found.code == "D0802"
        assert "You may be fined" in found.message
        assert found.place is not None
        assert found.place.file == str(path)
        assert found.place.paragraph


def test_a_template_of_another_form_and_a_file_that_is_none_are_refused(council: Path) -> None:
    put(council.parent, LETTER, tsmforms.template_build("letter_1"))
    put(council.parent, FORM, b"%PDF-1.7 not a Word file")
    for id, code in ((LETTER, "D0816"), (FORM, "D09")):
        form = tsmforms.form(id, profile=council)
        with pytest.raises(TemplateRefused) as refused:
            form.blank("docx")
        assert [one.code.startswith(code) for one in refused.value.diagnostics] == [True]
        assert refused.value.diagnostics[0].place is not None


def test_a_template_that_changes_while_it_is_in_use_stops_the_work(council: Path) -> None:
    form = tsmforms.form(LETTER, profile=council)
    put(council.parent, LETTER, tsmforms.template_build(LETTER))
    with pytest.raises(EnvironmentProblem, match="changed"):
        form.blank("docx")


def test_a_profile_names_templates_that_are_not_there(tmp_path: Path) -> None:
    profile = tmp_path / "p.yaml"
    profile.write_text("profile: X\ntemplates: nowhere\n", encoding="utf-8")
    with pytest.raises(tsmforms.SpecError, match="S0015"):
        tsmforms.load_profile(profile)
    (tmp_path / "nowhere").mkdir()
    (tmp_path / "nowhere" / "letter.docx").write_bytes(b"x")
    with pytest.raises(tsmforms.SpecError, match="which form"):
        tsmforms.load_profile(profile)


def test_the_letterhead_may_be_a_picture_and_its_words_are_the_profiles(tmp_path: Path) -> None:
    profile = tmp_path / "p.yaml"
    profile.write_text(
        "profile: X\nletterhead:\n  name: Exampleton Council\n  lines: [Town Hall]\n  phone: 01632 960000\n",
        encoding="utf-8",
    )
    built = tsmforms.template_build(LETTER, profile=profile)
    assert tsmforms.template_check(built, profile=profile) == ()
    without = edited(
        built, lambda root: [_clear(one) for one in root.iter(f"{mutations.W}p")] and None, "word/header1.xml"
    )
    assert tsmforms.template_check(without, profile=profile) == ()
    other = edited(built, lambda root: _say(root, "Another Council"), "word/header1.xml")
    assert [one.code for one in tsmforms.template_check(other, profile=profile)] == ["D0802"]


def _clear(paragraph: mutations.Tree) -> None:
    for text in paragraph.iter(f"{mutations.W}t"):
        text.text = ""


def _say(root: mutations.Tree, words: str) -> None:
    next(root.iter(f"{mutations.W}t")).text = words


# --- examples, locks


def test_check_reads_examples_back(monkeypatch: pytest.MonkeyPatch) -> None:
    from tsmforms.documents import owntemplates

    template = owntemplates.template_file(tsmforms.template_build(FORM), f"{FORM}/2024-09.docx", tsmforms.form)
    assert owntemplates.checked_template(template) == ()
    read = tsmforms.documents.Form.read  # type: ignore[attr-defined]

    def forgetful(self: tsmforms.Form, source: object) -> object:
        import attrs

        found = read(self, source)
        return attrs.evolve(found, values={p: v for p, v in found.values.items() if p != "meeting_date"})

    monkeypatch.setattr(tsmforms.Form, "read", forgetful)
    found = owntemplates.checked_template(template)
    assert [(one.code, one.field) for one in found] == [("D0817", "meeting_date")]


def test_what_was_accepted_is_held_and_one_word_is_one_line(council: Path) -> None:
    path = council.parent / "word" / LETTER / "2024-09.docx"
    lock = tsmforms.template_accept(path, profile=council)
    assert tsmforms.template_check(path, profile=council) == ()
    before = lock.read_text(encoding="utf-8").splitlines()
    path.write_bytes(edited(path.read_bytes(), mutations.reworded))
    codes = {one.code for one in tsmforms.template_check(path, profile=council)}
    assert codes == {"D0803", "D0818"}
    after = tsmforms.template_show(path, profile=council).splitlines()
    assert sum(a != b for a, b in zip(before, after, strict=True)) == 1


def test_a_change_of_look_is_seen_by_the_lock_and_harms_nothing(council: Path) -> None:
    path = council.parent / "word" / LETTER / "2024-09.docx"
    tsmforms.template_accept(path, profile=council)
    path.write_bytes(edited(path.read_bytes(), mutations.margins_changed))
    (found,) = tsmforms.template_check(path, profile=council)
    assert found.code == "D0818"
    assert [words for _, words in found.related] == [
        "margins: top 20, right 20, bottom 20, left 25 mm",
        "margins: top 20, right 20, bottom 20, left 16 mm",
    ]


def test_built_again_it_shows_the_same() -> None:
    assert tsmforms.template_show(tsmforms.template_build(LETTER)) == tsmforms.template_show(f"{LETTER}@2024-09")
