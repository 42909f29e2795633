"""Lists that a form prints and nobody answers: useful contacts of the profile, the attendance codes in force."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence

import attrs

from tsmforms.codes import CLASS_LABELS, codes_in_force
from tsmforms.layout.nodes import Block, Cell, Column, Heading, Row, Table, Text
from tsmforms.model import FormSpec, NodeSpec, Profile
from tsmforms.model.spec import Args

_SHARES = {"name": 3.0, "phone": 2.0, "email": 3.0, "website": 3.0}


def with_profile(nodes: Iterable[NodeSpec], profile: Profile) -> tuple[NodeSpec, ...]:
    """The nodes with what they print of the profile put into them."""
    return tuple(
        attrs.evolve(node, args=_given(node, profile), blocks=with_profile(node.blocks, profile)) for node in nodes
    )


def _given(node: NodeSpec, profile: Profile) -> Args:
    """A list of contacts gets its lines, officers first; a list of codes the day the profile names."""
    if node.name == "contacts":
        posts = [
            (f"{one.title}: {one.name}" if one.name else one.title, one.phone, one.email, "")
            for one in profile.officers
            if one.phone or one.email
        ]
        lines = [(one.name, one.phone, one.email, one.website) for one in profile.contacts]
        return {**node.args, "lines": (*posts, *lines)}
    if node.name == "attendance_codes" and profile.codes_on:
        return {**node.args, "on": profile.codes_on}
    return node.args


def contacts(_spec: FormSpec, node: NodeSpec, _base: str) -> list[Block]:
    """A table of name, telephone, e-mail and website; nothing, and no heading, without contacts."""
    words = node.args["contacts"]
    lines = node.args.get("lines", ())
    columns = [Column(words.get(key, ""), share) for key, share in _SHARES.items()]
    return _listed(words, "contacts", columns, lines) if lines else []


def attendance_codes(spec: FormSpec, node: NodeSpec, _base: str) -> list[Block]:
    """A table of the attendance codes in force on a day: the profile's, the node's, or the edition's first."""
    words = node.args["attendance_codes"]
    on = node.args.get("on") or datetime.date.fromisoformat(words.get("on", f"{spec.edition[:7]}-01"))
    columns = [Column(words["code"], 1.0), Column(words["meaning"], 6.0), Column(words["counts_as"], 4.0)]
    lines = [(one.code, one.meaning, CLASS_LABELS[one.statistical_class]) for one in codes_in_force(on).codes.values()]
    return _listed(words, "attendance_codes", columns, lines)


def _listed(words: Args, path: str, columns: Sequence[Column], lines: Iterable[Sequence[str]]) -> list[Block]:
    """Keys that are no numbers: these lines are no entries of an open list, to which rows may be added."""
    heading: list[Block] = [Heading(words["heading"], words.get("level", 1))] if "heading" in words else []
    rows = tuple(
        Row((Cell((Text(line[0]),), label=True), *(Cell((Text(text),)) for text in line[1:])), f"line_{number}")
        for number, line in enumerate(lines)
    )
    return [*heading, Table(path, words.get("heading", ""), tuple(columns), rows)]
