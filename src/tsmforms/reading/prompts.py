"""The prompts that programs put into an empty box: nobody's answer."""

from __future__ import annotations

from collections.abc import Sequence

from tsmforms.model.outline import Piece, Run, words_of

WORD_PROMPTS = (
    "Click or tap here to enter text.",
    "Click here to enter text.",
    "Click or tap to enter a date.",
    "Click here to enter a date.",
    "Choose an item.",
    "Choose a building block.",
    "Click or tap to enter text.",
    "Enter any content that you want to repeat, including other content controls. You can also insert this control "
    "around table rows in order to repeat parts of a table.",
    # The same in the languages in which Word is used most beside English in England and Wales.
    "Cliciwch neu tapiwch yma i roi testun.",
    "Dewiswch eitem.",
    "Kliknij lub naciśnij tutaj, aby wprowadzić tekst.",
    "Kliknij lub naciśnij, aby wprowadzić datę.",
    "Wybierz element.",
    "Cliquez ou appuyez ici pour entrer du texte.",
    "Cliquez ou appuyez ici pour entrer une date.",
    "Choisissez un élément.",
    "Klicken oder tippen Sie hier, um Text einzugeben.",
    "Klicken oder tippen Sie, um ein Datum einzugeben.",
    "Wählen Sie ein Element aus.",
    "Haga clic o pulse aquí para escribir texto.",
    "Elija un elemento.",
    "Haga clic aquí o pulse para escribir una fecha.",
    "Clique ou toque aqui para introduzir texto.",
    "Escolha um item.",
    "Fai clic o tocca qui per immettere il testo.",
    "Scegliere un elemento.",
    "Faceți clic sau atingeți aici pentru a introduce text.",
    "Alegeți un element.",
    "Metin girmek için buraya tıklayın veya dokunun.",
    "Bir öğe seçin.",
)
"""What Word shows in a control that was emptied."""

_STOP = "."
_FOLDED = frozenset(prompt.casefold() for prompt in WORD_PROMPTS)


def is_prompt(words: str) -> bool:
    """Whether these words are a prompt of a program and nothing else."""
    return words.strip().casefold() in _FOLDED


def without_prompt(words: str, placeholder: str) -> str:
    """The words of a box: nothing where only its placeholder or a program's prompt stands there.

    A prompt that was left before or behind the answer falls away.
    """
    if not words or words == placeholder:
        return ""
    if placeholder and not placeholder.strip():
        words = words.removeprefix(placeholder).removesuffix(placeholder)
    if _STOP not in words:  # each prompt of a program is a sentence; few answers are
        return words
    if is_prompt(words):
        return ""
    for prompt in WORD_PROMPTS:
        if words.startswith(prompt) or words.endswith(prompt):
            return words.removeprefix(prompt).removesuffix(prompt).strip(" ")
    return words


def prompt_words(pieces: Sequence[Piece]) -> str:
    """The words that the file marks as a prompt, where nothing else that counts stands there."""
    if words_of(pieces).strip():
        return ""
    return "".join(
        piece.text for piece in pieces if isinstance(piece, Run) and piece.look.prompt and not piece.look.is_gone
    )
