"""Every rule of the tables on credits and boilerplate holds on its examples, both ways."""

import re

import pytest

from according.lang import table
from according.model import Text
from according.trace.credits import agencies, cited, outlet_names

NAMES = ("Agence Example", "The Example", "Example")


def examples(name, *kinds):
    for kind in kinds:
        for rule in table("en", name)[kind]:
            yield from (pytest.param(kind, rule, s, True, id=f"{rule['name']}: {s}") for s in rule["yes"])
            yield from (pytest.param(kind, rule, s, False, id=f"{rule['name']}: not {s}") for s in rule["no"])


@pytest.mark.parametrize(("kind", "rule", "sample", "holds"), [*examples("boilerplate", "standing", "furniture")])
def test_boilerplate(kind, rule, sample, holds):
    assert bool(re.search(rule["pattern"], sample)) is holds


@pytest.mark.parametrize(("kind", "rule", "sample", "holds"), [*examples("credits", "correction")])
def test_corrections(kind, rule, sample, holds):
    assert bool(re.search(rule["pattern"], sample)) is holds


@pytest.mark.parametrize(("kind", "rule", "sample", "holds"), [*examples("credits", "cite")])
def test_cites(kind, rule, sample, holds):
    found = cited(Text("t", "", "", sample, ()), NAMES)
    assert (rule["name"] in {c.rule for c in found}) is holds


@pytest.mark.parametrize(("kind", "rule", "sample", "holds"), [*examples("credits", "own")])
def test_own_outlet(kind, rule, sample, holds):
    assert bool(outlet_names(Text("t", "", "", sample, ()))) is holds


@pytest.mark.parametrize(
    ("chars", "wanted"),
    [
        ("KARABEL AFP Monday 2 May Nine people died at the market.", ["AFP"]),
        ("Nine people died at the market, the mayor told AFP. " + "Nothing moved. " * 40, []),
        ("Nine people died at the market of Karabel. " + "Nothing moved. " * 40 + "Source: Reuters", ["Reuters"]),
        ("Smoke over Karabel (AFP photo) after nine people died.", []),
    ],
)
def test_credit_lines(chars, wanted):
    assert [c.name for c in agencies(Text("t", "", "", chars, ()))] == wanted
