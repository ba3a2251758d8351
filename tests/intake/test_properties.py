"""What holds for any input at all."""

import io
import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from according.intake import Limits, text_of
from according.intake.formats import read_input
from according.intake.inputs import Input
from according.intake.texts import Draft
from according.model import BLOCK_ROLES, Problem
from tests.intake import makers
from tests.intake.makers import WORDS

LINES = st.sampled_from(
    [
        "AFP",
        "Ada Quist/Reuters",
        "Related Articles",
        "Comments (3)",
        "By Ada Quist",
        "Correction: It was Monday.",
        "- item",
        "> said before",
        "Two shells fell",
        WORDS,
        "MARDAT, Zahran (AFP) — The army said so.",
        "12 March 2023",
        "Ada Quist, harbour master",
        "Q: Why?",
        "# Title",
        "",
        "“It was loud, it was very loud and long,” she said.",
        "It was very loud and long",
        "\u202e",
        "\x1c",
        "\x85",
        "e\u0301",
    ]
)
ANY = st.one_of(
    st.text(max_size=300),
    st.text(st.characters(), max_size=200),
    st.lists(LINES, max_size=12).flatmap(
        lambda lines: st.sampled_from(["\n", "\n\n", "\r\n", "\r", "\u2028"]).map(lambda end: end.join(lines))
    ),
)


def check_blocks(chars, blocks):
    last = 0
    covered = [False] * len(chars)
    for block in blocks:
        assert last <= block.start < block.stop <= len(chars)
        assert block.kind == "block"
        assert block.value in BLOCK_ROLES
        assert block.rule
        covered[block.start : block.stop] = [True] * (block.stop - block.start)
        last = block.stop
    assert all(covered[i] or char.isspace() for i, char in enumerate(chars))


@given(ANY, st.text(max_size=30), st.sampled_from(["en", "ar", "en-GB", ""]))
@settings(max_examples=400, deadline=None)
def test_blocks_are_in_order_apart_and_hold_all_that_is_not_space(chars, title, language):
    text = text_of(chars, title=title, language=language)
    assert text.chars == chars
    check_blocks(chars, text.blocks)
    assert text == text_of(chars, title=title, language=language)


@given(ANY, ANY)
@settings(max_examples=60, deadline=None)
def test_different_characters_are_different_texts(left, right):
    assert (text_of(left).id == text_of(right).id) == (left == right)


SEEDS = {
    "a.txt": WORDS.encode(),
    "a.md": f"# Ferry\n\n*By Ada Quist*\n\n{WORDS}".encode(),
    "a.html": makers.PAGE.encode(),
    "a.pdf": makers.pdf(),
    "a.docx": makers.word(),
    "a.eml": makers.mail(attachments=[("n.txt", b"Note."), ("a.html", makers.PAGE.encode())]),
    "a.jsonl": json.dumps({"text": WORDS, "published": "2031-05", "authors": ["A"]}).encode(),
    "a.csv": f'text,published\n"{WORDS}",2031\n'.encode(),
    "a.warc": makers.warc(gzip=False),
    "a.warc.gz": makers.warc(),
    "a.wacz": makers.zipped(
        {"archive/data.warc": makers.warc(gzip=False), "datapackage.json": '{"resources": [{"path": "x"}]}'}
    ),
    "a.zip": makers.zipped({"a.txt": WORDS, "b.html": makers.PAGE}),
}
EDIT = st.tuples(
    st.sampled_from(["flip", "cut", "repeat", "insert", "erase"]),
    st.floats(0, 1),
    st.floats(0, 1),
    st.binary(min_size=1, max_size=8),
)


def mutated(data, edits):
    for how, at, length, new in edits:
        i = int(at * len(data))
        j = min(len(data), i + int(length * 40))
        changes = {
            "flip": new + data[i + len(new) :],
            "cut": b"",
            "repeat": data[i:j] * 3 + data[j:],
            "insert": new + data[i:],
            "erase": data[j:],
        }
        data = data[:i] + changes[how]
    return data


@pytest.mark.parametrize("name", SEEDS)
@given(st.lists(EDIT, min_size=1, max_size=4))
@settings(max_examples=60, deadline=None)
def test_no_damage_to_a_file_makes_its_reader_fail(name, edits):
    data = mutated(SEEDS[name], edits)
    limits = Limits(document_bytes=1_000_000, unpacked_bytes=5_000_000)
    for path, found in read_input(Input(name, io.BytesIO(data), limits)):
        assert path.startswith(name)
        assert isinstance(found, Draft | Problem)
        if isinstance(found, Draft) and found.blocks is not None:
            check_blocks(found.chars, found.blocks)
