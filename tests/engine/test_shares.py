"""Work divided among copies of the process gives what it gives in one, also when a copy is killed."""

import multiprocessing
import os
import signal
import subprocess
import sys
import time

import pytest

from according.engine import shares

ITEMS = list(range(2 * shares.FEW + 1))


def square(item):
    return item, item * item


@pytest.mark.parametrize("processes", [1, 2, 3])
def test_what_is_found_is_the_same_in_the_same_order(processes):
    assert shares.divided(square, ITEMS, processes) == [square(item) for item in ITEMS]


def test_several_processes_work():
    def slow(item):
        time.sleep(0.002)
        return os.getpid()

    assert len(set(shares.divided(slow, ITEMS, 2))) == (2 if sys.platform == "linux" else 1)


def test_copies_work_while_this_process_does_something_else():
    with shares.Begun(lambda item: os.getpid(), ITEMS, 2) as begun:
        time.sleep(1)
        found = set(begun.result())
    assert len(found) == 1
    assert (os.getpid() in found) == (sys.platform != "linux")


def test_few_items_are_not_divided():
    assert set(shares.divided(lambda item: os.getpid(), ITEMS[: shares.FEW - 1], 2)) == {os.getpid()}


def test_the_share_of_a_copy_that_is_killed_is_done_here():
    here = os.getpid()

    def deadly(item):
        if item == 101 and os.getpid() != here:
            os.kill(os.getpid(), signal.SIGKILL)
        return square(item)

    assert shares.divided(deadly, ITEMS, 2) == [square(item) for item in ITEMS]


def test_what_the_work_raises_is_raised():
    def failing(item):
        if item == 101:
            raise ValueError("no square")
        return square(item)

    with pytest.raises(ValueError, match="no square"):
        shares.divided(failing, ITEMS, 2)


def test_a_copy_that_is_killed_with_its_answer_half_given_changes_nothing():
    items = list(range(shares.FEW))

    def long(item):
        return f"{item} " * 1000

    with shares.Begun(long, items, 2) as begun:
        time.sleep(0.5)  # the copy has found everything and waits for somebody to listen
        for process, _ in begun._copies:
            os.kill(process.pid, signal.SIGKILL)
        assert begun.result() == [long(item) for item in items]


def test_where_no_copy_can_be_made_all_is_done_here(monkeypatch):
    def refused(task):
        raise OSError("Resource temporarily unavailable")

    monkeypatch.setattr(shares, "_begun", refused)
    assert shares.divided(square, ITEMS, 3) == [square(item) for item in ITEMS]


@pytest.mark.parametrize("processes", [1, 2])
def test_results_come_ahead_in_order(processes):
    with shares.Ahead(square, ITEMS, processes, 100, 20) as found:
        assert list(found) == [square(item) for item in ITEMS]


@pytest.mark.parametrize("processes", [1, 2])
def test_what_the_work_raises_ahead_is_raised(processes):
    def failing(item):
        if item == 101:
            raise ValueError("no square")
        return square(item)

    with pytest.raises(ValueError, match="no square"), shares.Ahead(failing, ITEMS, processes, 50, 20) as found:
        list(found)


def test_who_stops_asking_leaves_no_copy_behind():
    def slow_later(item):
        time.sleep(60 if item >= 100 else 0)
        return square(item)

    with shares.Ahead(slow_later, ITEMS, 2, 100, 20) as found:
        next(found)
        assert multiprocessing.active_children() or sys.platform != "linux"
    assert not multiprocessing.active_children()


ORPHAN = """
import os, time
from according.engine import shares
def slow(item):
    if not item:
        print("begun", flush=True)
    time.sleep(0.01)
shares.divided(slow, list(range(2000)), 2)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="work is divided on Linux alone")
def test_a_copy_ends_with_the_process_that_was_killed():
    process = subprocess.Popen([sys.executable, "-c", ORPHAN], stdout=subprocess.PIPE)
    process.stdout.readline()
    process.kill()
    process.wait()
    began = time.monotonic()
    process.stdout.read()  # until the copy, too, has given the pipe back
    assert time.monotonic() - began < 5
