"""Chains of names without a parse, and what holds of the mentions of any text."""

from hypothesis import given
from hypothesis import strategies as st

from according import intake
from according.mentions.names import name_chains
from according.mentions.words import words_of
from according.model import Mention, Name

FIRST, LAST = ("Ada", "Ilyas", "Kristen", "Kristin"), ("Kern", "Roth", "al-Masri")
person = st.builds(lambda first, last: f"{first} {last}".strip(), st.sampled_from(("", *FIRST)), st.sampled_from(LAST))


def chained(*names: str, kind: str = "person") -> list[Mention]:
    chars, found = "", []
    for name in names:
        found.append(Name(len(chars), len(chars) + len(name), kind, name, "given"))
        chars += f"{name}. "
    return name_chains(intake.text_of(chars), found, words_of("en"))


def test_a_surname_joins_the_only_person_of_that_name() -> None:
    assert [one.name for one in chained("Kern", "Ada Kern")] == ["Ada Kern", "Ada Kern"]


def test_a_surname_of_two_people_joins_neither() -> None:
    assert [one.name for one in chained("Ada Kern", "Ilyas Kern", "Kern")] == ["Ada Kern", "Ilyas Kern", "Kern"]


def test_a_name_spelled_in_two_ways_is_called_what_it_is_called_more_often() -> None:
    assert {one.name for one in chained("Kristin Vale", "Kristen Vale", "Kristen Vale")} == {"Kristen Vale"}


def test_short_given_names_that_differ_by_a_letter_are_two_people() -> None:
    assert len({one.chain for one in chained("Ana Lind", "Ava Lind")}) == 2


def test_an_acronym_joins_its_body() -> None:
    made = chained("Northern Relief Council", "NRC", kind="organization")
    assert {one.name for one in made} == {"Northern Relief Council"}


@given(st.lists(person, max_size=8))
def test_every_name_is_a_mention_and_the_same_words_are_one_chain(names: list[str]) -> None:
    made = chained(*names)
    assert len(made) == len(names)
    by_words = {(name, one.chain) for name, one in zip(names, made, strict=True)}
    assert len(by_words) == len(set(names))


@given(st.lists(person, max_size=8))
def test_a_chain_has_one_name(names: list[str]) -> None:
    made = chained(*names)
    assert len({one.chain for one in made}) == len({(one.chain, one.name) for one in made})
