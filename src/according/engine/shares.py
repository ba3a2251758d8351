"""One piece of work on many items, divided among copies of this process: what the items need is in memory already.

Copies are forked, so that only what they find is handed over. Where that is not safe (it is on Linux alone: elsewhere
system libraries keep threads that a copy lacks), or is not worth it, all is done in this process, with the same result.
"""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable, Sequence
from functools import partial
from multiprocessing import get_context
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from typing import Protocol, TypeVar

Item = TypeVar("Item")
Found = TypeVar("Found")

FORK = get_context("fork") if sys.platform == "linux" else get_context()

FEW = 200
"""Items below which nothing is divided: a copy costs some 50 ms, as do some ten pairs of reports."""


class Each(Protocol):
    """Does some work on every item and gives what was found, in the order of the items."""

    def __call__(self, work: Callable[[Item], Found], items: Sequence[Item]) -> list[Found]:
        """What `work` finds in each item."""


def here(work: Callable[[Item], Found], items: Sequence[Item]) -> list[Found]:
    """All in this process."""
    return [work(item) for item in items]


def divided(work: Callable[[Item], Found], items: Sequence[Item], processes: int) -> list[Found]:
    """Every n-th item in each of so many processes, this one among them; raises what `work` raises.

    The share of a copy that ends without an answer (it was killed, or `work` failed there) is done here.
    """
    if processes <= 1 or len(items) < FEW or sys.platform != "linux":
        return here(work, items)
    first, *others = [items[number::processes] for number in range(processes)]
    copies = [_begun(partial(here, _while_wanted(work), share)) for share in others]
    try:
        parts = [here(work, first)]
        for (_, answers), share in zip(copies, others, strict=True):
            told: list[Found] | None = _answer(answers)
            parts.append(here(work, share) if told is None else told)
    finally:
        for process, _ in copies:
            process.kill()
            process.join()
    return [parts[number % processes][number // processes] for number in range(len(items))]


def _begun(task: Callable[[], list[Found]]) -> tuple[BaseProcess, Connection]:
    """A copy of this process at work on a task, and where it answers."""
    answers, told = FORK.Pipe(duplex=False)
    process = FORK.Process(target=_work, args=(task, told), daemon=True)
    process.start()
    told.close()
    return process, answers


def _work(task: Callable[[], list[Found]], told: Connection) -> None:
    """In a copy. It says nothing but its answer: a thread that it lacks may have held the terminal when it began."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        told.send(task())
    finally:
        os._exit(0)


def _while_wanted(work: Callable[[Item], Found]) -> Callable[[Item], Found]:
    """The work, which ends with the process that wanted it: a copy holds the lock of the case as well."""
    wanted_by = os.getpid()

    def done(item: Item) -> Found:
        if os.getppid() != wanted_by:
            os._exit(1)
        return work(item)

    return done


def _answer(answers: Connection) -> list[Found] | None:
    """What a copy found; None if it ended before it had found everything."""
    with answers:
        try:
            found: list[Found] = answers.recv()
        except EOFError:
            return None
    return found
