"""The event lexicon: its size, its frames, and every example of every sense, both ways."""

import pytest

from according.extract import lexicon
from tests.spec_checks.claims import claims_of

SENSES = [(root, number, sense) for number, (root, sense) in enumerate(lexicon.tables())]
NAMES = [f"{root}-{number}" for root, number, _ in SENSES]


def entries(sense):
    return [w for key in ("verbs", "nouns", "adjectives", "falls") for w in sense.get(key, ())]


def test_there_are_at_least_1500_entries():
    assert sum(len(entries(sense)) for _, _, sense in SENSES) >= 1500


@pytest.mark.parametrize(("root", "number", "sense"), SENSES, ids=NAMES)
def test_a_sense_has_a_known_frame_and_examples(root, number, sense):
    assert sense["frame"] in lexicon.frames()
    assert sense["yes"]
    for key in ("verbs", "nouns", "adjectives", "falls"):
        assert len(sense.get(key, ())) == len(set(sense.get(key, ())))


@pytest.mark.parametrize(("root", "number", "sense"), SENSES, ids=NAMES)
def test_the_examples_of_a_sense_hold(root, number, sense):
    for example in sense["yes"]:
        assert sense["type"].split(":")[0] in {c.type.split(":")[0] for c in claims_of(example) if c.kind == "event"}, (
            example
        )
    for example in sense.get("no", ()):
        assert sense["type"] not in {c.type for c in claims_of(example) if c.kind == "event"}, example


def test_a_sense_that_wants_more_is_tried_first():
    senses = lexicon.load().verbs["take"]
    assert [s.demand for s in senses] == sorted((s.demand for s in senses), reverse=True)
