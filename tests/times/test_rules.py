"""Every rule is run on its own examples, both ways."""

import tomllib
from importlib.resources import files

import pytest

from according.annotate.times.grammar import grammar
from tests.times.support import times, values

TABLES = ("times_calendar", "times_relative", "times_spans")


def rules():
    for name in TABLES:
        chars = files("according.lang").joinpath("en", f"{name}.toml").read_text(encoding="utf-8")
        yield from tomllib.loads(chars)["rule"]


@pytest.mark.parametrize(
    ("words", "value"),
    [
        pytest.param(words, value, id=f"{rule['name']}: {words}")
        for rule in rules()
        for words, value in rule["yes"].items()
    ],
)
def test_yes(words, value):
    assert values(words)[:1] == [value]


@pytest.mark.parametrize(
    ("name", "words"),
    [
        pytest.param(rule["name"], words, id=f"{rule['name']}: {words}")
        for rule in rules()
        for words in rule.get("no", ())
    ],
)
def test_no(name, words):
    assert all(name not in time.rule.removeprefix("times:").split("<") for time in times(words))


def test_every_rule_has_an_example():
    assert [rule["name"] for rule in rules() if not rule.get("yes")] == []


def test_names_of_rules_are_distinct():
    names = [rule["name"] for rule in rules()]
    assert len(names) == len(set(names))


def test_holidays_are_rules_too():
    assert sum(rule.name == "holiday" for rule in grammar("en").rules) > 20
