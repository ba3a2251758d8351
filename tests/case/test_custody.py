"""The chain of custody: every change shows, a torn line is mended and said."""

import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from according.case.custody import Custody

ENTRIES = [{"action": "taken in", "sha256": "ab" * 32, "size": 3, "path": f"räport-{one}.txt"} for one in range(3)]


def chain(folder):
    custody = Custody(folder / "custody.jsonl")
    custody.append(ENTRIES[:2], "0.1")
    custody.append(ENTRIES[2:], "0.1")
    return custody, folder / "custody.jsonl"


def test_lines_hold_what_was_given_and_the_hash_of_the_line_before(tmp_path):
    custody, file = chain(tmp_path)
    lines = list(custody.lines())
    assert [line["path"] for line in lines] == [one["path"] for one in ENTRIES]
    assert {"at", "by", "action", "sha256", "size", "path", "tool_version", "previous"} <= set(lines[0])
    assert not list(custody.verify())
    assert custody.head()[0] == 3


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(where=st.floats(0, 0.999999), flip=st.integers(1, 255))
def test_any_changed_byte_is_found(tmp_path, where, flip):
    file = tmp_path / "custody.jsonl"
    file.unlink(missing_ok=True)
    custody, _ = chain(tmp_path)
    data = bytearray(file.read_bytes())
    data[int(where * len(data))] ^= flip
    file.write_bytes(bytes(data))
    assert list(custody.verify())


@pytest.mark.parametrize("gone", [0, 1])
def test_a_removed_line_is_found(tmp_path, gone):
    custody, file = chain(tmp_path)
    lines = file.read_bytes().splitlines(keepends=True)
    file.write_bytes(b"".join(line for number, line in enumerate(lines) if number != gone))
    assert [one.line for one in custody.verify()] == [gone + 1]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(left=st.integers(1, 200))
def test_a_torn_last_line_is_cut_off_and_said(tmp_path, left):
    file = tmp_path / "custody.jsonl"
    file.unlink(missing_ok=True)
    custody, _ = chain(tmp_path)
    *whole, last = file.read_bytes().splitlines(keepends=True)
    file.write_bytes(b"".join(whole) + last[:left])
    assert "torn" in custody.mend()
    assert len(list(custody.lines())) == 2
    assert not list(custody.verify())


def test_a_last_line_that_only_lacks_its_end_is_kept(tmp_path):
    custody, file = chain(tmp_path)
    whole = file.read_bytes()
    file.write_bytes(whole[:-1])
    assert "line end" in custody.mend()
    assert file.read_bytes() == whole
    assert custody.mend() is None


def test_a_line_that_is_no_json_is_named(tmp_path):
    custody, file = chain(tmp_path)
    lines = file.read_bytes().splitlines(keepends=True)
    file.write_bytes(lines[0] + b"{]\n" + lines[2])
    with pytest.raises(ValueError, match="line 2"):
        list(custody.lines())
    assert json.loads(lines[0])
