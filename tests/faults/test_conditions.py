"""Conditions that a build meets in the field: shut folders, locked databases, dying and hanging readers, clocks."""

import os
import signal
import sqlite3
import time
from datetime import UTC, datetime, timedelta
from functools import partial
from threading import Event, Thread

import pytest

from according import corridor, intake
from according.case import Folder, Held, custody, database
from according.case.custody import Custody
from according.engine import local
from according.model import Problem, TextRecord
from tests.corridor.support import exported, pile

OPTIONS = corridor.Options(workers=1)


def reader(text):
    """What worker processes run here: one text kills its process, one hangs, one raises, the others are read."""
    if "kill" in text.chars:
        os.kill(os.getpid(), signal.SIGKILL)
    if "hang" in text.chars:
        time.sleep(600)
    if "raise" in text.chars:
        raise RuntimeError("no")
    return TextRecord(text, (), (), (), ())


def plain(text, reader="default"):
    """A reader that costs nothing."""
    return TextRecord(text, (), (), (), ())


@pytest.fixture
def quick(monkeypatch):
    monkeypatch.setattr(corridor, "read_text", plain)


@pytest.mark.slow
def test_a_text_that_kills_its_worker_is_set_aside_and_the_others_are_read(monkeypatch):
    monkeypatch.setattr(local, "FEW_CHARS", 10)
    monkeypatch.setattr(local, "BATCH_CHARS", 40)
    texts = [intake.text_of(f"This is text number {n}. " + ("kill" if n == 3 else "")) for n in range(8)]
    found = dict(local.run(texts, local.Work(reader), 2))
    assert [isinstance(found[one.id], Problem) for one in texts] == [n == 3 for n in range(8)]
    assert "ended the worker process" in found[texts[3].id].what


def test_a_text_that_hangs_or_fails_is_set_aside_with_its_reason():
    texts = [intake.text_of(words) for words in ("This one will hang.", "These will raise.", "This one is read.")]
    found = dict(local.run(texts, local.Work(reader, seconds=1), 1))
    assert "longer than 1 seconds" in found[texts[0].id].what
    assert "RuntimeError" in found[texts[1].id].what
    assert isinstance(found[texts[2].id], TextRecord)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write to read-only folders")
def test_a_read_only_folder_is_said(tmp_path, quick):
    (tmp_path / "shut").mkdir(mode=0o500)
    with pytest.raises(PermissionError, match="shut"):
        corridor.build([pile(tmp_path / "pile")], tmp_path / "shut" / "a-case", OPTIONS)


def test_a_locked_database_is_an_error_that_the_next_build_makes_good(tmp_path, monkeypatch, quick):
    source, case = pile(tmp_path / "pile"), tmp_path / "a-case"
    corridor.build([source], case, OPTIONS).close()
    wanted = exported(case)
    (source / "later.txt").write_text("The ferry to Tel Marran sank on 4 June 2023.\n")
    other = sqlite3.connect(Folder(case).database, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    monkeypatch.setattr(database, "WAIT", 0.2)
    with pytest.raises(sqlite3.OperationalError, match="locked"):
        corridor.build([source], case, OPTIONS)
    assert exported(case) == wanted
    other.execute("ROLLBACK")
    other.close()
    with corridor.build([source], case, OPTIONS) as built:
        assert built.count("text") == 7


def test_of_two_builds_at_once_the_second_is_refused_and_told_who(tmp_path, monkeypatch):
    begun, go_on = Event(), Event()

    def waiting(text, reader="default"):
        begun.set()
        go_on.wait(30)
        return plain(text)

    monkeypatch.setattr(corridor, "read_text", waiting)
    source, case = pile(tmp_path / "pile"), tmp_path / "a-case"
    first = Thread(target=partial(corridor.build, [source], case, OPTIONS))
    first.start()
    assert begun.wait(30)
    with pytest.raises(Held, match=f"process {os.getpid()}"):
        corridor.build([source], case, OPTIONS)
    go_on.set()
    first.join()
    assert exported(case).count('"record":"text"') == 6


def test_a_clock_that_goes_backwards_changes_no_record_and_breaks_no_chain(tmp_path, monkeypatch, quick):
    source = pile(tmp_path / "pile")
    corridor.build([source], tmp_path / "plain" / "a-case", OPTIONS).close()
    hours = iter(range(1000))
    backwards = lambda: (datetime(2031, 5, 1, tzinfo=UTC) - timedelta(hours=next(hours))).isoformat()  # noqa: E731
    monkeypatch.setattr(custody, "_now", backwards)
    case = tmp_path / "back" / "a-case"
    for file in sorted(source.iterdir()):
        if not file.name.endswith(".toml"):
            corridor.build([file], case, OPTIONS).close()
    assert not list(Custody(Folder(case).custody).verify())
    at = [line["at"] for line in Custody(Folder(case).custody).lines()]
    assert at == sorted(at, reverse=True) and len(at) > 3
    corridor.build([source], case, OPTIONS).close()
    texts = [line for line in exported(case).splitlines() if '"record":"text"' in line]
    assert len(texts) >= 6
