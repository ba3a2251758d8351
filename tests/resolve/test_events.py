"""What holds for events whatever the texts: no growth by chance, no dependence on order, numbers with their deeds."""

import random

from hypothesis import given, settings
from hypothesis import strategies as st

from according.model import Claim, Entities, Text, TextRecord, Time, When, claim_id
from according.resolve import events

NOBODY = Entities((), {})
DEEDS = [
    ("ASSAULT:attack", "struck"),
    ("ASSAULT:kill", "killed"),
    ("FIGHT:heavy-weapons", "shelled"),
    ("AGREE:agree", "agreed"),
]
PLACES = ["mill", "bridge", "market", "school"]


def record(number, chars, marks, day=None):
    """A text with claims on the words given: (kind, type, words, low) each."""
    time = Time(0, 1, "time", day, "given", day, day, day, basis="explicit") if day else None
    claims = []
    for kind, type_, words, low in marks:
        start = chars.index(words)
        target = ((start, start + len(words)),) if kind == "count" else ()
        slots = {"target": target} if target else {}
        claims.append(Claim(kind, type_, (start, start + len(words)), slots, "given", time=time, low=low, high=low))
    text = Text(f"t{number:03}", "", "", chars, (), published=When(day, day, day, "stated") if day else None)
    return TextRecord(text, (), (), (), tuple(claims))


def ids(one):
    return [claim_id(one.text.id, claim) for claim in one.claims]


def test_an_attack_its_harm_and_its_numbers_are_one_event_and_other_numbers_none():
    told = record(
        1,
        "Shells struck the mill and killed nine people, 12 km from the river.",
        [
            ("event", "ASSAULT:attack", "struck", None),
            ("event", "ASSAULT:kill", "killed", None),
            ("count", "killed", "nine", 9.0),
        ],
        "2031-05-02",
    )
    lone = record(2, "The river is 12 km long.", [("count", "distance", "12", 12.0)], "2031-05-02")
    found = events([told, lone], NOBODY)
    assert len({found.of[one] for one in ids(told)}) == 1
    assert found.of.keys().isdisjoint(ids(lone))


def test_who_was_killed_before_is_not_of_the_attack():
    told = record(
        1,
        "Guns shelled the mill after a pilot was killed. On Monday",
        [("event", "FIGHT:heavy-weapons", "shelled", None), ("event", "FIGHT:aerial", "killed", None)],
    )
    assert len({events([told], NOBODY).of[one] for one in ids(told)}) == 2


def test_a_chain_of_texts_each_near_the_next_does_not_grow_into_one_event():
    rng = random.Random(5)
    link = [" ".join(f"x{rng.randrange(10**6)}" for _ in range(14)) for _ in range(41)]
    chain = [
        record(
            n, f"Guns shelled a place. {link[n]}. {link[n + 1]}.", [("event", "FIGHT:heavy-weapons", "shelled", None)]
        )
        for n in range(40)
    ]
    found = events(chain, NOBODY)
    assert max(event.reports for event in found.events) <= 4


TEXTS = st.lists(
    st.lists(st.tuples(st.sampled_from(DEEDS), st.sampled_from(PLACES)), min_size=1, max_size=4), min_size=1, max_size=6
)


@settings(max_examples=40, deadline=None)
@given(TEXTS, st.randoms(use_true_random=False))
def test_events_do_not_depend_on_the_order_of_texts_and_every_deed_is_in_one(texts, rng):
    made = []
    for number, deeds in enumerate(texts):
        chars = " ".join(f"Guns {words} the {place} {n}{number}." for n, ((_, words), place) in enumerate(deeds))
        claims, at = [], 0
        for (type_, words), _ in deeds:
            at = chars.index(words, at + 1)
            claims.append(Claim("event", type_, (at, at + len(words)), {}, "given"))
        text = Text(f"t{number}", "", "", chars, ())
        made.append(TextRecord(text, (), (), (), tuple(claims)))
    found = events(made, NOBODY)
    assert found == events(rng.sample(made, len(made)), NOBODY)
    assert set(found.of) == {one for each in made for one in ids(each)}
    assert sorted(c for event in found.events for c in event.claims) == sorted(found.of)
