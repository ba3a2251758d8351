"""What people decided: appended, undone, restored, and read back whole."""

import pytest

from according.case import judgements
from according.model import Judgement


def one(action, subject="Salma Haddad", object="Haddad"):
    return Judgement("2023-05-01T10:00:00+00:00", "M. Reader", action, subject, object, "same person, see the byline")


def test_lines_come_back_in_order(tmp_path):
    file = tmp_path / "judgements.jsonl"
    assert judgements.append(file, one("join")) == 1
    assert judgements.append(file, one("note", object="a\nb")) == 2
    assert judgements.read(file) == [one("join"), one("note", object="a\nb")]


def test_undo_takes_back_and_undoing_the_undo_restores():
    given = [one("join"), one("reject"), one("undo", subject="1")]
    assert judgements.standing(given) == [one("reject")]
    assert judgements.standing([*given, one("undo", subject="3")]) == [one("join"), one("reject")]


def test_a_torn_last_line_is_not_read_and_cut_off(tmp_path):
    file = tmp_path / "judgements.jsonl"
    judgements.append(file, one("join"))
    whole = file.read_bytes()
    file.write_bytes(whole + b'{"at":"2023')
    assert judgements.read(file) == [one("join")]
    assert "torn" in judgements.mend(file)
    assert file.read_bytes() == whole


@pytest.mark.parametrize("raw", [b"[1]\n", b"{\n", b'{"action":"guess"}\n'])
def test_a_line_that_does_not_hold_is_named(tmp_path, raw):
    file = tmp_path / "judgements.jsonl"
    judgements.append(file, one("join"))
    file.write_bytes(file.read_bytes() + raw)
    with pytest.raises(ValueError, match="line 2"):
        judgements.read(file)


def test_an_undo_by_key_holds_in_another_file():
    join, note = one("join"), one("note")
    undo = one("undo", subject="1", object="")
    theirs = [join, note, undo]
    assert judgements.standing(judgements.joined([], theirs)) == [note]
    ours = [one("reject"), join]
    every = [*ours, *judgements.joined(ours, theirs)]
    assert judgements.standing(every) == [one("reject"), note]
    assert judgements.joined(every, theirs) == []


def test_a_number_becomes_the_key_of_its_line():
    given = [one("join"), one("note")]
    made = judgements.by_key(one("undo", subject="2"), given)
    assert made.subject == judgements.key(given[1])
    assert judgements.standing([*given, made]) == [one("join")]
    again = judgements.by_key(one("undo", subject=made.subject), [*given, made])
    assert again.subject == made.subject


@pytest.mark.parametrize("subject", ["3", "0", "line:0000000000000000", "Salma Haddad"])
def test_there_must_be_a_line_to_undo(subject):
    with pytest.raises(ValueError, match="no line"):
        judgements.by_key(one("undo", subject=subject), [one("join"), one("note")])


def test_what_waits_is_what_would_change_the_record():
    named, noted = one("rename", "Omar", "Omar D."), one("note", "Omar", "seen twice")
    made = judgements.mark([named])
    assert judgements.waiting([], "") == 0
    assert judgements.waiting([named], "") == 1
    assert judgements.waiting([named], made) == 0
    assert judgements.waiting([named, noted], made) == 0
    taken_back = one("undo", judgements.key(named), "")
    assert judgements.waiting([named, noted, taken_back], made) == 1
    assert judgements.waiting([noted, one("undo", judgements.key(noted), "")], "") == 0


def test_a_file_changed_by_hand_waits_as_a_whole():
    named, other = one("rename", "Omar", "Omar D."), one("rename", "Salma", "Salma H.")
    assert judgements.waiting([other, named], judgements.mark([named])) == 2
