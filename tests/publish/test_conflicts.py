"""A conflict is one entry for the same two values, however many texts give them."""

import copy

import pytest

from according.publish.conflicts import grouped, number
from according.publish.view import View
from tests.publish.records import OTHER, RECORDS, claim


class Repeated:
    """The small record with a third text that repeats the second, and the comparisons of all three."""

    def __init__(self, *pairs):
        self.held = copy.deepcopy(RECORDS)
        again = copy.deepcopy(self.held["text"][1]) | {"id": "tc", "outlet": "Harbour Daily", "path": "tc.txt"}
        self.held["text"].append(again)
        self.held["claim"].append(claim("c3", OTHER, "tc", 32))
        (first,) = self.held["comparison"]
        self.held["comparison"] = [first | {"claims": list(pair), "detail": f"{pair} [far-apart]"} for pair in pairs]

    def records(self, kind):
        return iter(self.held.get(kind, []))


def conflicts(*pairs):
    view = View(Repeated(*pairs))
    return grouped(view, view.all("comparison"))


def test_the_same_two_values_are_one_entry_with_all_who_give_them():
    (one,) = conflicts(("c1", "c2"), ("c3", "c1"))
    assert [side["value"] for side in one["sides"]] == ["18 killed", "32 killed"]
    assert [[each["claim"] for each in side["accounts"]] for side in one["sides"]] == [["c1"], ["c2", "c3"]]
    assert one["pairs"] == 2
    assert one["rule"] == "far-apart"


def test_each_account_leads_to_its_words():
    (one,) = conflicts(("c1", "c2"))
    account = one["sides"][1]["accounts"][0]
    assert OTHER[account["start"] : account["stop"]] == "Shells killed 32 people in Ain al-Hajar"
    assert account["text_id"] == "tb"


def test_other_slots_and_verdicts_stand_apart():
    view = View(Repeated(("c1", "c2")))
    (one,) = view.all("comparison")
    found = grouped(view, [one, one | {"slot": "time"}, one | {"verdict": "refines"}])
    assert [(each["slot"], each["verdict"]) for each in found] == [
        ("count", "conflicts"),
        ("time", "conflicts"),
        ("count", "refines"),
    ]


def test_either_pair_of_independent_accounts_makes_the_sides_independent():
    view = View(Repeated(("c1", "c2"), ("c1", "c3")))
    first, second = view.all("comparison")
    assert [one["independent"] for one in grouped(view, [first, second | {"independent": True}])] == [True]


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"low": 18.0, "high": 18.0, "unit": "person"}, "18"),
        ({"low": 10.0, "high": 12.0, "unit": "truck"}, "10 to 12 truck"),
        ({"low": 30.0, "high": None}, "at least 30"),
        ({"low": None, "high": 5.0}, "at most 5"),
        ({}, ""),
    ],
)
def test_numbers_in_words(given, words):
    assert number(given) == words


def test_what_has_no_name_goes_by_its_words_as_every_text_has_one_of_its_own():
    held = Repeated(("c1", "c2"), ("c1", "c3"))
    nameless = {"record": "entity", "name": "", "type": "thing", "aliases": [], "mentions": [], "place": None}
    held.held["entity"] += [nameless | {"id": one} for one in ("t2", "t3")]
    for one, entity in zip(held.held["claim"][1:], ("t2", "t3"), strict=True):
        one["slots"]["agent"][0]["entity_id"] = entity
    held.held["comparison"] = [one | {"slot": "agent"} for one in held.held["comparison"]]
    view = View(held)
    (entry,) = grouped(view, view.all("comparison"))
    assert [[each["claim"] for each in side["accounts"]] for side in entry["sides"]] == [["c1"], ["c2", "c3"]]
