"""The form: what every caller works with."""

from __future__ import annotations

import datetime
import hashlib
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from functools import cached_property
from os import PathLike
from typing import IO, Any, Generic, TypeAlias, cast

import attrs

from tsmforms.convert import derive
from tsmforms.diagnostics import (
    AnswersRefused,
    Diagnostic,
    EnvironmentProblem,
    MisuseError,
    Place,
    ReadError,
    TemplateRefused,
    WriteRefused,
    worded,
)
from tsmforms.documents.envelope import envelope_json, read_envelope
from tsmforms.documents.ownerslook import OwnersLookWriter
from tsmforms.documents.taking import day, own_return, reference, taken
from tsmforms.formats.loading import load_format
from tsmforms.keys import pattern
from tsmforms.layout import (
    Content,
    Document,
    Printed,
    ShownIf,
    Writer,
    WriterPlan,
    build,
    conditions_of,
    is_printed,
    printed_words,
    slots_of,
)
from tsmforms.layout.pictures import words_of
from tsmforms.model import NO_PROFILE, FormSpec, Profile, Return, Values, is_record_id
from tsmforms.model.answers import R, Value
from tsmforms.model.boxes import boxes_of
from tsmforms.model.formatnames import PLAIN_TEXT, FormatName, WrittenName
from tsmforms.model.outline import Outline
from tsmforms.model.profile import OwnTemplate
from tsmforms.reading import Ground
from tsmforms.rules import evaluate, question
from tsmforms.specs.records import record_type, structure
from tsmforms.specs.resources import word_template
from tsmforms.specs.values import json_from_values, shown, values_from_json

Given: TypeAlias = R | Return[R] | Mapping[str, Any]
"""A record as callers have it: typed, returned, or as JSON."""
_UNANSWERED = frozenset({"R0201", "R0202", "R0212"})
"""Rules that ask for an answer; they are silent where an answer stands but could not be read."""

_ANY_ENTRY = re.escape("[]")
_POSITION = "[.][0-9]+"


@attrs.frozen(slots=False, eq=False, repr=False)
class Form(Generic[R]):
    """One edition of a form, with the profile of the council or school that uses it.

    Writers are compiled when first used and kept. Wherever a record is asked for, four things are taken: the typed
    record, its answers as JSON has them, its JSON with the envelope (what `example` gives and a line of
    `tsmforms read` is), and a `Return`. One of another form or edition is a misuse.

    `is_large`: its documents are in large print (see `large`).
    """

    spec: FormSpec
    profile: Profile = NO_PROFILE
    is_large: bool = False
    _writers: dict[str, Writer] = attrs.field(factory=dict, init=False, repr=False)
    _grounds: dict[str, Ground] = attrs.field(factory=dict, init=False, repr=False)

    def __reduce__(self) -> tuple[type[Form[R]], tuple[FormSpec, Profile, bool]]:
        """Without its writers, which are compiled again where it arrives."""
        return type(self), (self.spec, self.profile, self.is_large)

    def __repr__(self) -> str:
        of = f", profile {self.profile.name!r}" if self.profile != NO_PROFILE else ""
        return f"Form({self.id!r}, {self.edition!r}{of})"

    @property
    def id(self) -> str:
        """The form's id."""
        return self.spec.form

    @property
    def edition(self) -> str:
        """First month of use, YYYY-MM."""
        return self.spec.edition

    @property
    def title(self) -> str:
        """The title as printed."""
        return self.spec.title

    @property
    def formats(self) -> tuple[FormatName, ...]:
        """What it is made as."""
        return self.spec.formats

    @property
    def record_type(self) -> type[R]:
        """The frozen attrs class of this form's record.

        It is the same under every profile; under an overlay that only adds to the form it is a subclass of that.
        """
        return cast("type[R]", record_type(self.spec))

    @cached_property
    def document(self) -> Document:
        """The template tree."""
        made = build(self.spec, self.profile)
        return attrs.evolve(made, look=made.look.large, landscape=not self.spec.is_letter) if self.is_large else made

    @cached_property
    def large(self) -> Form[R]:
        """The same form whose documents are in large print, 16 points and more: as Word and PDF, not as a workbook.

        They say the same and are read the same. A letter's address is then in its text, since it fits no window, and the
        pages of a form lie on their side. A council's own Word template has sizes of its own, so it is not used.
        """
        return attrs.evolve(self, is_large=True)

    @cached_property
    def printed(self) -> Printed:
        """What the form prints."""
        return printed_words(self.document, self.spec.formerly)

    def ground(self, format: str) -> Ground:
        """What the blank of this form prints and how it is coloured, to hold a return of that format against."""
        if format not in self._grounds:
            self._grounds[format] = Ground(
                self.printed, boxes_of(self.spec), lambda paths: self._outline(format, paths), self.document
            )
        return self._grounds[format]

    def _outline(self, format: str, paths: Iterable[str]) -> Outline:
        """The outline of the blank with the entries of lists in which these paths lie."""
        blank = self.writer(format).fill(Content(dict.fromkeys(paths, "")))
        return load_format(format).read(blank).outline

    def schema(self, titles: bool = True) -> dict[str, Any]:
        """The JSON Schema (2020-12) of the record with its envelope.

        Args:
            titles: Whether labels are titles. False for tools that name types by titles, such as those that make
                TypeScript: labels stand in descriptions then, and types are named by keys.
        """
        from tsmforms.specs.schema import record_schema

        return record_schema(self.spec, titles)

    def guide(self) -> str:
        """The field guide, in Markdown."""
        from tsmforms.reference.guide import guide

        return guide(self.spec)

    def example(self, seed: int = 0) -> dict[str, Any]:
        """A complete, valid, invented record as JSON; its dates are school days of the profile's calendar."""
        from tsmforms.examples.make import example

        if not isinstance(seed, int):
            raise MisuseError(f"a seed is a whole number, not a value of type {type(seed).__name__}")
        return example(self.spec, seed, self.profile.calendar)

    # --- values

    def values(self, record: Given[R]) -> tuple[dict[str, Value], tuple[Diagnostic, ...]]:
        """The flat values of a record, and what of it cannot be taken."""
        return values_from_json(self.spec, taken(self.spec, record).answers)

    def _whole(self, record: Given[R]) -> dict[str, Value]:
        values, faults = self.values(record)
        if errors := [fault for fault in faults if fault.severity == "error"]:
            raise AnswersRefused(errors)
        return values

    def record(self, values: Values) -> R:
        """The typed record of flat values."""
        return cast("R", structure(self.spec, json_from_values(self.spec, values)))

    def from_json(self, json: str | bytes | Mapping[str, Any]) -> R:
        """The typed record of its JSON.

        Args:
            json: A text, or what `json.loads` makes of it: with the envelope, or (of no text) the answers alone.

        Raises:
            AnswersRefused: A record of this form cannot have these answers; all reasons are in it.
            ReadError: It is not a record's JSON (D0911).
            MisuseError: It is of another form or edition.
        """
        if isinstance(json, str | bytes):
            text = json.decode("utf-8-sig", "replace") if isinstance(json, bytes) else json
            json = attrs.asdict(read_envelope(text), recurse=False)
        return self.record(self._whole(json))

    def to_json(self, record: Given[R], record_id: str | None = None) -> dict[str, Any]:
        """A record as JSON with its envelope, for `json.dumps`; what is unanswered is left out.

        Args:
            record: The record.
            record_id: Its id, if it is to have another than it brings.

        Raises:
            AnswersRefused: Some answer is not one of this form; all reasons are in it.
            MisuseError: A value of a wrong type, or a record of another form or edition.
        """
        answers = json_from_values(self.spec, self._whole(record))
        return envelope_json(self.id, self.edition, self._record_id(record, record_id), answers)

    def for_parent(self, record: Given[R]) -> dict[str, Any]:
        """The record as JSON as the parent's copy of a letter has it: without what is for the office alone.

        `form.write(form.for_parent(record), "docx")` is the letter that was sent, also when its outcome is known.

        Raises:
            MisuseError: The form has nothing for the office alone; a value of a wrong type, or a record of another form.
        """
        if not self.spec.for_office:
            raise MisuseError(f"{self.id} has nothing that is for the office alone: all its copies are the same")
        given = taken(self.spec, record)
        answers = {key: value for key, value in given.answers.items() if key not in self.spec.for_office}
        return envelope_json(self.id, self.edition, given.record_id, answers)

    def same(self, one: Given[R], other: Given[R]) -> bool:
        """Whether two records have the same answers; what is empty is unanswered, and ids do not count.

        Raises:
            AnswersRefused: Some answer is not one of this form; all reasons are in it.
            MisuseError: A value of a wrong type, or a record of another form or edition.
        """
        return self._whole(one) == self._whole(other)

    def _record_id(self, record: Given[R], record_id: str | None) -> str | None:
        """The id that a caller names, or else the one that the record brings."""
        return reference(record_id) if record_id is not None else taken(self.spec, record).record_id

    # --- writing

    def writer(self, format: str) -> Writer:
        """The compiled writer of a format.

        Word documents are made from the profile's own template, or from the built-in form's file in `templates/`; PDF
        letters too, where the profile wishes it.

        Raises:
            MisuseError: This form has no such format.
            TemplateRefused: The template does not say what the form says.
        """
        if format == PLAIN_TEXT:
            return self._plain_text
        if not isinstance(format, str) or format not in self._writers:
            made = load_format(format)
            if format == "xlsx" and self.is_large:
                raise MisuseError(
                    "a workbook is not made in large print; enlarge it on the screen, or write a PDF or Word file"
                )
            if format not in self.spec.formats:
                raise MisuseError(f"{self.id} is not made as {format}; it is made as {', '.join(self.spec.formats)}")
            if format == "pdf" and self.is_in_owners_look:
                self._writers[format] = OwnersLookWriter(self.document, self.writer("docx"))
                return self._writers[format]
            with placed_in(self.own_template):
                self._writers[format] = made.compile_writer(WriterPlan(self.document, self.spec, self._word_template))
        return self._writers[format]

    @property
    def is_in_owners_look(self) -> bool:
        """Whether its PDF letters are made from the profile's own Word template, by LibreOffice."""
        return self.profile.pdf_from_template and self.spec.is_letter and self.own_template is not None

    @cached_property
    def _plain_text(self) -> Writer:
        from tsmforms.layout.plaintext import PlainTextWriter

        return PlainTextWriter(self.document)

    def _is_as_built_in(self) -> bool:
        """Whether the profile leaves everything printed as it is: letterhead, foot, words, settings."""
        from tsmforms.specs import registry

        if self.is_large:
            return False
        if self.profile == NO_PROFILE:
            return True
        known = registry()
        if self.edition not in known.paths.get(self.id, {}):
            return False
        return build(known.spec(self.id, self.edition)) == self.document

    def _word_template(self) -> bytes | None:
        """The profile's own, or its file in `templates/`; None where nothing was made beforehand."""
        own = self.own_template
        if own is not None:
            return _unchanged(own)
        return word_template(self.spec) if self._is_as_built_in() else None

    @property
    def own_template(self) -> OwnTemplate | None:
        """The Word template of the profile's own that is used; None where the built one is."""
        return None if self.is_large else self.profile.template(self.id, self.edition)

    def content(
        self, values: Values, record_id: str | None = None, format: str | None = None, is_open: bool = True
    ) -> Content:
        """What a document of these values shows; of a letter in a format that carries its answers, their JSON too.

        A form that is not `is_open` is a final copy; one without an answer is the blank.
        """
        boxes = self._tick_boxes
        marked = {path: frozenset(_codes(values[path])) for path in values if pattern(path) in boxes} if boxes else {}
        answers = None
        is_attached = format not in (None, PLAIN_TEXT) and load_format(format or "").letters_answers == "attachment"
        if is_attached and values and self.spec.is_letter:
            answers = json.dumps(json_from_values(self.spec, values), ensure_ascii=False).encode()
        is_final = bool(values) and not is_open and not self.spec.is_letter
        derived = derive(self.spec.derived, values)
        return Content(shown(self.spec, values), marked, derived, values, record_id, answers, is_final)

    @cached_property
    def _tick_boxes(self) -> frozenset[str]:
        return frozenset(path for path, leaf in self.spec.leaves.items() if leaf.field.box == "options")

    def problems(self, values: Values, format: str) -> tuple[Diagnostic, ...]:
        """What of these values a document cannot show whole, before anything is written."""
        return self._problems(values, format, self.content(values))

    def _problems(self, values: Values, format: str, content: Content) -> tuple[Diagnostic, ...]:
        """The problems of any document, then the format's own; a list that is too long is said once."""
        own = [
            *_reference_faults(content.record_id),
            *self._beyond_limits(values),
            *self._unprintable(values),
            *self._wordless(values),
        ]
        too_long = tuple(f"{d.field}." for d in own if d.code == "D0306")
        others = self.writer(format).problems(content)
        return (*own, *(d for d in others if not (d.code == "D0306" and f"{d.field}.".startswith(too_long))))

    @cached_property
    def _one_too_many(self) -> re.Pattern[str] | None:
        """Matches a path in the first entry beyond the most that a list may have."""
        words = [
            f"{re.escape(path).replace(_ANY_ENTRY, _POSITION)}[.]{field.max_rows}[.]"
            for path, field in self.spec.lists.items()
            if field.max_rows is not None
        ]
        return re.compile("|".join(words)) if words else None

    def _too_many(self, values: Values) -> list[Diagnostic]:
        beyond = self._one_too_many
        found = dict.fromkeys(match[0] for path in values if (match := beyond.match(path))) if beyond else {}
        out = []
        for start in found:
            path, _, most = start[:-1].rpartition(".")
            out.append(
                Diagnostic(
                    "D0306",
                    "error",
                    worded("D0306", "entries", question=question(self.spec, path), most=most),
                    "shorten the list, or use a second document",
                    field=path,
                )
            )
        return out

    def _beyond_limits(self, values: Values) -> list[Diagnostic]:
        """Lists and texts longer than the form allows."""
        out = self._too_many(values)
        leaves = self.spec.leaves
        for path, value in values.items():
            leaf = leaves[pattern(path)]
            limit = leaf.field.max_length
            if limit is not None and isinstance(value, str) and len(value) > limit:
                out.append(
                    Diagnostic(
                        "D0218",
                        "error",
                        worded("D0218", question=leaf.question, limit=limit),
                        "shorten it",
                        field=path,
                    )
                )
        return out

    def _wordless(self, values: Values) -> Iterator[Diagnostic]:
        """Pictures that nothing is said of for those who cannot see them."""
        for path, value in values.items():
            if isinstance(value, bytes) and (words := words_of(path)) not in values:
                yield Diagnostic(
                    "D0230",
                    "error",
                    worded("D0230", question=question(self.spec, words)),
                    "say in a sentence what the picture shows, for those who cannot see it",
                    field=words,
                )

    @cached_property
    def _conditional_paths(self) -> tuple[tuple[ShownIf, tuple[str, ...]], ...]:
        found = conditions_of(self.document.blocks)
        return tuple((when, tuple(slot.path for slot in slots)) for when, slots in found)

    def _unprintable(self, values: Values) -> list[Diagnostic]:
        letter = self.spec.is_letter
        conditions = self._conditional_paths
        unseen = {p for when, paths in conditions if not is_printed(when, values, values, letter) for p in paths}
        out: list[Diagnostic] = []
        leaves = self.spec.leaves
        for path, value in values.items():
            leaf = leaves[pattern(path)]
            if unseen and pattern(path) in unseen:
                out.append(
                    Diagnostic(
                        "D0304",
                        "error",
                        worded("D0304", "not_printed", question=leaf.question),
                        "remove the answer, or answer what makes that part appear",
                        field=path,
                    )
                )
            if isinstance(value, bytes) and pattern(path) not in self._picture_boxes:
                out.append(
                    Diagnostic(
                        "D0304",
                        "error",
                        worded("D0304", "picture", question=leaf.question),
                        "remove the picture, or give the form a place for it (`image` in its layout)",
                        field=path,
                    )
                )
        return out

    @cached_property
    def _picture_boxes(self) -> frozenset[str]:
        return frozenset(slot.path for slot in slots_of(self.document.blocks) if slot.widget == "image")

    def blank(self, format: FormatName) -> bytes:
        """The empty form, fillable; of a letter a specimen with its labels in brackets."""
        return self.writer(format).fill(Content({}))

    def write(
        self,
        record: Given[R],
        format: FormatName,
        record_id: str | None = None,
        *,
        is_open: bool = False,
        large: bool = False,
    ) -> bytes:
        """The filled document: a final copy, or one to be completed.

        A final copy of a form leaves out what is optional and empty: blocks of questions, and rows of lists. It says so
        at its foot, and a box that it lacks is no fault when it is read.

        Args:
            record: The typed record, its answers, its JSON with the envelope, or a `Return`.
            format: docx, pdf or xlsx.
            record_id: Printed as reference and embedded; the one that the record brings if none is given.
            is_open: Whether it is one to be completed, with every box of the form.
            large: Whether in large print; see `large`.

        Raises:
            WriteRefused: The record cannot be shown whole; the reasons are in it.
            MisuseError: No such format, a value of a wrong type, or a record of another form or edition.
        """
        of = self.large if _switch("large", large) else self
        data, diagnostics = of.render(record, format, record_id, is_open=is_open)
        if data is None:
            raise WriteRefused(diagnostics)
        return data

    def render(
        self, record: Given[R], format: WrittenName, record_id: str | None = None, *, is_open: bool = False
    ) -> tuple[bytes | None, tuple[Diagnostic, ...]]:
        """The filled document, None where an error stands against it, and every diagnostic."""
        _switch("is_open", is_open)
        given = taken(self.spec, record)
        values, faults = values_from_json(self.spec, given.answers)
        named = given.record_id if record_id is None else reference(record_id)
        content = self.content(values, named, format, is_open)
        diagnostics = (*faults, *self._problems(values, format, content))
        if any(d.severity == "error" for d in diagnostics):
            return None, diagnostics
        return self.writer(format).fill(content), diagnostics

    def plain_text(self, record: Given[R], record_id: str | None = None) -> str:
        """What the document says as plain text, for an e-mail or a screen reader; it is not read back.

        Args:
            record: The typed record, its answers, its JSON with the envelope, or a `Return`.
            record_id: Printed as reference; the one that the record brings if none is given.

        Raises:
            WriteRefused: The record cannot be shown whole; the reasons are in it.
            MisuseError: A value of a wrong type, or a record of another form or edition.
        """
        data, diagnostics = self.render(record, PLAIN_TEXT, record_id)
        if data is None:
            raise WriteRefused(diagnostics)
        return data.decode()

    # --- reading and checking

    def read(self, source: str | PathLike[str] | bytes | IO[bytes]) -> Return[R]:
        """A returned document of this form, read.

        Raises:
            ReadError: The file is refused or cannot be read.
            MisuseError: The file holds several records; use `read_all`.
        """
        from tsmforms.documents.returns import only, read_all

        return only(read_all(source, form=self))

    def check(self, record: Given[R], today: datetime.date | None = None) -> tuple[Diagnostic, ...]:
        """The rules, for a record in any of its shapes; of a `Return` with what was said when it was read.

        `today` (default: today in Europe/London) affects only rules that name it.

        Raises:
            MisuseError: A value of a wrong type, a record of another form or edition, or `today` is not a date.
        """
        if isinstance(record, Return):
            return self.check_return(record, today)
        values, faults = self.values(record)
        return (*faults, *_not_unread(self._judged(values, today), faults, values))

    def _judged(self, values: Values, today: datetime.date | None) -> tuple[Diagnostic, ...]:
        """What is beyond the form's limits, what its rules say, and pictures without words of which no rule says so."""
        rules = self.check_values(values, today)
        said = {one.field for one in rules}
        wordless = (one for one in self._wordless(values) if one.field not in said)
        return (*self._beyond_limits(values), *rules, *wordless)

    def check_values(self, values: Values, today: datetime.date | None = None) -> tuple[Diagnostic, ...]:
        """The rules, for flat values."""
        return evaluate(self.spec, values, today=day(today), calendar=self.profile.calendar)

    def check_return(self, returned: Return[R], today: datetime.date | None = None) -> tuple[Diagnostic, ...]:
        """The reading's own diagnostics and the rules', each with its place in the file.

        A question whose answer could not be read is not also called unanswered.

        Raises:
            MisuseError: The return is of another form, edition or overlay, or of a file that was refused.
        """
        own_return(self.spec, returned)
        rules = _not_unread(self._judged(returned.values, today), returned.diagnostics, returned.values)
        return (*returned.diagnostics, *(attrs.evolve(d, place=_place(returned, d.field)) for d in rules))


def _unchanged(own: OwnTemplate) -> bytes:
    """The bytes of a profile's own template, as they were when the profile was read."""
    try:
        data = own.path.read_bytes()
    except OSError:
        data = b""
    if hashlib.sha256(data).hexdigest() != own.digest:
        raise EnvironmentProblem(f"{own.path} was changed while it was in use; run again")
    return data


@contextmanager
def placed_in(own: OwnTemplate | None) -> Iterator[None]:
    """What is said of a template of one's own, with its file."""
    try:
        yield
    except TemplateRefused as error:
        file = str(own.path) if own else None
        raise TemplateRefused([in_file(one, file) for one in error.diagnostics]) from None
    except ReadError as error:
        if own is None:
            raise
        fault = Diagnostic(error.code, "error", f"the template cannot be used: {error.message}", error.hint)
        raise TemplateRefused([in_file(fault, str(own.path))]) from None


def in_file(one: Diagnostic, file: str | None) -> Diagnostic:
    """A diagnostic with the file that its place is in."""
    return attrs.evolve(one, place=attrs.evolve(one.place or Place(), file=file)) if file else one


def _not_unread(found: Iterable[Diagnostic], faults: Iterable[Diagnostic], values: Values) -> Iterator[Diagnostic]:
    """Without the call for an answer where one stands that could not be read."""
    unread = {d.field for d in faults if d.field and d.field not in values}
    return (d for d in found if not (d.code in _UNANSWERED and d.field in unread))


def _reference_faults(record_id: str | None) -> list[Diagnostic]:
    """Why a record id cannot stand in every document; it is printed, embedded and read back from a footer."""
    if not record_id or is_record_id(record_id):
        return []
    return [
        Diagnostic(
            "D0301",
            "error",
            worded("D0301", "record_id"),
            "use a record id of up to 64 letters, digits, dots, slashes, underscores and hyphens",
        )
    ]


def _switch(name: str, value: object) -> bool:
    if isinstance(value, bool):
        return value
    raise MisuseError(f"{name} is True or False, not a value of type {type(value).__name__}")


def _codes(value: Value) -> tuple[str, ...]:
    if isinstance(value, bool):
        return ("yes",) if value else ("no",)
    return value if isinstance(value, tuple) else (str(value),)


def _place(returned: Return[Any], path: str | None) -> Any:
    """Where an answer stands, or its empty box."""
    evidence = returned.evidence.get(path or "")
    return evidence[0].place if evidence else returned.places.get(path or "")
