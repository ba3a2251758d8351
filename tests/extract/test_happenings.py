"""Happenings without a sense in the lexicon, statements, and counts that one account tells twice."""

import tomllib
from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st

from according import language
from according.extract import extract, lexicon, plain
from according.model import Attribution, Text
from tests.spec_checks.claims import claims_of

LISTS = tomllib.loads(files("according.lang.en").joinpath("happenings.toml").read_text(encoding="utf-8"))
SENTENCES = (
    "The museum launched a new exhibition in Korvel.",
    "The tournament in Sarvan was put off.",
    "Police detained several suspects. They arrested four suspects in a barn.",
    "The envoy said so in a statement.",
    "Two gunmen were killed near Velin.",
)


def events(chars: str) -> list[str]:
    return [c.type for c in claims_of(chars) if c.kind == "event"]


@pytest.mark.parametrize("name", sorted(LISTS))
def test_no_word_stands_twice_in_a_list(name: str) -> None:
    listed = LISTS[name].split()
    assert len(listed) == len(set(listed))


def test_a_verb_is_a_state_or_a_statement_not_both() -> None:
    assert not plain.words("states") & plain.words("statements")
    assert not plain.words("saying") & plain.words("statements")


def test_a_sense_of_the_lexicon_goes_before() -> None:
    assert events("Gunmen attacked a convoy.") == ["ASSAULT:attack"]


def test_a_noun_in_the_name_of_a_body_is_no_happening() -> None:
    assert "OTHER:trial" not in events("The Korvel Trial Lawyers Association is old.")


def test_of_an_event_noun_and_its_light_verb_only_the_noun_tells() -> None:
    assert events("The league held a tournament.") == ["OTHER:tournament"]


def test_every_event_has_one_trigger_of_its_own() -> None:
    triggers = [c.trigger for c in claims_of("The league held a tournament and hired a cook.") if c.kind == "event"]
    assert len(triggers) == len(set(triggers))


def test_a_noun_of_a_statement_is_a_statement_with_its_speaker() -> None:
    (claim,) = (c for c in claims_of("The envoy said so in a statement.") if c.kind == "statement")
    assert claim.type == "said"
    assert claim.slots["agent"]


def test_a_cue_of_an_attribution_is_a_statement() -> None:
    chars = "The mayor thinks that the bridge is safe."
    parse = language.load().read(chars)
    said = Attribution(((16, 40),), (0, 9), (10, 16), "indirect", None, None, "test")
    claims = extract(Text("t", "", "", chars, ()), parse, parse.names, (), (said,))
    (claim,) = (c for c in claims if c.kind == "statement")
    assert (claim.trigger, claim.type) == ((10, 16), "held")
    assert claim.slots == {"agent": ((0, 9),), "theme": ((16, 40),)}


def test_a_count_says_where_it_is_told_again() -> None:
    chars = "Soldiers killed two gunmen near Sarvan. The two gunmen died in a barn."
    (count,) = (c for c in claims_of(chars) if c.kind == "count")
    assert count.basis["told again at"] == str(chars.index("two", 30))


@given(st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=3))
def test_triggers_and_slots_lie_inside_the_text(sentences: list[str]) -> None:
    chars = " ".join(sentences)
    for claim in claims_of(chars):
        spans = [claim.trigger, *(span for filled in claim.slots.values() for span in filled)]
        assert all(0 <= start < stop <= len(chars) for start, stop in spans)


def test_the_frame_of_plain_happenings_is_known() -> None:
    assert plain.FRAME in lexicon.frames()


def test_no_count_is_lost_between_two_places() -> None:
    chars = "Guards arrested two smugglers in Korvel. Guards arrested two smugglers in Velin."
    assert sum(c.kind == "count" for c in claims_of(chars)) == 2
