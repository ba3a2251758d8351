"""Every file operation of a build fails in turn: the error is said, the case still opens or builds, nothing is lost."""

import errno
import io
import os
import sqlite3
from contextlib import contextmanager
from pathlib import Path

import pytest

from according import corridor
from according.case import Folder
from according.case.custody import Custody
from according.case.verifying import verify
from according.model import TextRecord
from tests.corridor.support import exported, pile

OPTIONS = corridor.Options(workers=1)


class Faulty:
    """Counts the operations on files of a case that write; the one numbered `at` fails with `code`."""

    def __init__(self, at, code):
        self.at, self.code, self.count = at, code, 0

    def step(self):
        self.count += 1
        if self.count == self.at:
            raise OSError(self.code, os.strerror(self.code))


def _wrapped(faulty, call):
    def run(*args, **kwargs):
        faulty.step()
        return call(*args, **kwargs)

    return run


class Connection(sqlite3.Connection):
    """SQLite whose writing statements may fail as they do on a full disk."""

    faulty = Faulty(-1, errno.ENOSPC)

    def execute(self, query, *values):
        if query.split()[0] in ("INSERT", "DELETE", "COMMIT", "BEGIN"):
            try:
                type(self).faulty.step()
            except OSError:
                raise sqlite3.OperationalError("database or disk is full") from None
        return super().execute(query, *values)


@contextmanager
def failing(monkeypatch, at, code=errno.ENOSPC):
    """The operations of the standard library that the case writes with, one of them failing."""
    faulty = Faulty(at, code)
    Connection.faulty = faulty
    connect = sqlite3.connect
    with monkeypatch.context() as patch:
        for name in ("write_bytes", "write_text", "replace", "chmod", "mkdir", "touch"):
            patch.setattr(Path, name, _wrapped(faulty, getattr(Path, name)))
        patch.setattr(os, "fsync", _wrapped(faulty, os.fsync))
        patch.setattr(io, "open", io.open)
        patch.setattr(sqlite3, "connect", lambda *args, **more: connect(*args, factory=Connection, **more))
        yield faulty


def plain(text, reader="default"):
    """A reader that costs nothing: what is tested here is the writing."""
    return TextRecord(text, (), (), (), ())


@pytest.fixture
def quick(monkeypatch):
    monkeypatch.setattr(corridor, "read_text", plain)


def _lines(case):
    return [one["sha256"] for one in Custody(Folder(case).custody).lines() if "sha256" in one]


@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EACCES, errno.EIO])
def test_each_write_of_a_build_fails_in_turn(tmp_path, monkeypatch, quick, code):
    source = pile(tmp_path / "pile")
    with failing(monkeypatch, -1) as counted:
        corridor.build([source], tmp_path / "whole" / "a-case", OPTIONS).close()
    wanted = exported(tmp_path / "whole" / "a-case")
    assert counted.count > 40
    for at in range(1, counted.count + 1):
        case = tmp_path / str(at) / "a-case"
        with failing(monkeypatch, at, code), pytest.raises((OSError, sqlite3.OperationalError)):
            corridor.build([source], case, OPTIONS).close()
        if Folder(case).database.exists() and Folder(case).custody.exists():
            assert not [one for one in Custody(Folder(case).custody).verify() if "changed" in one.what]
        corridor.build([source], case, OPTIONS).close()
        assert exported(case) == wanted
        assert sorted(_lines(case)) == sorted(set(_lines(case)))
        assert not list(verify(case, corridor.texts_of))


def test_a_fault_in_a_later_build_leaves_the_record_of_the_earlier_one(tmp_path, monkeypatch, quick):
    source, case = pile(tmp_path / "pile"), tmp_path / "a-case"
    corridor.build([source], case, OPTIONS).close()
    before = exported(case)
    (source / "later.txt").write_text("The ferry to Tel Marran sank on 4 June 2023.\n")
    with failing(monkeypatch, -1) as counted:
        corridor.build([source], tmp_path / "other" / "a-case", OPTIONS).close()
    after = exported(tmp_path / "other" / "a-case")
    seen = set()
    for at in range(1, counted.count + 1):
        try:
            with failing(monkeypatch, at):
                corridor.build([source], case, OPTIONS).close()
        except (OSError, sqlite3.OperationalError):
            seen.add(exported(case))
    corridor.build([source], case, OPTIONS).close()
    assert exported(case) == after
    assert seen <= {before, after}
    assert before in seen
