"""Which names are compared at all."""

from collections import Counter

import pytest

from according.model import MentionRef
from according.resolve.blocks import candidate_pairs
from according.resolve.items import Item


def item(kind, name, mentions=1):
    refs = [MentionRef(f"text {n}", 0, len(name), "name") for n in range(mentions)]
    return Item(
        (kind, name.casefold()), kind, Counter({name: mentions}), refs, {ref.text_id for ref in refs}, name=name
    )


def pairs(*names, kind="organization"):
    """The pairs of these names that are compared."""
    found = candidate_pairs([item(kind, name) for name in names])
    return [(names[i], names[j]) for i, j in found]


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("Zahran Water Council", "Zahraan Water Council"),
        ("Front for the Liberation of Ruritania", "Ruritanian Liberation Front"),
        ("Jabhat al-Tahrir", "Liberation Front"),
        ("Vagram World", "VAGRAMWORLD"),
        ("Northern Rivers Watch", "NRW"),
    ],
)
def test_names_with_a_key_or_two_words_in_common_are_compared(one, two):
    assert pairs(one, two) == [(one, two)]


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("Korvel Salt Trade Council", "Velin Harbour Road Council"),  # only the sort
        ("Korvel Balut Darub Brigade", "Velin Bileta Edirib Brigade"),  # only consonants
    ],
)
def test_names_with_nothing_else_in_common_are_not(one, two):
    assert pairs(one, two) == []


def test_a_family_name_is_compared_with_the_most_mentioned_of_its_bearers_alone():
    bearers = [
        item("person", f"{first}{vowel}{last}ko Voler", 2) for first in "BDF" for vowel in "aei" for last in "dlrn"
    ]
    found = list(candidate_pairs([item("person", "Voler"), item("person", "Anna Voler", 9), *bearers]))
    brief = [pair for pair in found if 0 in pair]
    assert (0, 1) in brief
    assert len(brief) < len(bearers)
