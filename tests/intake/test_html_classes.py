"""Every example of every rule on class attributes, both ways."""

import tomllib
from importlib.resources import files

import pytest

from according.intake.html_classes import role_of_class

RULES = tomllib.loads(files("according.intake").joinpath("html_roles.toml").read_text())["rule"]
EXAMPLES = [(rule["role"], words, says) for rule in RULES for says in ("yes", "no") for words in rule[says]]


@pytest.mark.parametrize(("role", "words", "says"), EXAMPLES)
def test_example(role, words, says):
    assert (role_of_class(words) == role) == (says == "yes")
