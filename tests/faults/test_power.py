"""Power cut at every write, in a case of two texts: what was promised is there, the rest is made good."""

import pytest

from according import corridor
from according.case import Case, Folder, NotACase
from according.case.custody import Custody
from according.case.folder import hash_of
from according.case.verifying import verify
from according.model import Judgement, TextRecord
from tests.corridor.support import REPORTS, exported
from tests.faults import disk

OPTIONS = corridor.Options(workers=1)
JUDGEMENT = Judgement("2031-05-01", "A. Reader", "note", "Salma Haddad", "ask again", "")


def plain(text, reader="default"):
    """A reader that costs nothing: what is tested here is the writing."""
    return TextRecord(text, (), (), (), ())


@pytest.fixture
def two(tmp_path, monkeypatch):
    """A folder with two texts, and the record that they give."""
    monkeypatch.setattr(corridor, "read_text", plain)
    source = tmp_path / "two"
    source.mkdir()
    for name in ("northgate.txt", "harbour.txt"):
        (source / name).write_text(REPORTS[name])
    corridor.build([source], tmp_path / "whole" / "a-case", OPTIONS).close()
    return source, exported(tmp_path / "whole" / "a-case")


def _custody(case):
    return [one["sha256"] for one in Custody(Folder(case).custody).lines()]


def _holds(case):
    """What a cut leaves: the database is whole or not there, custody has at most a torn last line and no empty word."""
    folder = Folder(case)
    try:
        with Case(case) as opened:
            assert opened.count("text") in (0, 1, 2)
    except NotACase:
        pass
    broken = list(Custody(folder.custody).verify())
    assert len(broken) <= 1 and not any("changed:" in one.what for one in broken)
    if not broken:
        for sha256 in _custody(case):
            assert hash_of(folder.original(sha256)) == sha256


@pytest.mark.slow
@pytest.mark.parametrize("fate", [disk.kept, disk.lost])
def test_power_is_cut_at_every_write_of_a_build(two, tmp_path, fate):
    source, wanted = two
    at = 1
    while True:
        case = tmp_path / str(at) / "a-case"
        case.parent.mkdir()
        if not disk.dies(case.parent, at, fate, lambda case=case: corridor.build([source], case, OPTIONS).close()):
            break
        _holds(case)
        corridor.build([source], case, OPTIONS).close()
        assert exported(case) == wanted
        assert sorted(_custody(case)) == sorted(set(_custody(case)))
        assert not list(verify(case, corridor.texts_of))
        at += 1
    assert at > 40


@pytest.mark.slow
def test_a_build_that_ended_is_on_the_disk_whatever_is_lost_afterwards(two, tmp_path):
    source, wanted = two
    case = tmp_path / "new" / "a-case"
    case.parent.mkdir()
    assert disk.dies(case.parent, disk.AFTER, disk.lost, lambda: corridor.build([source], case, OPTIONS).close())
    Folder(case).database.unlink(missing_ok=True)
    corridor.build([], case, OPTIONS).close()
    assert exported(case) == wanted


@pytest.mark.slow
@pytest.mark.parametrize("fate", [disk.kept, disk.lost])
def test_power_is_cut_at_every_write_of_a_judgement(two, tmp_path, fate):
    source, _ = two
    at, cut = 1, True
    while cut:
        case = tmp_path / str(at) / "a-case"
        corridor.build([source], case, OPTIONS).close()
        cut = disk.dies(case.parent, at, fate, lambda case=case: corridor.judge(case, JUDGEMENT))
        corridor.build([], case, OPTIONS).close()
        with Case(case) as opened:
            kept = [one.subject for one in opened.judgements()]
        assert kept in ([], ["Salma Haddad"])
        assert not list(verify(case, corridor.texts_of))
        at += 1
    assert kept == ["Salma Haddad"]
    assert at > 4
