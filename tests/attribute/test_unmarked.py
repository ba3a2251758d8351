"""Speakers without commas, and labels of headlines that run into the text."""

import according


def said(chars: str) -> list[tuple[str, str | None]]:
    """Content and the words of the speaker of each attribution."""
    found = according.attribute(chars)
    return [(chars[one.said[0][0] : one.said[-1][1]], one.speaker and chars[slice(*one.speaker)]) for one in found]


def test_what_a_relative_clause_says_has_no_content_before_it():
    assert not any(content.startswith("Nobody") for content, _ in said("Nobody believed the story the mayor told."))


def test_a_name_before_a_preposition_is_the_speakers_as_a_whole():
    told = said("The fighters left the town in buses on Sunday morning, Salma Kern of the local council said.")
    assert told == [
        ("The fighters left the town in buses on Sunday morning", "Salma Kern of the local council"),
    ]


def test_a_single_label_speaks_for_its_sentence_only():
    chars = "Velin Council: The road must open on Friday. The council was founded in 1990. It has nine members."
    assert not any("1990" in content for content, _ in said(chars))


def test_we_inside_a_quotation_is_who_is_quoted():
    chars = '"We know that the bridge is gone," said Ada Kern, the mayor of Velin.'
    inner = [one for one in according.attribute(chars) if one.inside is not None]
    assert [one.name for one in inner] == ["Ada Kern"]
