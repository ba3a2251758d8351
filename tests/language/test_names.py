"""Names told by rule: every example of the table, without a network, and agreement within a text."""

import pytest

from according.annotate import names
from according.annotate.name_rules import Words, known_names, ruled
from according.lang import table
from according.language.parse import Parse, Token
from according.language.tokens import Tokenizer
from according.model import Name, Text

BY_NETWORK = {"particles"}


def parsed(chars, found=()):
    """A parse of one sentence, flat under its first word, with these names."""
    spans = Tokenizer().cut(chars)
    tokens = tuple(
        Token(at, start, stop, chars[start:stop], chars[start:stop], "X", "XX", 0 if at else -1, "dep", 0)
        for at, (start, stop) in enumerate(spans)
    )
    made = []
    for words, kind, sure in found:
        start = chars.index(words)
        made.append(Name(start, start + len(words), kind, "", "network", sure))
    return Text("t", "", "", chars, ()), Parse(tokens, ((0, len(tokens)),), tuple(made), "network")


def told(chars, found=()):
    return [(one.value, one.kind) for one in names.find(*parsed(chars, found))]


def examples(sign):
    for name, rules in table("en", "names").items():
        if name not in BY_NETWORK:
            for example in rules.get(sign, ()):
                yield pytest.param(name, example, id=f"{name}: {example}")


@pytest.mark.parametrize(("name", "chars"), list(examples("yes")))
def test_is_told(name, chars):
    wanted, kind = table("en", "names")[name]["yes"][chars].rsplit(" ", 1)
    assert (wanted, kind) in told(chars)


@pytest.mark.parametrize(("name", "chars"), list(examples("no")))
def test_is_not_told(name, chars):
    spans = Tokenizer().cut(chars)
    words = Words(tuple(chars[start:stop] for start, stop in spans), frozenset({0}))
    made = [*ruled(words, "en"), *known_names(words, "en")]
    assert not [one for one in made if one[3] not in {"names/people", "names/state"}]


@pytest.mark.parametrize(
    ("chars", "found", "wanted"),
    [
        ("Gen Marjani's men", [("Gen Marjani's", "person", 0.8)], ("Marjani", "person")),
        ("the old city of Tamriyah fell", [("old city of Tamriyah", "place", 0.8)], ("Tamriyah", "place")),
        ("[Yusuf] Marjani said", [("Yusuf] Marjani", "person", 0.8)], ("Yusuf Marjani", "person")),
        ("the Kafrin battalion left", [("Kafrin", "place", 0.8)], ("Kafrin", "organization")),
        ("in Dablan, Orunda", [("Dablan, Orunda", "place", 0.8)], ("Orunda", "place")),
        ("“Ahrar” of al-Marjani", [("Marjani", "person", 0.8)], ("al-Marjani", "person")),
        ("Hay’at\nNusrat", [("Hay’at\nNusrat", "organization", 0.8)], ("Hay’at Nusrat", "organization")),
    ],
)
def test_edges_and_kinds_are_put_right(chars, found, wanted):
    assert wanted in told(chars, found)


def test_occurrences_of_a_name_agree():
    chars = "Yusuf Marjani spoke. Marjani left. With Marjani gone, nobody came to see Marjani."
    text, parse = parsed(chars, [("Yusuf Marjani", "person", 0.99)])
    sure = (*parse.names, Name(21, 28, "place", "", "network", 0.3), Name(40, 47, "person", "", "network", 0.8))
    parse = Parse(parse.tokens, parse.sentences, sure, "network")
    assert [one.kind for one in names.find(text, parse)] == ["person"] * 4


def test_what_is_nowhere_read_surely_is_no_name():
    assert not told("They came to Tamriyah at noon.", [("Tamriyah", "place", 0.4)])
    chars = "Tamriyah fell. They left Tamriyah at noon."
    text, parse = parsed(chars, [("Tamriyah", "place", 0.9)])
    guess = Name(25, 33, "place", "", "network", 0.4)
    parse = Parse(parse.tokens, parse.sentences, (*parse.names, guess), "network")
    assert len(names.find(text, parse)) == 2


def test_letters_in_brackets_are_found_again():
    chars = "The Relief House of Kafrin (RHK) met. Later they left RHK."
    found = [("Relief House of Kafrin", "organization", 0.9), ("RHK", "organization", 0.7)]
    assert [one for one in told(chars, found) if one[0] == "RHK"] == [("RHK", "organization")] * 2


def test_a_given_name_and_an_article_make_a_person():
    chars = "The town was taken from Walid al-Masri in May."
    assert told(chars, [("Walid al-Masri", "place", 0.7)]) == [("Walid al-Masri", "person")]
    assert told("They drove to Sahl al-Masri.", [("Sahl al-Masri", "place", 0.7)]) == [("Sahl al-Masri", "place")]


def test_no_two_names_overlap_and_values_are_of_one_line():
    chars = "The Fajr Army of Kafr Dablan Province and the Ministry of Water of Orunda\nLe Monde"
    text, parse = parsed(chars, [("Fajr Army of Kafr", "person", 0.5), ("Orunda\nLe", "place", 0.5)])
    found = names.find(text, parse)
    assert all(one.stop <= two.start for one, two in zip(found, found[1:], strict=False))
    assert all("\n" not in one.value for one in found)
