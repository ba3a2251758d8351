"""Every file operation of a build fails in turn: the error is said, the case still opens or builds, nothing is lost."""

import errno
import sqlite3

import pytest

from according import corridor
from according.case import Folder
from according.case.custody import Custody
from according.case.verifying import verify
from according.model import TextRecord
from tests.corridor.support import exported, pile
from tests.faults.disk import failing

OPTIONS = corridor.Options(workers=1)


def plain(text, reader="default"):
    """A reader that costs nothing: what is tested here is the writing."""
    return TextRecord(text, (), (), (), ())


@pytest.fixture
def quick(monkeypatch):
    monkeypatch.setattr(corridor, "read_text", plain)


def _lines(case):
    return [one["sha256"] for one in Custody(Folder(case).custody).lines() if "sha256" in one]


@pytest.mark.slow
@pytest.mark.parametrize(("code", "every"), [(errno.ENOSPC, 1), (errno.EACCES, 4), (errno.EIO, 4)])
def test_each_write_of_a_build_fails_in_turn(tmp_path, monkeypatch, quick, code, every):
    source = pile(tmp_path / "pile")
    with failing(monkeypatch, tmp_path / "whole") as counted:
        corridor.build([source], tmp_path / "whole" / "a-case", OPTIONS).close()
    wanted = exported(tmp_path / "whole" / "a-case")
    assert counted.count > 40
    for at in range(1, counted.count + 1, every):
        case = tmp_path / str(at) / "a-case"
        with failing(monkeypatch, case.parent, at, code), pytest.raises((OSError, sqlite3.OperationalError)):
            corridor.build([source], case, OPTIONS).close()
        if Folder(case).database.exists() and Folder(case).custody.exists():
            assert not [one for one in Custody(Folder(case).custody).verify() if "was changed" in one.what]
        corridor.build([source], case, OPTIONS).close()
        assert exported(case) == wanted
        assert sorted(_lines(case)) == sorted(set(_lines(case)))
        assert not list(verify(case, corridor.texts_of))


@pytest.mark.slow
def test_a_fault_in_a_later_build_leaves_the_record_of_the_earlier_one(tmp_path, monkeypatch, quick):
    source, case = pile(tmp_path / "pile"), tmp_path / "a-case"
    corridor.build([source], case, OPTIONS).close()
    before = exported(case)
    (source / "later.txt").write_text("The ferry to Tel Marran sank on 4 June 2023.\n")
    with failing(monkeypatch, tmp_path / "other") as counted:
        corridor.build([source], tmp_path / "other" / "a-case", OPTIONS).close()
    after = exported(tmp_path / "other" / "a-case")
    seen = set()
    for at in range(1, counted.count + 1):
        try:
            with failing(monkeypatch, case, at):
                corridor.build([source], case, OPTIONS).close()
        except (OSError, sqlite3.OperationalError):
            seen.add(exported(case))
    corridor.build([source], case, OPTIONS).close()
    assert exported(case) == after
    assert seen <= {before, after}
    assert before in seen
