"""What holds of the attributions of any text, and of the words that carry them."""

from functools import cache

from hypothesis import given, settings
from hypothesis import strategies as st

from according import intake, language
from according.annotate import annotate, quotations
from according.attribute import attribute
from according.attribute.cues import lexicon
from according.lang import table
from according.mentions import find
from according.model import Attribution, Text

SENTENCES = (
    '"We held the bridge," the mayor said.',
    "“We held the bridge,” said Ada Kern, “and nobody came.”",
    "Ada Kern told Reuters that the road was mined.",
    "The army denied that it had shelled Velin, but the mill burned.",
    "'We left",
    'the so-called "ministries" were rooms',
    "According to a source, the governor has left.",
    "They said the council believed that he lied.",
    "She vowed to return.",
    "”",
    '"',
)
texts = st.lists(st.sampled_from(SENTENCES), max_size=6).flatmap(
    lambda parts: st.sampled_from([" ", "\n\n", "\n"]).map(lambda gap: gap.join(parts))
)


@cache
def read(chars: str) -> tuple[Text, tuple[Attribution, ...]]:
    text = intake.text_of(chars, published="2024-05-01")
    parse = language.load().read(chars, [(block.start, block.stop) for block in text.blocks])
    annotations = annotate(text, parse)
    return text, attribute(text, parse, annotations, find(text, parse, annotations))


@settings(max_examples=40, deadline=None)
@given(texts)
def test_content_lies_in_the_text_in_order(chars: str) -> None:
    for one in read(chars)[1]:
        assert one.said
        assert all(0 <= start < stop <= len(chars) for start, stop in one.said)
        assert list(one.said) == sorted(one.said)


@settings(max_examples=40, deadline=None)
@given(texts)
def test_what_is_inside_lies_inside(chars: str) -> None:
    found = read(chars)[1]
    for index, one in enumerate(found):
        if one.inside is not None:
            outer = found[one.inside]
            assert one.inside != index
            assert outer.said[0][0] <= one.said[0][0] and one.said[-1][1] <= outer.said[-1][1]


@settings(max_examples=40, deadline=None)
@given(texts)
def test_a_name_stands_in_the_text(chars: str) -> None:
    assert all(one.name in chars for one in read(chars)[1] if one.name)


@given(st.text(alphabet="\"'“”‘’«» \nabA.,", max_size=80))
def test_quotations_of_any_marks_lie_in_the_text(chars: str) -> None:
    for one in quotations.find(intake.text_of(chars)):
        assert 0 <= one.start < one.stop <= len(chars)
        assert all(one.start <= start <= stop <= one.stop for start, stop in one.pieces)


def test_an_even_and_an_odd_number_of_marks_are_both_read() -> None:
    for chars in ('"We left," he said.', '"We left, he said.'):
        assert [one.start for one in quotations.find(intake.text_of(chars))] == [0]


def test_a_statement_to_an_agency_is_carried_by_it() -> None:
    _, found = read("Ada Kern told Reuters that the road was mined.")
    assert [one.medium for one in found] == ["Reuters"]


def test_a_carried_on_quotation_says_what_its_speaker_rests_on() -> None:
    _, found = read('"The bridge is gone," Ada Kern said.\n\n"Nobody will build it again in our lifetime."')
    assert [(one.name, bool(one.basis)) for one in found] == [("Ada Kern", True)]
    assert len(found[0].said) == 2


def test_every_word_with_a_stance_is_a_cue() -> None:
    words = lexicon("en")
    assert {word for word in words.stances if "_" not in word} <= words.verbs


def test_the_lists_stay_short_enough_to_be_precise() -> None:
    words = lexicon("en")
    assert len(words.verbs) < 600 and len(words.nouns) < 130 and len(words.adjectives) < 130


def test_no_cue_stands_twice_in_one_list() -> None:
    for name, value in table("en", "reporting")["verbs"].items():
        if isinstance(value, str):
            twice = [word for word in value.split() if value.split().count(word) > 1]
            assert not twice, f"{name}: {twice}"
