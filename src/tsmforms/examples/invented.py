"""Invented people, schools and words, so that no example ever names a real one.

Surnames say in English, Welsh, Polish or Turkish that they are examples;
postcodes, telephone numbers and e-mail addresses are of ranges that are kept free
for invention.
"""

from __future__ import annotations

import datetime
import random
import re
from collections.abc import Callable, Mapping, Sequence

import attrs

from tsmforms.kinds import LONG_TEXT
from tsmforms.kinds.addresses import sample_phone, sample_postcode
from tsmforms.model import FieldSpec

_WOMEN = ("Siân", "Gwenŷdd", "Łucja", "Ayşe", "Işıl", "Priya", "Mary-Anne", "Chloë", "Małgorzata", "Çağla", "Zoë")
_MEN = ("Zbigniew", "Doğan", "D'Arcy", "Tomos", "Mohammed", "Oluwaseun", "Kwame", "Ffŵc")
_EITHER = ("Jo", "Amara", "Sam", "Beth-Alex")
_FORENAMES = (*_WOMEN, *_MEN, *_EITHER)
_SURNAMES = (
    "Example",
    "Sampleton",
    "Placeholder",
    "O'Sample",
    "D'Example",
    "Example-Sampleton",
    "Enghraifftŵyn",
    "Sŷmpleton",
    "Przykładowska",
    "Próbkiewicz-Wzór",
    "Ktośtam-Przykład",
    "Görünmezoğlu",
    "Örnekoğlu",
    "Şablonışık",
    "Mac Shampla",
    "Inventedson",
    "Nobody-Inparticular",
    "Fillinform",
    "Specimen",
)
_TITLES = {
    **dict.fromkeys(_WOMEN, ("Mrs", "Ms", "Miss", "Dr")),
    **dict.fromkeys(_MEN, ("Mr", "Dr")),
    **dict.fromkeys(_EITHER, ("Mx", "Dr")),
}
_SCHOOLS = (
    "Example & Sample Academy",
    "St Placeholder's School",
    "Ysgol Enghraifft y Tŷ",
    "Sampleton Park School",
    "Invented Lane Primary School",
    "The O'Example Trust",
)
_STREETS = ("Sample Road", "Placeholder Street", "Example Lane", "Invented Close", "St Nowhere's Hill")
_TOWNS = ("Exampleton", "Sampleford", "Placeholder-on-Sea", "Llanenghraifft", "Inventedham")
_ROLES = ("Attendance Leader", "Head of Year", "Class Teacher", "Deputy Headteacher", "Pastoral Manager", "SENCO")
_MORE_STAFF = (
    ("Ms", "Alex", "Inventedson", "Class Teacher"),
    ("Mr", "Robin", "Fillinform", "Head of Year"),
    ("Mx", "Kim", "Specimen", "SENCO"),
)
_OFFICER_ROLE = "Education Welfare Officer"
_ROOMS = ("Meeting room 2", "The library", "The Year 8 office", "Room B & C, first floor", "By video call")
_SERVICES = ("Early Help", "School nurse", "Young carers' group", "Speech & language therapy", "Youth Support Team")
_PICTURES = (
    "Attendance by month, a line for each year group",
    "Absence by reason & day of the week",
    "Pupils below 90%, autumn beside spring",
)
_AREAS = ("C&I", "C&L", "SEMH", "Sensory/Physical")
_SYLLABLES = tuple(consonant + vowel for consonant in "bdgklmnprtvz" for vowel in "aeiou")
_WORD_LENGTH = 4
_STRIDE = 7_654_321
"""Shares no factor with the number of words, so that neighbouring numbers give words unlike each other."""


@attrs.frozen
class Person:
    """An invented person."""

    title: str
    forename: str
    surname: str
    role: str

    @property
    def full(self) -> str:
        """Forename and surname."""
        return f"{self.forename} {self.surname}"

    @property
    def formal(self) -> str:
        """As a letter addresses somebody: title and surname."""
        return f"{self.title} {self.surname}"

    @property
    def with_role(self) -> str:
        """As minutes name somebody: full name and role."""
        return f"{self.full}, {self.role}"


@attrs.frozen
class School:
    """An invented school, its staff and the officer of the local authority who works with it."""

    name: str
    phone: str
    email: str
    staff: tuple[Person, ...]
    officer: Person


@attrs.frozen
class Family:
    """An invented pupil and the parents; `mark` is a word that stands in nobody else's answers, or empty."""

    pupil: Person
    others: tuple[Person, ...]
    parents: tuple[Person, ...]
    carers: tuple[Person, ...]
    year: int
    born: datetime.date
    house: str
    postcode: str
    phone: str
    mark: str = ""


@attrs.frozen
class Cast:
    """Everybody one invented record may name."""

    school: School
    family: Family

    @property
    def everyone(self) -> tuple[Person, ...]:
        """Those who sit at a meeting, school and authority first."""
        first, *others = self.school.staff
        return (first, self.school.officer, *others, *self.family.parents, self.family.pupil)

    @property
    def owners(self) -> tuple[str, ...]:
        """Those who take an action on."""
        first, *others = (parent.formal for parent in self.family.parents)
        return (first, self.family.pupil.forename, *(person.full for person in self.school.staff[:2]), *others)

    @property
    def staff(self) -> tuple[Person, ...]:
        """Those of the school, more than sit at most meetings."""
        return (*self.school.staff, *(Person(*who) for who in _MORE_STAFF))

    @property
    def panel(self) -> tuple[Person, ...]:
        """Those who sit on a panel: of the school, and the officer."""
        first, second, *others = self.staff
        return (first, second, self.school.officer, *others)

    @property
    def siblings(self) -> tuple[Person, ...]:
        """Brothers and sisters of the pupil."""
        return tuple(attrs.evolve(other, surname=self.family.pupil.surname) for other in self.family.others)


def invented_word(number: int) -> str:
    """A word of eight letters that is no word of any language we know of; another number, another word.

    >>> invented_word(1) == invented_word(2)
    False
    """
    base = len(_SYLLABLES)
    rest = number * _STRIDE % base**_WORD_LENGTH
    letters = []
    for _ in range(_WORD_LENGTH):
        rest, syllable = divmod(rest, base)
        letters.append(_SYLLABLES[syllable])
    return "".join(letters).capitalize()


def make_school(rng: random.Random) -> School:
    """An invented school."""
    names = rng.sample(_FORENAMES, 4)
    surnames = rng.sample(_SURNAMES, 4)
    roles = (*rng.sample(_ROLES, 3), _OFFICER_ROLE)
    people = tuple(Person(rng.choice(_TITLES[who[0]]), *who) for who in zip(names, surnames, roles, strict=True))
    school = rng.choice(_SCHOOLS)
    host = re.sub(r"[^a-z]+", "-", school.lower().replace("'", "").encode("ascii", "ignore").decode()).strip("-")
    return School(school, sample_phone(rng), f"attendance@{host}.example", people[:3], people[3])


def make_family(rng: random.Random, mark: str = "") -> Family:
    """An invented family; a mark becomes part of the family's name and of the street."""
    surname = rng.choice(_SURNAMES)
    if mark:
        surname = f"{surname}-{mark}"
    names = rng.sample(_FORENAMES, 8)
    year = rng.randint(1, 11)
    born = datetime.date(2025 - year - 5, 9, 1) + datetime.timedelta(days=rng.randrange(365))
    second = rng.choice((surname, rng.choice(_SURNAMES) + (f"-{mark}" if mark else "")))
    street = f"{mark} Road" if mark else rng.choice(_STREETS)
    return Family(
        pupil=Person("", names[0], surname, "Pupil"),
        others=tuple(Person("", name, rng.choice(_SURNAMES), "Pupil") for name in names[1:5]),
        parents=(
            Person(rng.choice(_TITLES[names[5]]), names[5], surname, "Parent"),
            Person(rng.choice(_TITLES[names[6]]), names[6], second, "Parent"),
        ),
        carers=(Person("Mx", names[7], surname, "Grandparent"), Person("Mx", names[4], second, "Step-parent")),
        year=year,
        born=born,
        house=f"{rng.randint(1, 99)} {street}",
        postcode=sample_postcode(rng),
        phone=sample_phone(rng),
        mark=mark,
    )


def second_home(family: Family, rng: random.Random) -> Family:
    """The same family seen from the other parent, who lives at another address."""
    first, second = family.parents
    house = f"{rng.randint(100, 199)} {family.mark or rng.choice(_SURNAMES)} Street"
    return attrs.evolve(
        family, parents=(second, first), house=house, postcode=sample_postcode(rng), phone=sample_phone(rng)
    )


def make_cast(rng: random.Random) -> Cast:
    """Everybody for one record."""
    return Cast(make_school(rng), make_family(rng))


def address_lines(family: Family, rng: random.Random) -> tuple[str, ...]:
    """Two or three lines of an invented address."""
    flat = (f"Flat {rng.randint(1, 9)}",) if rng.random() < 0.3 else ()
    return (*flat, family.house, rng.choice(_TOWNS))


@attrs.frozen
class Asked:
    """One box that an invented text is wanted for: its pattern, its field, its row in a list.

    `seed` is the record's: it decides the order in which a list's rows take the spec's examples.
    `line` is the place of its printed row among those printed together, from 0.
    """

    pattern: str
    field: FieldSpec
    row: int
    cast: Cast
    rng: random.Random
    seed: str = ""
    line: int = 0

    def pick(self, people: Sequence[Person]) -> Person:
        """The person of this row."""
        return people[self.row % len(people)]

    @property
    def colleague(self) -> Person:
        """One of the school's staff: another in each row."""
        staff = self.cast.staff
        return staff[(self.line + self.row) % len(staff)]

    @property
    def pupil(self) -> Person:
        """The pupil of this row; the first is the one the record is about."""
        return self.pick((self.cast.family.pupil, *self.cast.family.others))


def _second_of_staff(asked: Asked) -> Person:
    return asked.cast.school.staff[1]


def _of_family(asked: Asked) -> Person:
    return asked.pick((*asked.cast.family.parents, *asked.cast.family.carers))


_PEOPLE: Mapping[str, Callable[[Asked], Person]] = {
    "anyone": lambda asked: asked.pick(asked.cast.everyone),
    "pupil": lambda asked: asked.pupil,
    "parent": _of_family,
    "sibling": lambda asked: asked.pick(asked.cast.siblings),
    "staff": lambda asked: asked.colleague,
    "note_taker": _second_of_staff,
    "panel": lambda asked: asked.pick(asked.cast.panel),
    "officer": lambda asked: asked.cast.school.officer,
}
_FACES: Mapping[str, Callable[[Person], str]] = {
    "name": lambda person: person.full,
    "title": lambda person: person.title or "Mx",
    "forename": lambda person: person.forename,
    "surname": lambda person: person.surname,
    "role": lambda person: person.role,
    "formal": lambda person: person.formal,
}


def professionals(asked: Asked) -> tuple[str, ...]:
    """Those at a meeting of school and authority, each with their role."""
    first, *others = asked.cast.school.staff
    return tuple(person.with_role for person in (first, asked.cast.school.officer, *others))


def _with_roles(asked: Asked, people: Sequence[Person]) -> str:
    return ("\n" if asked.field.kind is LONG_TEXT else "; ").join(person.with_role for person in people)


def _class_name(asked: Asked) -> str:
    return f"{asked.cast.family.year}{asked.pupil.surname[0]} / Year {asked.cast.family.year}"


def _service(asked: Asked) -> str:
    return _SERVICES[asked.row % len(_SERVICES)]


_TEXTS: Mapping[str, Callable[[Asked], str]] = {
    "people": lambda asked: _with_roles(asked, asked.cast.everyone),
    "staff": lambda asked: _with_roles(asked, asked.cast.school.staff),
    "professionals": lambda asked: "\n".join(professionals(asked)),
    "owner": lambda asked: asked.cast.owners[asked.row % len(asked.cast.owners)],
    "parent_owner": lambda asked: asked.pick(asked.cast.family.parents).formal,
    "school_owner": lambda asked: asked.pick(asked.cast.school.staff).full,
    "school": lambda asked: asked.cast.school.name,
    "other_school": lambda asked: asked.rng.choice(_SCHOOLS),
    "class": _class_name,
    "school_and_year": lambda asked: f"{asked.cast.school.name}, Year {asked.cast.family.year}",
    "school_year": lambda asked: f"{2023 + asked.line}/{2024 + asked.line}",
    "service": _service,
    "services": lambda asked: "; ".join(asked.rng.sample(_SERVICES, 2)),
    "worker": lambda asked: f"{asked.rng.choice(_FORENAMES)} {asked.rng.choice(_SURNAMES)}",
    "place": lambda asked: asked.rng.choice(_ROOMS),
    "support_grid": lambda asked: f"{asked.rng.choice(_AREAS)}, level {asked.rng.randint(1, 5)}",
    "picture": lambda asked: asked.rng.choice(_PICTURES),
    "reference": lambda asked: f"ATT/{asked.cast.family.mark or asked.rng.randrange(1000, 10_000)}",
}


def invented_text(asked: Asked) -> str:
    """Words for a text field: the spec's own examples, else what its hint says, else words that name the question."""
    hint = asked.field.hint
    if asked.field.example:
        return _marked(_own_example(asked), asked)
    if hint.text is not None:
        return _TEXTS[hint.text](asked)
    if hint.person is not None:
        return _FACES[hint.face or "name"](_PEOPLE[hint.person](asked))
    return _marked(f"Invented answer {asked.rng.randrange(1000)} to {asked.field.label}", asked)


def _own_example(asked: Asked) -> str:
    """One of the spec's examples; rows of a list take them in turn, so that none repeats while there are others.

    Columns of one list that have as many examples take them in the same order, so that what is said of an action
    in another column fits it.
    """
    order = list(asked.field.example)
    of_list, _, column = asked.pattern.rpartition("[].")
    random.Random(f"{asked.seed}/{of_list or column}").shuffle(order)  # noqa: S311 - invention, not secrecy
    turn, place = divmod(asked.row, len(order))
    return f"{order[place]} ({turn + 1})" if turn else order[place]


def _marked(text: str, asked: Asked) -> str:
    mark = asked.cast.family.mark
    stop = "." if text.endswith(".") else ""
    return f"{text.removesuffix('.')} ({mark}){stop}" if mark else text
