"""A part of a Word file walked by itself: what is where, as ECMA-376 part 1 nests it and as programs nest it wrongly."""

from __future__ import annotations

from tsmforms.formats.docx.outline.looks import Looks
from tsmforms.formats.docx.outline.story import Story
from tsmforms.formats.docx.wml import NS_W
from tsmforms.intake import parse_xml
from tsmforms.model.outline import End, GridArea, Key, Piece, Run, Spot, Start, gone_words_of


def walk(body: str) -> tuple[tuple[Spot, ...], tuple[GridArea, ...]]:
    story = Story(Looks(None))
    story.walk(parse_xml(f'<w:body xmlns:w="{NS_W}">{body}</w:body>'.encode()), "body")
    return story.outline()


def run(words: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{words}</w:t></w:r>'


def para(*inside: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr>{''.join(inside)}</w:p>"


def cell(words: str = "", properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{para(run(words)) if words else '<w:p/>'}</w:tc>"


def table(*rows: str, first: str = "") -> str:
    return "<w:tbl>" + "".join(f"<w:tr>{first if not n else ''}{row}</w:tr>" for n, row in enumerate(rows)) + "</w:tbl>"


def sdt(inside: str, tag: str = "name") -> str:
    return f'<w:sdt><w:sdtPr><w:tag w:val="{tag}"/></w:sdtPr><w:sdtContent>{inside}</w:sdtContent></w:sdt>'


def shown(pieces: object) -> str:
    """Pieces as words, keys in brackets."""
    out: list[str] = []
    for piece in pieces:  # type: ignore[attr-defined]
        one: Piece = piece
        out.append(
            one.text
            if isinstance(one, Run)
            else "["
            if isinstance(one, Start)
            else "]"
            if isinstance(one, End)
            else "?"
        )
    return "".join(out)


def grid(found: GridArea) -> list[list[tuple[str, int, int, int]]]:
    """Words, column, and how many rows and columns it spans, of each cell."""
    return [[(spot.text, spot.column, spot.rows, spot.columns) for spot in row] for row in found.rows]


def test_a_control_around_several_paragraphs_begins_and_ends_in_each() -> None:
    spots, _ = walk(sdt(para(run("Ann")) + para(run("Example"))))
    assert [shown(spot.pieces) for spot in spots] == ["[Ann]", "[Example]"]
    assert spots[0].keys[0] is spots[1].keys[0]


def test_controls_inside_each_other_are_told_apart() -> None:
    (spot,), _ = walk(para(sdt(run("Ann ") + sdt(run("Example"), "other"))))
    assert shown(spot.pieces) == "[Ann [Example]]"
    assert [key.name for key in spot.keys] == ["name", "other"]


def test_paragraphs_of_a_cell_are_its_lines_and_a_deleted_mark_joins_two() -> None:
    two = f"<w:tc>{para(run('Ann'))}{para(run('Bob'))}</w:tc>"
    joined = f"<w:tc>{para(run('Ann'), properties='<w:rPr><w:del/></w:rPr>')}{para(run('Bob'))}</w:tc>"
    assert [spot.text for spot in walk(table(two, joined))[0]] == ["Ann\nBob", "AnnBob"]


def test_a_merged_cell_is_there_once_and_a_cell_behind_wide_ones_knows_its_column() -> None:
    down, across = '<w:vMerge w:val="restart"/>', '<w:gridSpan w:val="2"/>'
    _, (found,) = walk(
        table(
            cell("Concerns", down) + cell("Home", across) + cell("x"),
            cell("", "<w:vMerge/>") + cell("School") + cell("y") + cell("z"),
        )
    )
    assert grid(found) == [
        [("Concerns", 0, 2, 1), ("Home", 1, 1, 2), ("x", 3, 1, 1)],
        [("School", 1, 1, 1), ("y", 2, 1, 1), ("z", 3, 1, 1)],
    ]


def test_words_that_a_merged_cell_covers_are_there_and_hidden() -> None:
    spots, _ = walk(table(cell("Concerns", '<w:vMerge w:val="restart"/>'), cell("covered", "<w:vMerge/>")))
    assert [(spot.text, spot.hidden) for spot in spots] == [("Concerns", False), ("covered", True)]


def test_rows_are_the_head_of_a_table_only_from_its_top() -> None:
    head, plain = "<w:trPr><w:tblHeader/></w:trPr>", cell("Ann")
    assert (
        walk(f"<w:tbl><w:tr>{head}{plain}</w:tr><w:tr>{plain}</w:tr><w:tr>{head}{plain}</w:tr></w:tbl>")[1][0].headers
        == 1
    )
    assert walk(f"<w:tbl><w:tr>{plain}</w:tr><w:tr>{head}{plain}</w:tr></w:tbl>")[1][0].headers == 0


def test_a_deleted_row_is_none_of_the_table_and_its_words_are_gone() -> None:
    spots, (found,) = walk(table(cell("Ann"), cell("Bob"), first="<w:trPr><w:del/></w:trPr>"))
    assert grid(found) == [[("Bob", 0, 1, 1)]]
    assert [gone_words_of(spot.pieces) for spot in spots if spot.table is None] == ["Ann"]


def test_a_table_within_a_cell_is_a_table_of_its_own_and_the_cell_goes_on_behind_it() -> None:
    inner = table(cell("in"))
    spots, grids = walk(f"<w:tbl><w:tr><w:tc>{para(run('a'))}{inner}{para(run('b'))}</w:tc></w:tr></w:tbl>")
    assert [spot.text for spot in spots] == ["a\nb", "in"]
    assert [area.number for area in grids] == [1, 2]


def test_a_heading_is_the_place_of_what_follows_it() -> None:
    spots, _ = walk(
        para(run("before")) + para(run("The visit"), properties='<w:pStyle w:val="Heading1"/>') + para(run("after"))
    )
    assert [spot.place.heading for spot in spots] == [None, None, "The visit"]


def test_spaces_around_words_count_only_where_the_file_keeps_them() -> None:
    (spot,), _ = walk(para("<w:r><w:t> Ann </w:t></w:r>", run(" B"), "<w:r><w:tab/><w:br/><w:br w:type='page'/></w:r>"))
    assert spot.text == "Ann B\t\n"


def test_a_form_field_that_has_no_end_ends_with_its_cell() -> None:
    begin = "<w:r><w:fldChar w:fldCharType='begin'><w:ffData><w:name w:val='Text1'/><w:textInput/></w:ffData></w:fldChar></w:r>"
    spots, _ = walk(table(f"<w:tc>{para(begin, run('Ann'))}</w:tc>{cell('Bob')}"))
    assert [(spot.text, [key.name for key in spot.keys]) for spot in spots] == [("Ann", ["Text1"]), ("Bob", [])]
    assert isinstance(spots[0].keys[0], Key)
