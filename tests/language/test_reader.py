"""The shipped reader on texts of every kind: offsets, trees, and results that depend on the text alone."""

import pytest

from according.language import load
from according.language.parse import Parse

PRESS = (
    "Fighters of the Fajr Brigade took Kafr Dablan on Friday, said Yusuf al-Marjani, who speaks for the group.\n\n"
    "“We did not want this,” he told Reuters. The 47th Division didn't respond."
)
ODD = {
    "nothing": "",
    "white space": " \n\t ",
    "one mark": ".",
    "numbers": "12 45,1 7\n3 4 5\n" * 20,
    "arabic": "قال المتحدث باسم الجماعة إن المدينة سقطت.",
    "emoji": "🙂🙂 no way 👩‍👩‍👧 !!!",
    "capitals": "REBELS TAKE TOWN AS ARMY WITHDRAWS",
    "small": "rebels take the town as the army leaves aleppo",
    "one long word": "a" * 5000,
    "a long list": "red, " * 400,
    "control characters": "one\x00two\u2028three\ufefffour",
    "half a pair": "lone \ud800 surrogate",
}


@pytest.fixture(scope="module")
def reader():
    try:
        return load()
    except FileNotFoundError as error:
        pytest.skip(str(error))


def well_formed(chars, parse):
    """Every promise of `Parse` that holds for any text."""
    covered = [at for token in parse.tokens for at in range(token.start, token.stop)]
    assert covered == [at for at, char in enumerate(chars) if not char.isspace()]
    assert [at for first, last in parse.sentences for at in range(first, last)] == list(range(len(parse.tokens)))
    for number, (first, last) in enumerate(parse.sentences):
        heads = {token.index: token.head for token in parse.tokens[first:last]}
        assert list(heads.values()).count(-1) == 1
        assert all(head == -1 or first <= head < last for head in heads.values())
        assert all(token.sentence == number for token in parse.tokens[first:last])
        for at in heads:
            steps = 0
            while at != -1:
                at, steps = heads[at], steps + 1
                assert steps <= len(heads)
    for name in parse.names:
        assert 0 <= name.start < name.stop <= len(chars)
        assert 0.0 <= name.confidence <= 1.0


@pytest.mark.parametrize("chars", [pytest.param(chars, id=name) for name, chars in ODD.items()])
def test_any_text_is_read(reader, chars):
    well_formed(chars, reader.read(chars))


def test_press_is_read_right(reader):
    parse = reader.read(PRESS)
    well_formed(PRESS, parse)
    by_word = {token.word: token for token in parse.tokens}
    assert by_word["took"].lemma == "take"
    assert parse.tokens[by_word["Fighters"].head].word == "took"
    assert len(parse.sentences) == 3
    assert ("person", "Yusuf al-Marjani") in {(one.kind, PRESS[one.start : one.stop]) for one in parse.names}


def test_company_changes_nothing(reader):
    texts = [(PRESS, ()), ("Short.", ()), (PRESS * 3, ())]
    assert reader.read_many(texts) == [reader.read(chars, breaks) for chars, breaks in texts]
    assert reader.read_many(reversed(texts)) == [reader.read(*one) for one in reversed(texts)]


def test_a_sentence_ends_at_the_edge_of_a_block(reader):
    chars = "Rebels take town\nThe army left Marjan"
    parse = reader.read(chars, [(0, 16), (17, len(chars))])
    assert parse.sentences[0] == (0, 3)


def test_a_paragraph_of_any_length_is_read_in_windows(reader):
    chars = "the men who came down from the hills and the river " * 60
    well_formed(chars, reader.read(chars))


def test_nothing_is_read_as_nothing(reader):
    assert reader.read("") == Parse((), (), (), reader.rule)
