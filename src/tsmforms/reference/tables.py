"""Keys of a mapping as a table of a reference page."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from tsmforms.located.shape import MappingKey

_TYPES = {
    "text": "text",
    "integer": "a whole number",
    "number": "a number",
    "numbers": "a list of numbers",
    "boolean": "true or false",
    "texts": "a list of texts",
    "raw": "see the how-to",
    "sentences": "a text, or a list of texts and of `{when: ..., say: TEXT}`",
}


def key_table(keys: Mapping[str, MappingKey]) -> Iterator[str]:
    """The lines of a table: key, what it is, which value; required keys in bold."""
    yield from ("| key | what | value |", "|---|---|---|")
    for name, key in keys.items():
        shown = f"**`{name}`**" if key.required else f"`{name}`"
        value = " or ".join(f"`{one}`" for one in key.one_of) or _TYPES.get(key.type, "see the how-to")
        yield f"| {shown} | {key.meaning} | {value} |"
