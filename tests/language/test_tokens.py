"""Tokenisation: the examples of its table, and what holds for every text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from according.lang import table
from according.language.tokens import Tokenizer

CUT = Tokenizer().cut


def words(chars):
    return [chars[start:stop] for start, stop in CUT(chars)]


def examples(sign):
    for name, rules in table("en", "tokens").items():
        for example in rules.get(sign, ()) if isinstance(rules, dict) else ():
            wanted = rules[sign][example] if sign == "yes" else example
            yield pytest.param(example, wanted, id=f"{name}: {example}")


@pytest.mark.parametrize(("chars", "wanted"), list(examples("yes")))
def test_is_cut_as_its_rule_says(chars, wanted):
    assert " ".join(words(chars)) == wanted


@pytest.mark.parametrize(("chars", "wanted"), list(examples("no")))
def test_stays_whole(chars, wanted):
    assert words(chars) == [wanted]


@pytest.mark.parametrize(
    ("chars", "wanted"),
    [
        ("the rebels—the strongest—left", "the rebels — the strongest — left"),
        ("[Karam] said: “We won’t.”", "[ Karam ] said : “ We wo n’t . ”"),
        ("(HTQ)-led group", "( HTQ ) - led group"),
        ("wait... what?!", "wait ... what ?!"),
        ("Orunda 's men ( the guard )", "Orunda 's men ( the guard )"),
        ("see https://example.org/a_b?c=1, then", "see https://example.org/a_b?c=1 , then"),
        ("20,000 of 5.5 million", "20,000 of 5.5 million"),
        ("He met A. B. Orman.", "He met A. B. Orman ."),
    ],
)
def test_press_writing(chars, wanted):
    assert " ".join(words(chars)) == wanted


TEXTS = st.text() | st.text(alphabet="aAsé'’.,-—“”\"()[]!?:/@#$%&0123 \n\tمक\u0301🙂")


@given(TEXTS)
def test_no_character_is_lost_or_told_twice(chars):
    covered = [at for start, stop in CUT(chars) for at in range(start, stop)]
    assert covered == [at for at, char in enumerate(chars) if not char.isspace()]


@given(TEXTS, st.integers(0, 20))
def test_a_part_is_cut_inside_its_edges(chars, start):
    start = min(start, len(chars))
    assert all(start <= first < last <= len(chars) for first, last in CUT(chars, start))
