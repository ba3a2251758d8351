"""The key of a sheet holds its makings: whatever a row or the reading index takes from other texts, and no more."""

from dataclasses import replace

import pytest

from according import corridor, intake
from according.case.rows import Resolved
from according.case.sheets import Sheets
from according.publish import inside

WORDS = "The Harbour Council met in Velin. The council voted, and Ada Lind told Reuters that it had no money."


@pytest.fixture(scope="module")
def found():
    return corridor.joined([corridor.read_text(intake.text_of(WORDS))], ())


def key(found, **changed):
    """The key of the text, with the entity called so changed."""
    entities = tuple(replace(one, **changed.get(one.name, {})) for one in found.entities.entities)
    entities = replace(found.entities, entities=entities)
    giver = inside.Giver(entities.entities, {one.text.id: one.text.chars for one in found.records})
    return Sheets(Resolved(found.records, entities, found.events), {}, "", giver).key(found.records[0])


def test_another_name_counts_beside_a_noun_that_may_mean_it(found):
    assert any(
        one.form == "nominal" for e in found.entities.entities if e.name == "Harbour Council" for one in e.mentions
    )
    assert key(found, **{"Harbour Council": {"aliases": ("Salt Council",)}}) != key(found)


def test_another_name_of_who_is_only_named_does_not(found):
    assert key(found, **{"Ada Lind": {"aliases": ("Adelheid Lind",)}}) == key(found)


@pytest.mark.parametrize("changed", [{"name": "Ada Lindt"}, {"type": "organization"}, {"id": "0123456789abcdef"}])
def test_what_somebody_is_called_is_and_goes_by_counts(found, changed):
    assert key(found, **{"Ada Lind": changed}) != key(found)
