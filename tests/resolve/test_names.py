"""Names: what `same` promises whatever the names, and the tables it reads."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from according.lang import table
from according.resolve import same
from according.resolve.names.acronym import is_acronym, stands_for
from according.resolve.names.letters import plain
from according.resolve.names.sounds import ALIKE, alike, skeleton, sounds, spelled
from according.resolve.names.words import names_in, split

KINDS = st.sampled_from(["person", "organization", "state", "place"])
NAMES = st.text(alphabet="abdehiklmnorsu -'ABHKMS.عمد Ивн1", max_size=24)


@settings(deadline=None, max_examples=200)
@given(NAMES, NAMES, KINDS)
def test_score_is_a_probability_the_same_in_both_orders(a, b, kind):
    match = same(a, b, kind)
    assert 0.0 <= match.score <= 1.0
    assert match == same(b, a, kind)


@pytest.mark.parametrize("kind", ["person", "organization", "state", "place"])
@pytest.mark.parametrize("name", ["Marten Vole", "Norton", "RLF", "Jabhat al-Tahrir", "خالد"])
def test_a_name_is_itself_and_says_why(name, kind):
    match = same(name, name, kind)
    assert match.score > 0.9
    assert match.reasons


def test_every_score_lists_what_decided_with_its_weight():
    match = same("Khaled Darwish", "Khalid Darweesh", "person")
    assert any("family name and given name" in reason and "(+" in reason for reason in match.reasons)


def test_an_unknown_kind_is_refused_by_name():
    with pytest.raises(ValueError, match="'ship'"):
        same("a", "b", "ship")


def test_an_empty_name_is_nobodys():
    assert same("", "Marten Vole", "person").score == 0.0


def test_no_spelling_stands_in_two_groups_of_given_names():
    seen = {}
    for section, lines in table("en", "given_names").items():
        for line in lines if section != "left_out_before" else ():
            for spelling in line.split():
                assert seen.setdefault(spelled(spelling), line) == line, spelling


def test_no_name_of_a_body_stands_for_two_and_states_only_share_brussels():
    names = [plain(name) for line in table("en", "bodies")["body"] for name in set(map(plain, line))]
    assert len(names) == len(set(names))
    seats = {}
    for code, state in table("en", "states")["state"].items():
        for name in (*state["names"], *state.get("seat", ())):
            assert seats.setdefault(name, code) == code or name == "Brussels", name


@pytest.mark.parametrize(
    ("one", "two"), [("shaykh", "sheikh"), ("Chahine", "Shaheen"), ("Kharkiv", "Kharkov"), ("Qabbani", "Kabbani")]
)
def test_spellings_of_one_sound_are_alike_and_share_a_skeleton(one, two):
    assert alike(one, two) >= ALIKE
    assert skeleton(one) == skeleton(two)


@pytest.mark.parametrize(("one", "two"), [("Julani", "Adnani"), ("Hasan", "Husayn"), ("Paris", "Barazi")])
def test_other_words_are_not_alike(one, two):
    assert alike(one, two) < ALIKE


def test_sounds_of_doubled_letters_and_groups():
    assert sounds("Hassoun") == sounds("Hasun")
    assert sounds("shukri") == "Sukri"


def test_compounds_are_one_name_however_written():
    assert names_in(split("Abd al-Rahman Qasim")) == ("abd Rahman", "Qasim")
    assert names_in(split("Abdulrahman Qasim")) == ("abd rahman", "Qasim")
    assert names_in(split("Abu Omar al-Iraqi")) == ("abu Omar", "Iraqi")


@pytest.mark.parametrize(
    ("short", "long"), [("RLF", "Ruritanian Liberation Front"), ("FLR", "Front for the Liberation of Ruritania")]
)
def test_acronyms_with_and_without_small_words(short, long):
    assert is_acronym(short)
    assert stands_for(short, long) == "acronym of the long name"


def test_two_letters_are_no_acronym_by_rule():
    assert not stands_for("IS", "Islamic Seminary")
