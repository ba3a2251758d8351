"""Every example of every wording rule, both ways."""

import pytest

from according import lang
from according.intake.wording import forms, wordings

TABLE = {rule["name"]: rule for rule in lang.table("en", "blocks")["rule"]}
EXAMPLES = [
    pytest.param(rule, words, says, id=f"{rule.name}: {says}: {words[:40]}")
    for rule in wordings("en")
    for says in ("yes", "no")
    for words in TABLE[rule.name][says]
]


@pytest.mark.parametrize(("rule", "words", "says"), EXAMPLES)
def test_example(rule, words, says):
    goes_on = f"{words} The army said" if rule.at == "start" else words
    length = rule.length(goes_on)
    assert length == len(words) if says == "yes" else not length


@pytest.mark.parametrize("rule", wordings("en"), ids=lambda rule: rule.name)
def test_a_rule_has_examples_of_both_kinds(rule):
    assert TABLE[rule.name]["yes"]
    assert TABLE[rule.name]["no"]


HOSTILE = [
    "A ",
    "Al-Bab ",
    "A, ",
    "A-",
    "a/",
    "(",
    "al ",
    "#a ",
    "Home > ",
    "AFP - ",
    "AFP via AFP for ",
    "A B C D E F/",
    "A.B.",
    "x (",
    "- ",
]


@pytest.mark.parametrize("piece", HOSTILE)
@pytest.mark.parametrize("end", ["", "!", "\u0000"])
def test_lines_made_to_exhaust_patterns_come_to_an_end(piece, end):
    line = (piece * 600)[:598] + end
    for rule in wordings("en"):
        assert rule.length(line) <= len(line)
    for form in (forms("en").speaker, forms("en").question):
        form.fullmatch(line)
