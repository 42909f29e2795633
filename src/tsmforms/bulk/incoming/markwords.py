"""What the cell of a mark says: yes, no, or something that a person has to read."""

from __future__ import annotations

_NO = frozenset(
    {"", "n", "no", "0", "false", "f", "off", "n/a", "n.a.", "na", "none", "nil", "null", "not applicable"}
    | {"-", "--", "–", "—", ".", "☐", "□", "unticked", "unchecked", "not set", "#n/a"}
)
_YES = frozenset(
    {"y", "yes", "1", "true", "t", "x", "on", "✓", "✔", "☑", "☒", "√", "✅", "ticked", "checked", "tick", "ü"}
)
"""`ü` is a tick where its type face is Wingdings."""
_DOUBTFUL = frozenset({"x", "☒", "1", "ü"})
"""A yes of a mark that stops a letter; of one that lets it go, a cross may be a no."""
_BARE = frozenset({"0", "1", "ü"})
_VARIATION = "\ufe0f"


def tidy(text: str) -> str:
    """A cell's words as they are compared."""
    return text.replace(_VARIATION, "").strip().casefold().rstrip("!")


def stops(text: str, is_wanted: bool) -> bool | None:
    """Whether a mark stops a letter; None where its words are neither yes nor no.

    >>> stops("T", False), stops("✓", False), stops("N/A", False), stops("ask the head", False)
    (True, True, False, None)
    >>> stops("T", True), stops("F", True), stops("", True)
    (False, True, None)
    """
    word = tidy(text)
    if not is_wanted:
        return True if word in _YES else False if word in _NO else None
    if word in _YES and word not in _DOUBTFUL - {"1"}:
        return False
    return True if word in ("n", "no", "0", "false", "f", "off", "☐", "□") else None


def is_set(text: str) -> bool:
    """Whether a cell of an unknown column is a yes, or a sign such as * or !; a bare figure is neither."""
    word = text.replace(_VARIATION, "").strip().casefold()
    if word and word not in _NO and not any(c.isalnum() for c in word):
        return True
    word = tidy(text)
    return word in _YES and word not in _BARE


def is_unset(text: str) -> bool:
    """Whether a cell of an unknown column is empty or a no."""
    word = tidy(text)
    return word in _NO and word not in _BARE
