"""Base forms: the examples of the table."""

import pytest

from according.lang import table
from according.language.lemmas import Lemmatizer

COARSE = {"V": "VERB", "N": "NOUN", "J": "ADJ", "R": "ADV"}


@pytest.mark.parametrize(("example", "wanted"), table("en", "lemmas")["endings"]["yes"].items())
def test_base_form(example, wanted):
    word, tag = example.split()
    assert Lemmatizer().lemma(word, "PROPN" if tag == "NNP" else COARSE[tag[0]], tag) == wanted
