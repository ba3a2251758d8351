"""Joining two people's judgements names what cannot both hold."""

import json

import pytest

from according.case import Folder
from according.cli.judging import contradictions

AT = "2026-01-02T03:04:05+00:00"


def line(by, action, subject, object_=""):
    return {"at": AT, "by": by, "action": action, "subject": subject, "object": object_, "reason": ""}


def written(file, *lines):
    file.write_text("".join(json.dumps(one) + "\n" for one in lines))
    return file


CASES = [
    (("confirm", "t1:3-9"), ("reject", "t1:3-9"), 1),
    (("confirm", "t1:3-9", "event:ATTACK"), ("reject", "t1:3-9"), 1),
    (("confirm", "t1:3-9", "event:ATTACK"), ("reject", "t1:3-9", "count:killed"), 0),
    (("confirm", "t1:3-9"), ("reject", "t1:4-9"), 0),
    (("join", "Ada", "Bea"), ("split", "Bea", "Ada"), 1),
    (("join", "Ada", "Bea"), ("split", "Bea", "Cem"), 0),
    (("rename", "Ada", "Bea"), ("rename", "Ada", "Cem"), 1),
    (("rename", "Ada", "Bea"), ("rename", "Ada", "Bea"), 0),
    (("note", "Ada", "seen"), ("note", "Ada", "not seen"), 0),
]


@pytest.mark.parametrize(("ours", "theirs", "count"), CASES)
def test_what_cannot_both_hold_is_named(tmp_path, ours, theirs, count):
    folder = Folder(tmp_path / "case")
    folder.path.mkdir()
    written(folder.judgements, line("A. Reader", *ours))
    found = contradictions(folder.path, written(tmp_path / "other.jsonl", line("B. Reader", *theirs)))
    assert len(found) == count
    assert all("A. Reader" in one and "B. Reader" in one for one in found)
