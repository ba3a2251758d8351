"""Who acts and who is acted on where the tree of a sentence is wrong."""

import pytest

from according.extract import grammar
from according.extract.events import stretches
from according.extract.reading import Reading
from tests.trees import tree


def reading(rows: str) -> Reading:
    text, parse = tree(rows)
    return Reading(text, parse, (), (), ())


FIGHTING = """
rebels NOUN NNS 5 nsubj
fighting VERB VBG 0 acl
to PART TO 3 mark
topple VERB VB 1 advcl
Kern PROPN NNP 1 nsubj
left VERB VBD -1 root
"""


def test_the_object_of_an_infinitive_is_not_the_subject_of_the_verb_above_it():
    read = reading(FIGHTING)
    assert grammar.subject(read, 1) == [0]
    assert grammar.undergoer(read, 3) == [4]


def test_what_stands_before_a_verb_without_subject_is_its_subject():
    rows = """
    guards NOUN NNS -1 root
    who PRON WP 2 nsubj
    claim VERB VBP 0 acl:relcl
    the DET DT 4 det
    council NOUN NN 2 obj
    wants VERB VBZ 2 advcl
    to PART TO 7 mark
    leave VERB VB 5 xcomp
    """
    read = reading(rows)
    assert grammar.subject(read, 7) == [4]


def test_a_speaker_behind_the_verb_of_saying_does_not_act_in_what_is_said():
    rows = """
    lorries NOUN NNS 3 nsubj
    carried VERB VBD 3 ccomp
    flour NOUN NN 1 obj
    said VERB VBD -1 root
    Kern PROPN NNP 1 nsubj
    """
    assert grammar.subject(reading(rows), 1) == [0]


@pytest.mark.parametrize(("noun", "who"), [("need", []), ("plan", [0])])
def test_whoever_stresses_a_need_does_not_do_what_is_needed(noun, who):
    rows = f"""
    Kern PROPN NNP 1 nsubj
    raised VERB VBD -1 root
    a DET DT 3 det
    {noun} NOUN NN 1 obj
    to PART TO 5 mark
    open VERB VB 3 acl
    roads NOUN NNS 5 obj
    """
    assert grammar.subject(reading(rows), 5) == who


def test_what_is_coordinated_across_the_verb_is_not():
    rows = """
    guards NOUN NNS 1 nsubj
    burned VERB VBD -1 root
    lorries NOUN NNS 1 obj
    and CCONJ CC 4 cc
    sailors NOUN NNS 0 conj
    left VERB VBD 1 conj
    """
    read = reading(rows)
    words = [read.words(one) for one in stretches(read, [0], 1)]
    assert words == ["guards"]
    assert [read.words(one) for one in stretches(read, [0])] == ["guards", "sailors"]
