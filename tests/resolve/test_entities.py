"""Entities and events: any order of texts, identifiers, authority, judgements by evidence."""

from dataclasses import replace
from itertools import permutations

import pytest

from according.model import Judgement
from according.resolve import entities, events
from according.resolve.authority import Known, read
from tests.spec_checks.resolution import Atlas, record

LINES = (
    "[person:Bashir al-Qudsi] of the [organization:RLF] left [place:Norton@place], it was {ASSAULT:artillery:shelled}.",
    "[person:Basheer Qudsi] saw the {ASSAULT:artillery:shelling} of [place:Norton@place].",
    "[person:Qudsi] and [person:Leila Haddad] met in [place:Barrow], Ohio.",
)


def test_the_order_of_texts_does_not_matter():
    found = [entities([record(line) for line in lines], gazetteer=Atlas()) for lines in permutations(LINES)]
    assert all(one == found[0] for one in found)
    happened = [events([record(line) for line in lines], found[0]) for lines in permutations(LINES)]
    assert all(one == happened[0] for one in happened)


def test_every_mention_has_its_entity_and_every_claim_its_event():
    records = [record(line) for line in LINES]
    found = entities(records)
    assert {(r.text.id, m.start, m.stop) for r in records for m in r.mentions} == found.of.keys()
    happened = events(records, found)
    assert len(happened.of) == sum(len(r.claims) for r in records)
    assert set(happened.of.values()) == {event.id for event in happened.events}


def test_an_added_text_leaves_the_ids_of_others_alone():
    few = entities([record(line) for line in LINES[:2]])
    more = entities([record(line) for line in (*LINES[:2], "[person:Karel Dvorak] slept.")])
    assert {one.id for one in few.entities} < {one.id for one in more.entities}


def test_a_common_family_name_is_found_however_many_bear_it():
    given = [f"{first}{vowel}{last}ko" for first in "BDFGKLMNPR" for vowel in "aeiou" for last in "bdlr"]
    bearers = [record(f"[person:{name} Voler] left.") for name in given]
    told = [record(f"[person:Anna Voler] spoke {number} times.") for number in range(9)]
    found = entities([*bearers, *told, record("[person:Voler] was there.")])
    anna = next(one for one in found.entities if one.name == "Anna Voler")
    assert "Voler" in anna.aliases


def test_authority_gives_name_identifier_and_joins():
    known = (Known("Bashir the Elder", ("Bashir al-Qudsi", "Karel Dvorak"), "Q1", "person"),)
    found = entities(
        [record("[person:Bashir al-Qudsi] left."), record("[person:Karel Dvorak] slept.")], authority=known
    )
    (one,) = found.entities
    assert (one.name, one.identifiers) == ("Bashir the Elder", ("Q1",))


def test_a_mention_can_be_split_off_by_its_place():
    first, second = record("[person:Marten Vole] left."), record("[person:Marten Vole] slept, another man.")
    mention = second.mentions[0]
    place = f"{second.text.id}:{mention.start}-{mention.stop}"
    judged = Judgement("2031-01-01", "tester", "split", place, "Marten Vole", "another man")
    assert len(entities([first, second]).entities) == 1
    assert len(entities([first, second], judgements=[judged]).entities) == 2


def test_the_later_of_two_judgements_holds():
    records = [record("[person:Marten Vole] left."), record("[person:Karel Dvorak] slept.")]
    join = Judgement("2031-01-01", "tester", "join", "Marten Vole", "Karel Dvorak", "")
    split = replace(join, at="2031-01-02", action="split")
    assert len(entities(records, judgements=[join, split]).entities) == 2
    assert len(entities(records, judgements=[split, join]).entities) == 1


def test_events_are_joined_and_renamed_by_a_person():
    records = [record("A fire {other:burned} a mill."), record("Rain {other:fell} on the hills.")]
    found = entities(records)
    first, second = events(records, found).events
    join = Judgement("2031-01-01", "tester", "join", first.id, second.id, "")
    (one,) = events(records, found, [join]).events
    assert len(one.claims) == 2
    rename = Judgement("2031-01-01", "tester", "rename", one.id, "A bad day", "")
    assert events(records, found, [join, rename]).events[0].title == "A bad day"


def test_a_table_without_a_name_is_refused_with_its_line(tmp_path):
    file = tmp_path / "known.csv"
    file.write_text("name,aliases,id,type\nVole,M. Vole|The Vole,Q2,person\n,,Q3,person\n", encoding="utf-8")
    with pytest.raises(ValueError, match="line 3"):
        read(file)


def test_a_noun_with_the_name_of_another_town_is_not_of_the_chain_it_was_put_in():
    told = record("[place:Korvel] is in [place:Syria]. Rain fell on Korvel town and on the town of Korvel.")
    syria = next(one for one in told.mentions if one.name == "Syria")
    nouns = []
    for words, head in (("Korvel town", "Korvel town"), ("the town of", "the town")):
        start = told.text.chars.index(words)
        nouns.append(replace(syria, start=start, stop=start + len(head), form="nominal", rule="noun"))
    found = entities([replace(told, mentions=(*told.mentions, *nouns))])
    assert {found.of[told.text.id, one.start, one.stop] for one in nouns}.isdisjoint(
        {found.of[told.text.id, syria.start, syria.stop]}
    )
