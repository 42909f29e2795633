"""The parts of a Word form of ours: its controls, the boxes that hold answers, runs."""

from __future__ import annotations

import copy
import io
import zipfile
from collections import defaultdict
from collections.abc import Callable, Iterator
from typing import Any

from lxml import etree

from tests.support.hands import W14, W, rewritten
from tests.support.judging import folded
from tests.survival.handled import Filled, positions
from tsmforms import keys

PRESERVE = "{http://www.w3.org/XML/1998/namespace}space"


def edited(data: bytes, change: Callable[[Any], None]) -> bytes:
    """The file with the tree of its body changed."""

    def part(name: str, content: bytes) -> bytes:
        if name != "word/document.xml":
            return content
        root = etree.fromstring(content)
        change(root)
        return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)

    return rewritten(data, part)


def body(data: bytes) -> Any:
    """The tree of a file's body, to look at."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return etree.fromstring(package.read("word/document.xml"))


def tag_of(control: Any) -> str:
    mark = control.find(f"{W}sdtPr/{W}tag")
    return "" if mark is None else mark.get(f"{W}val")


def is_tick(control: Any) -> bool:
    return control.find(f"{W}sdtPr/{W14}checkbox") is not None


def text_of(node: Any) -> str:
    """Words of a node; a line break is one."""
    return "".join(found.text or "" if found.tag == f"{W}t" else "\n" for found in node.iter(f"{W}t", f"{W}br"))


def parent_of(node: Any, name: str) -> Any:
    """The nearest element of this name around a node, or None."""
    return next((above for above in node.iterancestors(f"{W}{name}")), None)


def boxes(root: Any, one: Filled) -> Iterator[tuple[str, Any]]:
    """The boxes of words that hold an answer: path and control.

    Rows of a list share a tag, so what stands in the control says which row it is.
    """
    paths: dict[tuple[str, str], list[str]] = defaultdict(list)
    for path in sorted(one.words, key=positions):
        paths[keys.tag(keys.pattern(path)), folded(one.words[path])].append(path)
    controls: dict[tuple[str, str], list[Any]] = defaultdict(list)
    for control in root.iter(f"{W}sdt"):
        if not is_tick(control):
            controls[tag_of(control), folded(text_of(control))].append(control)
    for key, found in paths.items():
        if len(found) == len(controls[key]):
            yield from zip(found, controls[key], strict=True)


def unwrap(node: Any) -> None:
    """A control is taken away and its content stays."""
    above, at_ = node.getparent(), node.getparent().index(node)
    content = node.find(f"{W}sdtContent")
    above[at_ : at_ + 1] = [] if content is None else list(content)


def run_of(words: str, properties: Any = None) -> Any:
    run = etree.Element(f"{W}r")
    if properties is not None:
        run.append(copy.deepcopy(properties))
    for number, line in enumerate(words.split("\n")):
        if number:
            run.append(etree.Element(f"{W}br"))
        text = etree.SubElement(run, f"{W}t")
        text.text = line
        text.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    return run


def retype(control: Any, words: str) -> None:
    content = control.find(f"{W}sdtContent")
    runs = list(content.iter(f"{W}r"))
    for run in runs[1:]:
        run.getparent().remove(run)
    runs[0].getparent().replace(runs[0], run_of(words, runs[0].find(f"{W}rPr")))
