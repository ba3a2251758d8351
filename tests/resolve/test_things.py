"""Things without a name: their phrases, and which of several texts are one."""

from according.model import Mention
from according.resolve.things import by_phrase, phrase, strange_word


def test_a_phrase_is_the_noun_and_the_word_that_narrows_it():
    assert phrase("these police stations") == phrase("local police stations") == ("police", "station")
    assert phrase("the academic track") == ("academic", "track")
    assert phrase("the track") is None


def test_phrases_of_texts_of_one_story_are_joined():
    keys = [("unnamed", "a", "supply tunnel"), ("unnamed", "b", "supply tunnel"), ("unnamed", "c", "supply tunnel")]
    names = [{("person", name) for name in group} for group in (["kern", "roth", "velin"], ["kern", "roth", "korvel"])]
    named = {"a": names[0], "b": names[1], "c": {("person", "other")}}
    assert list(by_phrase(keys, named)) == [keys[:2]]


def test_a_word_that_the_name_lacks_makes_another_thing():
    chars = "the Fathren supply room"
    mention = Mention(0, len(chars), "nominal", "organization", 1, "Salt Supply Room", "test")
    assert strange_word(chars, mention) == "Fathren"
    other = "the central supply room"
    assert not strange_word(other, Mention(0, len(other), "nominal", "organization", 1, "Salt Supply Room", "test"))
