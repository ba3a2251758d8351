"""Speakers where the tree of a sentence without commas is wrong."""

from according.attribute import attribute
from tests.trees import tree


def speakers(rows: str) -> list[tuple[str, str]]:
    text, parse = tree(rows)
    found = attribute(text, parse, (), ())
    return [
        (text.chars[slice(*one.speaker)] if one.speaker else "", text.chars[one.said[0][0] : one.said[-1][1]])
        for one in found
    ]


def test_a_noun_that_describes_the_name_before_it_is_not_the_speaker():
    rows = """
    Sarvan PROPN NNP 4 nsubj
    a DET DT 3 det
    trading NOUN NN 3 compound
    body NOUN NN 4 nsubj
    said VERB VBD -1 root
    two NUM CD 6 nummod
    lorries NOUN NNS 7 nsubj
    burned VERB VBD 4 ccomp
    """
    assert speakers(rows) == [("Sarvan", "two lorries burned")]


def test_two_subjects_without_an_article_between_are_not_one():
    rows = """
    Sarvan PROPN NNP 3 nsubj
    harbour NOUN NN 2 compound
    officials NOUN NNS 3 nsubj
    said VERB VBD -1 root
    two NUM CD 5 nummod
    lorries NOUN NNS 6 nsubj
    burned VERB VBD 3 ccomp
    """
    assert speakers(rows)[0][0] == "harbour officials"


def test_the_subjects_of_two_clauses_that_the_tree_has_exchanged():
    rows = """
    lorries NOUN NNS 4 nsubj
    carried VERB VBD 4 ccomp
    flour NOUN NN 1 obj
    yesterday NOUN NN 1 obl:unmarked
    said VERB VBD -1 root
    Ada PROPN NNP 1 nsubj
    Kern PROPN NNP 5 flat
    """
    assert [who for who, _ in speakers(rows)] == ["Ada Kern"]


def test_what_stands_before_the_article_of_a_speaker_is_no_part_of_it():
    rows = """
    Later ADV RBR 2 amod
    a DET DT 2 det
    source NOUN NN 3 nsubj
    said VERB VBD -1 root
    two NUM CD 5 nummod
    lorries NOUN NNS 6 nsubj
    burned VERB VBD 3 ccomp
    """
    assert speakers(rows)[0][0] == "a source"


def test_a_predeterminer_stays_with_its_speaker():
    rows = """
    All DET PDT 2 det:predet
    the DET DT 2 det
    guards NOUN NNS 3 nsubj
    said VERB VBD -1 root
    two NUM CD 5 nummod
    lorries NOUN NNS 6 nsubj
    burned VERB VBD 3 ccomp
    """
    assert speakers(rows)[0][0] == "All the guards"
