"""Equations of Word as one line of words: what is above, below, over and under a line stays apart."""

from __future__ import annotations

import pytest

from tsmforms.formats.docx.outline.equations import NS_M, linear
from tsmforms.intake import parse_xml


def read(inside: str) -> str:
    return linear(parse_xml(f'<m:oMath xmlns:m="{NS_M}">{inside}</m:oMath>'.encode()))


def run(words: str) -> str:
    return f"<m:r><m:t>{words}</m:t></m:r>"


def part(name: str, words: str) -> str:
    return f"<m:{name}>{run(words)}</m:{name}>"


@pytest.mark.parametrize(
    ("equation", "line"),
    [
        (f"<m:f>{part('num', '7')}{part('den', '10')}</m:f>", "7/10"),
        (f"<m:f>{part('num', '7+1')}{part('den', 'n-1')}</m:f>", "(7+1)/(n-1)"),
        (f"<m:sSup>{part('e', 'x')}{part('sup', '2')}</m:sSup>", "x^2"),
        (f"<m:sSub>{part('e', 'x')}{part('sub', 'i+1')}</m:sSub>", "x_(i+1)"),
        (f"<m:sSubSup>{part('e', 'x')}{part('sub', '1')}{part('sup', '2')}</m:sSubSup>", "x_1^2"),
        (f"<m:rad>{part('deg', '3')}{part('e', 'x')}</m:rad>", "3√(x)"),
        (f"<m:d>{part('e', 'a')}{part('e', 'b')}</m:d>", "(a|b)"),
        (f'<m:d><m:dPr><m:begChr m:val="["/><m:endChr m:val="]"/></m:dPr>{part("e", "a")}</m:d>', "[a]"),
        (
            f'<m:nary><m:naryPr><m:chr m:val="∑"/></m:naryPr>{part("sub", "i=1")}{part("sup", "n")}{part("e", "i")}</m:nary>',
            "∑_(i=1)^n i",
        ),
        (f"<m:nary>{part('e', 'x')}</m:nary>", "∫ x"),
    ],
)
def test_the_shape_of_an_equation_is_kept_on_one_line(equation: str, line: str) -> None:
    assert read(equation) == line


def test_of_an_equation_nested_deeper_than_anybody_writes_the_characters_are_read() -> None:
    deep = "<m:e>" * 200 + run("x") + "</m:e>" * 200
    assert read(f"<m:sSup>{deep}{part('sup', '2')}</m:sSup>") == "x2"
