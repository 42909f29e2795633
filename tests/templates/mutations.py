"""Changes that people make to Word templates, each with what must be said of it: the table of the tests.

The codes are those of errors and warnings; an empty set means that nothing is to be said. `None` as the codes of a
letter or a form: the change cannot be made to one.
"""

from __future__ import annotations

import copy
import re
from collections.abc import Callable
from itertools import pairwise
from typing import Any

import attrs
from lxml import etree

from tsmforms.formats.docx.wml import NS_W, W

Tree = Any
Codes = frozenset[str]

LETTERS = ("letter_2b", "letter_1", "letter_3")
FORMS = ("sam_minutes", "rag_audit", "termly_record")


class NotThere(Exception):
    """This template has nothing that could be changed so."""


@attrs.frozen
class Mutation:
    """A change of word/document.xml (or another part), and the codes that it must give."""

    name: str
    change: Callable[[Tree], None]
    letter: Codes
    form: Codes
    part: str = "word/document.xml"


def words(element: Tree) -> str:
    return "".join(text.text or "" for text in element.iter(f"{W}t"))


def body(root: Tree) -> Tree:
    return root.find(f"{W}body")


def prose(root: Tree) -> list[Tree]:
    """Paragraphs of the text that are nothing but words, in no table and no frame."""
    return [
        one
        for one in body(root).findall(f"{W}p")
        if len(words(one).split()) > 5
        and "{" not in words(one)
        and one.find(f"{W}pPr/{W}framePr") is None
        and len(list(one.iter(f"{W}t"))) == 1
    ]


def xml(text: str) -> Tree:
    return etree.fromstring(f'<x xmlns:w="{NS_W}">{text}</x>')[0]


def new_paragraph(text: str) -> Tree:
    return xml(f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>")


def controls(root: Tree) -> list[Tree]:
    return list(root.iter(f"{W}sdt"))


def expression(control: Tree) -> Tree:
    return next(control.iter(f"{W}t"))


def need(found: list[Tree]) -> Tree:
    if not found:
        raise NotThere
    return found[0]


# --- words


def reworded(root: Tree) -> None:
    text = next(need(prose(root)).iter(f"{W}t"))
    text.text = re.sub(r"^(\S+ \S+) (\S+)", r"\1 never", text.text)


def threat_added(root: Tree) -> None:
    body(root).insert(len(body(root)) - 1, new_paragraph("You may be fined."))


def sentence_deleted(root: Tree) -> None:
    one = need(prose(root))
    one.getparent().remove(one)


def deleted_with_tracking(root: Tree) -> None:
    one = need(prose(root))
    run = one.find(f"{W}r")
    deleted = xml('<w:del w:id="900" w:author="A"/>')
    run.addprevious(deleted)
    deleted.append(run)
    for text in list(deleted.iter(f"{W}t")):
        text.tag = f"{W}delText"


def inserted_with_tracking(root: Tree) -> None:
    one = need(prose(root))
    added = xml('<w:ins w:id="901" w:author="A"><w:r><w:t> And more words of ours.</w:t></w:r></w:ins>')
    one.append(added)


def line_doubled(root: Tree) -> None:
    one = need(prose(root))
    one.addnext(copy.deepcopy(one))


def hidden_words(root: Tree) -> None:
    one = xml("<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>Not to be seen by anyone.</w:t></w:r></w:p>")
    body(root).insert(0, one)


def sentence_hidden(root: Tree) -> None:
    run = need(prose(root)).find(f"{W}r")
    if run.find(f"{W}rPr") is None:
        run.insert(0, xml("<w:rPr/>"))
    run.find(f"{W}rPr").append(xml("<w:vanish/>"))


def text_box_added(root: Tree) -> None:
    drawn = (
        '<w:p><w:r><w:pict><v:shape xmlns:v="urn:schemas-microsoft-com:vml"><v:textbox><w:txbxContent><w:p><w:r>'
        "<w:t>Pay the fine at once.</w:t></w:r></w:p></w:txbxContent></v:textbox></v:shape></w:pict></w:r></w:p>"
    )
    body(root).insert(2, xml(drawn))


def watermark_added(root: Tree) -> None:
    drawn = (
        '<w:p><w:r><w:pict><v:shape xmlns:v="urn:schemas-microsoft-com:vml"><v:textpath string="FINAL WARNING"/>'
        "</v:shape></w:pict></w:r></w:p>"
    )
    body(root).insert(2, xml(drawn))


def number_changed(root: Tree) -> None:
    """The words of a list's heading of a column."""
    heads = [row for row in root.iter(f"{W}tr") if row.find(f"{W}trPr/{W}tblHeader") is not None]
    next(need(heads).iter(f"{W}t")).text = "Somebody else's duty"


# --- headings and labels


def header_cells_swapped(root: Tree) -> None:
    for row in root.iter(f"{W}tr"):
        texts = [text for text in row.iter(f"{W}t") if (text.text or "").strip()]
        if row.find(f"{W}trPr/{W}tblHeader") is not None and len(texts) > 1 and texts[-2].text != texts[-1].text:
            texts[-2].text, texts[-1].text = texts[-1].text, texts[-2].text
            return
    raise NotThere


def row_labels_swapped(root: Tree) -> None:
    labelled = []
    for row in root.iter(f"{W}tr"):
        cells = row.findall(f"{W}tc")
        if len(cells) > 2 and "{" not in words(cells[0]) and words(cells[0]) and "{{" in words(row):
            labelled.append((row.getparent(), cells[0]))
    pairs = [(a, b) for (s, a), (t, b) in pairwise(labelled) if s is t and words(a) != words(b)]
    first, second = need(pairs)
    one, other = next(first.iter(f"{W}t")), next(second.iter(f"{W}t"))
    one.text, other.text = other.text, one.text


def columns_swapped_whole(root: Tree) -> None:
    for table in root.iter(f"{W}tbl"):
        rows = [row for row in table.iter(f"{W}tr") if len(row.findall(f"{W}tc")) > 1]
        widths = {len(row.findall(f"{W}tc")) for row in rows}
        if len(rows) > 1 and len(widths) == 1 and rows[0].find(f"{W}trPr/{W}tblHeader") is not None:
            for row in rows:
                cells = row.findall(f"{W}tc")
                cells[-1].addnext(cells[-2])
            return
    raise NotThere


# --- conditions


def condition_turned(root: Tree) -> None:
    for text in root.iter(f"{W}t"):
        if (text.text or "").startswith("{%p if answered("):
            text.text = text.text.replace("if answered", "if not answered")
            return
    raise NotThere


def condition_taken_away(root: Tree) -> None:
    starts = [one for one in root.iter(f"{W}p") if words(one).startswith("{%p if answered(")]
    start = need(starts)
    end = next(one for one in start.itersiblings(f"{W}p") if words(one).startswith("{%p endif"))
    start.getparent().remove(start)
    end.getparent().remove(end)


def end_of_condition_deleted(root: Tree) -> None:
    one = need([one for one in root.iter(f"{W}p") if words(one).startswith("{%p endif")])
    one.getparent().remove(one)


def loop_of_another_list(root: Tree) -> None:
    found = [t for t in root.iter(f"{W}t") if re.match(r"\{%(?:tr|p) for row in \w+", t.text or "")]
    names = list(dict.fromkeys(t.text.split(" in ")[1].split()[0] for t in found))
    if len(names) < 2:
        raise NotThere
    found[0].text = found[0].text.replace(f" in {names[0]}", f" in {names[1]}")


# --- boxes


def _in_table(control: Tree) -> bool:
    return next(control.iterancestors(f"{W}tbl"), None) is not None


def box_deleted(root: Tree) -> None:
    one = controls(root)[-1]
    one.getparent().remove(one)


def box_doubled(root: Tree) -> None:
    one = controls(root)[3]
    one.addnext(copy.deepcopy(one))


def box_unwrapped(root: Tree) -> None:
    one = controls(root)[3]
    run = one.find(f"{W}sdtContent/{W}r")
    one.getparent().replace(one, run)


def expressions_swapped(root: Tree) -> None:
    plain = [one for one in controls(root) if one.find(f"{W}sdtPr/{W}text") is not None]
    first, second = (expression(one) for one in plain[-2:])
    first.text, second.text = second.text, first.text


def boxes_swapped(root: Tree) -> None:
    """Two boxes change places, each with its name and expression; their words stay."""
    plain = [one for one in controls(root) if one.find(f"{W}sdtPr/{W}text") is not None]
    labelled = [
        one
        for one in plain
        if "row" not in words(one) and re.search(r"[A-Za-z]{3}", re.sub(r"\{.*?\}\}?", "", words(place_of(one))))
    ]
    if len(labelled) < 2:
        raise NotThere
    first, second = labelled[0], labelled[-1]
    mark = etree.SubElement(first.getparent(), "mark")
    first.addprevious(mark)
    second.addprevious(first)
    mark.getparent().replace(mark, second)


def place_of(control: Tree) -> Tree:
    cell = next(control.iterancestors(f"{W}tc"), None)
    return next(control.iterancestors(f"{W}p")) if cell is None else cell


def unknown_name(root: Tree) -> None:
    text = expression(controls(root)[3])
    text.text = "{{ nobody.at_all }}"


def broken_braces(root: Tree) -> None:
    text = expression(controls(root)[3])
    text.text = text.text.replace("}}", "}")


def code_injected(root: Tree) -> None:
    body(root).insert(0, new_paragraph("{{ ''.__class__.__mro__ }}"))


def expression_removed(root: Tree) -> None:
    expression(controls(root)[3]).text = "Click here to enter text"


# --- the window, headers, footers


def frame_moved(root: Tree) -> None:
    frames = [
        one for one in root.iter(f"{W}framePr") if one.get(f"{W}h") and one.getparent().find(f"{W}pStyle") is not None
    ]
    address = [one for one in frames if one.getparent().find(f"{W}pStyle").get(f"{W}val") == "Address"]
    need(address)
    for one in address:
        one.set(f"{W}y", "9000")


def address_out_of_its_frame(root: Tree) -> None:
    styled = [one for one in root.iter(f"{W}pStyle") if one.get(f"{W}val") == "Address"]
    need(styled)
    for one in styled:
        frame = one.getparent().find(f"{W}framePr")
        one.getparent().remove(frame)


def address_lines_swapped(root: Tree) -> None:
    styled = [one.getparent().getparent() for one in root.iter(f"{W}pStyle") if one.get(f"{W}val") == "Address"]
    if len(styled) < 2:
        raise NotThere
    first, last = styled[0], styled[-1]
    before = [first.getprevious(), first, first.getnext()]
    behind = last.getnext()
    for one in before:
        behind.addnext(one)
        behind = one


def footer_emptied(root: Tree) -> None:
    for text in root.iter(f"{W}t"):
        if "document.footer" in (text.text or ""):
            text.text = ""


def footer_reworded(root: Tree) -> None:
    root.find(f"{W}p").append(xml("<w:r><w:t>Prosecutions start soon.</w:t></w:r>"))


# --- harmless


def fonts_changed(root: Tree) -> None:
    for run in root.iter(f"{W}r"):
        if run.find(f"{W}rPr") is None and run.find(f"{W}t") is not None:
            run.insert(0, xml('<w:rPr><w:rFonts w:ascii="Georgia"/><w:sz w:val="22"/></w:rPr>'))


def paragraph_moved(root: Tree) -> None:
    one = need([one for one in prose(root) if len(words(one).split()) > 12])
    body(root).insert(0, one)


def table_moved(root: Tree) -> None:
    table = need(body(root).findall(f"{W}tbl"))
    if not words(table) or "{%" in words(table):
        raise NotThere
    body(root).insert(len(body(root)) - 1, table)


def runs_split(root: Tree) -> None:
    for text in list(root.iter(f"{W}t")):
        run = text.getparent()
        if len(text.text or "") > 4 and len(run.findall(f"{W}t")) == 1:
            other = copy.deepcopy(run)
            other.find(f"{W}t").text = text.text[:3]
            other.find(f"{W}t").set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
            text.text = text.text[3:]
            run.addprevious(other)


def paragraph_cut_in_two(root: Tree) -> None:
    one = need([one for one in prose(root) if ". " in words(one)])
    text = next(one.iter(f"{W}t"))
    first, _, second = text.text.partition(". ")
    other = copy.deepcopy(one)
    text.text = f"{first}."
    next(other.iter(f"{W}t")).text = second
    one.addnext(other)


def curly_quotes(root: Tree) -> None:
    for text in root.iter(f"{W}t"):
        text.text = (text.text or "").replace("'", "\u2019")


def line_break_put_in(root: Tree) -> None:
    text = next(need(prose(root)).iter(f"{W}t"))
    first, _, second = text.text.partition(" ")
    text.text = first
    text.addnext(xml("<w:br/>"))
    text.getnext().addnext(xml(f'<w:t xml:space="preserve">{second}</w:t>'.replace("&", "&amp;")))


def all_names_lost(root: Tree) -> None:
    for one in controls(root):
        properties = one.find(f"{W}sdtPr")
        for child in list(properties):
            properties.remove(child)


def all_controls_lost(root: Tree) -> None:
    for one in controls(root):
        run = one.find(f"{W}sdtContent/{W}r")
        one.getparent().replace(one, run)


def spelling_marks(root: Tree) -> None:
    for one in list(root.iter(f"{W}r")):
        one.addprevious(xml('<w:proofErr w:type="spellStart"/>'))


def page_break_added(root: Tree) -> None:
    body(root).insert(3, xml('<w:p><w:r><w:br w:type="page"/></w:r></w:p>'))


def margins_changed(root: Tree) -> None:
    for one in root.iter(f"{W}pgMar"):
        one.set(f"{W}left", "900")


def empty_paragraphs(root: Tree) -> None:
    for one in list(body(root).findall(f"{W}tbl")):
        one.addnext(xml("<w:p/>"))


# --- of the structure, of what Word offers beside words


def row_of_a_table_deleted(root: Tree) -> None:
    rows = [
        row for row in root.iter(f"{W}tr") if next(row.iter(f"{W}sdt"), None) is not None and "{%" not in words(row)
    ]
    one = need(rows)
    one.getparent().remove(one)


def cells_merged(root: Tree) -> None:
    """The words of a cell and of the next become those of one cell."""
    for row in root.iter(f"{W}tr"):
        cells = row.findall(f"{W}tc")
        if len(cells) > 2 and row.find(f"{W}trPr/{W}tblHeader") is not None and all(words(one) for one in cells[:2]):
            for paragraph in cells[1].findall(f"{W}p"):
                cells[0].append(paragraph)
            row.remove(cells[1])
            cells[0].find(f"{W}tcPr").insert(0, xml('<w:gridSpan w:val="2"/>'))
            return
    raise NotThere


def line_added_to_a_cell(root: Tree) -> None:
    """A paragraph is put into a cell behind the words there."""
    cells = [one for one in root.iter(f"{W}tc") if words(one) and "{" not in words(one)]
    need(cells).append(new_paragraph("Only if asked."))


def field_code_added(root: Tree) -> None:
    """A field of Word that shows words of another file when it is updated."""
    one = need(prose(root))
    for inside in (
        '<w:fldChar w:fldCharType="begin"/>',
        '<w:instrText xml:space="preserve"> INCLUDETEXT other.docx </w:instrText>',
        '<w:fldChar w:fldCharType="separate"/>',
        '<w:t xml:space="preserve"> Words of a field.</w:t>',
        '<w:fldChar w:fldCharType="end"/>',
    ):
        one.append(xml(f"<w:r>{inside}</w:r>"))


def link_put_on_words(root: Tree) -> None:
    """The words of a paragraph lead somewhere; what is printed stays."""
    one = need(prose(root))
    run = one.find(f"{W}r")
    link = xml('<w:hyperlink w:anchor="elsewhere"/>')
    run.addprevious(link)
    link.append(run)


def link_with_words_added(root: Tree) -> None:
    need(prose(root)).append(xml('<w:hyperlink w:anchor="x"><w:r><w:t> Pay here.</w:t></w:r></w:hyperlink>'))


def moved_with_tracking(root: Tree) -> None:
    one = need(prose(root))
    run = one.find(f"{W}r")
    moved = xml('<w:moveFrom w:id="902" w:author="A"/>')
    run.addprevious(moved)
    moved.append(copy.deepcopy(run))
    to = xml('<w:moveTo w:id="903" w:author="A"/>')
    run.addprevious(to)
    to.append(run)


def words_made_white(root: Tree) -> None:
    run = need(prose(root)).find(f"{W}r")
    if run.find(f"{W}rPr") is None:
        run.insert(0, xml("<w:rPr/>"))
    run.find(f"{W}rPr").append(xml('<w:color w:val="FFFFFF"/>'))


def words_made_tiny(root: Tree) -> None:
    _with_look(root, '<w:sz w:val="2"/>')


def white_words_on_dark(root: Tree) -> None:
    _with_look(root, '<w:color w:val="FFFFFF"/><w:shd w:val="clear" w:color="auto" w:fill="1F3A5F"/>')


def _with_look(root: Tree, look: str) -> None:
    run = need(prose(root)).find(f"{W}r")
    old = run.find(f"{W}rPr")
    if old is not None:
        run.remove(old)
    run.insert(0, xml(f"<w:rPr>{look}</w:rPr>"))


def paragraph_into_a_table(root: Tree) -> None:
    one = need(prose(root))
    table = xml('<w:tbl><w:tr><w:tc><w:tcPr><w:tcW w:w="9000" w:type="dxa"/></w:tcPr></w:tc></w:tr></w:tbl>')
    one.addprevious(table)
    table.find(f"{W}tr/{W}tc").append(one)


def title_reworded(root: Tree) -> None:
    """One word of the title."""
    styled = [one for one in root.iter(f"{W}pStyle") if (one.get(f"{W}val") or "").startswith(("Heading", "Title"))]
    texts = [
        text
        for one in styled
        for text in one.getparent().getparent().iter(f"{W}t")
        if len((text.text or "").split()) > 2
    ]
    text = need(texts)
    text.text = f"Final: {text.text}"


def symbol_added(root: Tree) -> None:
    """A symbol of another font is among the words."""
    need(prose(root)).append(xml('<w:r><w:sym w:font="Wingdings" w:char="F0FE"/></w:r>'))


def section_break_added(root: Tree) -> None:
    one = need(prose(root))
    if one.find(f"{W}pPr") is None:
        one.insert(0, xml("<w:pPr/>"))
    one.find(f"{W}pPr").append(xml('<w:sectPr><w:type w:val="continuous"/></w:sectPr>'))


def page_turned(root: Tree) -> None:
    for one in root.iter(f"{W}pgSz"):
        one.set(f"{W}orient", "landscape")
        wide, high = one.get(f"{W}w"), one.get(f"{W}h")
        one.set(f"{W}w", high)
        one.set(f"{W}h", wide)


def style_changed(root: Tree) -> None:
    one = need(prose(root))
    if one.find(f"{W}pPr") is None:
        one.insert(0, xml("<w:pPr/>"))
    for old in one.findall(f"{W}pPr/{W}pStyle"):
        old.getparent().remove(old)
    one.find(f"{W}pPr").insert(0, xml('<w:pStyle w:val="OurOwn"/>'))


def font_of_one_run(root: Tree) -> None:
    run = need(prose(root)).find(f"{W}r")
    if run.find(f"{W}rPr") is None:
        run.insert(0, xml("<w:rPr/>"))
    run.find(f"{W}rPr").append(xml('<w:rFonts w:ascii="Comic Sans MS"/>'))


def numbered_by_word(root: Tree) -> None:
    """A paragraph becomes an item of a numbered list."""
    one = need(prose(root))
    if one.find(f"{W}pPr") is None:
        one.insert(0, xml("<w:pPr/>"))
    one.find(f"{W}pPr").append(xml('<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'))


def bookmark_added(root: Tree) -> None:
    one = need(prose(root))
    one.insert(0, xml('<w:bookmarkStart w:id="990" w:name="_GoBack"/>'))
    one.append(xml('<w:bookmarkEnd w:id="990"/>'))


def _codes(*names: str) -> Codes:
    return frozenset(names)


NOTHING = _codes()
MUTATIONS = (
    Mutation("a sentence reworded", reworded, _codes("D0803"), _codes("D0803")),
    Mutation("a threat added", threat_added, _codes("D0802"), _codes("D0802")),
    Mutation("a sentence deleted", sentence_deleted, _codes("D0801"), _codes("D0801")),
    Mutation("deleted with tracking", deleted_with_tracking, _codes("D0801", "D0813"), _codes("D0801", "D0813")),
    Mutation("inserted with tracking", inserted_with_tracking, _codes("D0803", "D0813"), _codes("D0803", "D0813")),
    Mutation("a line doubled", line_doubled, _codes("D0804"), _codes("D0804")),
    Mutation("hidden words added", hidden_words, _codes("D0813"), _codes("D0813")),
    Mutation("a sentence hidden", sentence_hidden, _codes("D0801", "D0813"), _codes("D0801", "D0813")),
    Mutation("a text box added", text_box_added, _codes("D0802"), _codes("D0802")),
    Mutation("a watermark added", watermark_added, _codes("D0802"), _codes("D0802")),
    Mutation("a heading of a column reworded", number_changed, _codes("D0803"), NOTHING),
    Mutation("header cells swapped", header_cells_swapped, _codes("D0806"), _codes("D0806")),
    Mutation("labels of rows swapped", row_labels_swapped, _codes("D0806"), _codes("D0806")),
    Mutation("a condition turned round", condition_turned, _codes("D0805"), _codes("D0805")),
    Mutation("a condition taken away", condition_taken_away, _codes("D0805"), _codes("D0805")),
    Mutation("an endif deleted", end_of_condition_deleted, _codes("D0805", "D0815"), _codes("D0805", "D0815")),
    Mutation("a loop over another list", loop_of_another_list, _codes("D0805", "D0815"), _codes("D0805", "D0815")),
    Mutation("a box deleted", box_deleted, _codes("D0809"), _codes("D0809")),
    Mutation("a box doubled", box_doubled, _codes("D0810"), _codes("D0810")),
    Mutation("a box unwrapped", box_unwrapped, _codes("D0812"), _codes("D0812")),
    Mutation("expressions swapped", expressions_swapped, _codes("D0811"), _codes("D0811")),
    Mutation("boxes swapped", boxes_swapped, _codes("D0807"), _codes("D0807")),
    Mutation("an unknown name", unknown_name, _codes("D0815"), _codes("D0815")),
    Mutation("broken braces", broken_braces, _codes("D0811"), _codes("D0811")),
    Mutation("code injected", code_injected, _codes("D0815"), _codes("D0815")),
    Mutation("an expression removed", expression_removed, _codes("D0811"), _codes("D0811")),
    Mutation("the window moved", frame_moved, _codes("D0808"), NOTHING),
    Mutation("the address out of its frame", address_out_of_its_frame, _codes("D0808"), NOTHING),
    Mutation("lines of the address swapped", address_lines_swapped, _codes("D0808"), NOTHING),
    Mutation("the footer emptied", footer_emptied, _codes("D0801"), _codes("D0801"), "word/footer1.xml"),
    Mutation("words added to a footer", footer_reworded, _codes("D0802"), _codes("D0803"), "word/footer1.xml"),
    Mutation("a row of a table deleted", row_of_a_table_deleted, _codes("D0809"), _codes("D0809")),
    Mutation("cells of a heading merged", cells_merged, _codes("D0806"), NOTHING),
    Mutation("a line added to a cell", line_added_to_a_cell, _codes("D0803", "D0806"), NOTHING),
    Mutation("a field that fetches words", field_code_added, _codes("D0803"), _codes("D0803")),
    Mutation("a link with words added", link_with_words_added, _codes("D0803"), _codes("D0803")),
    Mutation("moved with tracking", moved_with_tracking, _codes("D0813"), _codes("D0813")),
    Mutation("words made white", words_made_white, _codes("D0801", "D0813"), _codes("D0801", "D0813")),
    Mutation("words made tiny", words_made_tiny, _codes("D0801", "D0813"), _codes("D0801", "D0813")),
    Mutation("white words on a dark ground", white_words_on_dark, NOTHING, NOTHING),
    Mutation("the title reworded", title_reworded, _codes("D0803"), _codes("D0803")),
    Mutation("a symbol added", symbol_added, _codes("D0803"), _codes("D0803")),
    Mutation("a paragraph put into a table", paragraph_into_a_table, NOTHING, NOTHING),
    Mutation("a link put on words", link_put_on_words, NOTHING, NOTHING),
    Mutation("a section break added", section_break_added, NOTHING, NOTHING),
    Mutation("the page turned", page_turned, NOTHING, NOTHING),
    Mutation("another style", style_changed, NOTHING, NOTHING),
    Mutation("the font of one run", font_of_one_run, NOTHING, NOTHING),
    Mutation("numbered by Word", numbered_by_word, NOTHING, NOTHING),
    Mutation("a bookmark added", bookmark_added, NOTHING, NOTHING),
    Mutation("fonts", fonts_changed, NOTHING, NOTHING),
    Mutation("a paragraph moved", paragraph_moved, NOTHING, NOTHING),
    Mutation("a table moved", table_moved, NOTHING, NOTHING),
    Mutation("whole columns swapped", columns_swapped_whole, NOTHING, NOTHING),
    Mutation("runs split", runs_split, NOTHING, NOTHING),
    Mutation("a paragraph cut in two", paragraph_cut_in_two, NOTHING, NOTHING),
    Mutation("curly quotes", curly_quotes, NOTHING, NOTHING),
    Mutation("a line break put in", line_break_put_in, NOTHING, NOTHING),
    Mutation("all names lost", all_names_lost, NOTHING, NOTHING),
    Mutation("all controls lost", all_controls_lost, NOTHING, NOTHING),
    Mutation("spelling marks", spelling_marks, NOTHING, NOTHING),
    Mutation("a page break added", page_break_added, NOTHING, NOTHING),
    Mutation("margins", margins_changed, NOTHING, NOTHING),
    Mutation("empty paragraphs", empty_paragraphs, NOTHING, NOTHING),
)
