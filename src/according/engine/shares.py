"""One piece of work on many items, divided among copies of this process: what the items need is in memory already.

Copies are forked, so that only what they find is handed over; each takes the next few items as long as there are any.
Where that is not safe (it is on Linux alone: elsewhere system libraries keep threads that a copy lacks), or is not
worth it, all is done in this process, with the same result.
"""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from multiprocessing import get_context
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from types import TracebackType
from typing import Any, Generic, TypeVar

from according.each import here

Item = TypeVar("Item")
Found = TypeVar("Found")
Parts = dict[int, list[Found]]
"""What was found, by the number of the part."""

FORK = get_context("fork") if sys.platform == "linux" else get_context()

FEW = 200
"""Items (pairs of texts, texts, events) below which nothing is divided: a copy costs some 50 ms, as do ten of most."""

PARTS = 16
"""Parts for each process: enough that none waits long for another at the end."""

NUMBER = 4
"""Bytes of the number of a part in the pipe from which processes take them: reads of so few are never torn."""

MOST_PARTS = 4096 // NUMBER
"""Their numbers fit into the least pipe that there is: they are put in before anybody takes one."""


def divided(work: Callable[[Item], Found], items: Sequence[Item], processes: int, few: int = FEW) -> list[Found]:
    """What `work` finds in each item, in so many processes, this one among them; raises what `work` raises."""
    with Begun(work, items, processes, few) as begun:
        return begun.result()


class Begun(Generic[Item, Found]):
    """Work that copies of this process have begun; it goes on with something else until it asks for the result."""

    def __init__(self, work: Callable[[Item], Found], items: Sequence[Item], processes: int, few: int = FEW) -> None:
        self._work, self._items, self._process = work, items, os.getpid()
        alone = processes <= 1 or len(items) < few or sys.platform != "linux"
        count = 1 if alone else min(len(items), processes * PARTS, MOST_PARTS)
        self._bounds = [number * len(items) // count for number in range(count + 1)]
        self._numbers = _pipe_of(range(count))
        self._copies = [] if alone else list(_copies(self._in_a_copy, processes - 1))

    def __enter__(self) -> Begun[Item, Found]:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        os.close(self._numbers)
        for process, answers in self._copies:
            process.kill()
            process.join()
            answers.close()

    def result(self) -> list[Found]:
        """What was found in each item, in their order. What a copy took and did not answer is done here: it was killed,
        or `work` failed there.
        """
        parts = self._taken(self._work)
        for _, answers in self._copies:
            parts |= _answer(answers)
        for number in range(len(self._bounds) - 1):
            if number not in parts:
                parts[number] = here(self._work, self._part(number))
        return [found for number in sorted(parts) for found in parts[number]]

    def _in_a_copy(self) -> Parts[Found]:
        return self._taken(partial(_while_wanted, self._work, self._process))

    def _taken(self, work: Callable[[Item], Found]) -> Parts[Found]:
        """The parts that this process could take."""
        return {number: here(work, self._part(number)) for number in _numbers(self._numbers)}

    def _part(self, number: int) -> Sequence[Item]:
        return self._items[self._bounds[number] : self._bounds[number + 1]]


class Ahead(Generic[Item, Found]):
    """As `divided`, so many items at a time, one result after the other: copies are ahead of whoever asks for them."""

    def __init__(
        self, work: Callable[[Item], Found], items: Sequence[Item], processes: int, at_once: int, few: int = FEW
    ) -> None:
        self._begin = partial(Begun, work, processes=processes, few=few)
        self._parts = (items[start : start + at_once] for start in range(0, len(items), at_once))
        self._next = self._begun()

    def _begun(self) -> Begun[Item, Found] | None:
        part = next(self._parts, None)
        return None if part is None else self._begin(items=part)

    def __enter__(self) -> Iterator[Found]:
        return self._results()

    def _results(self) -> Iterator[Found]:
        while self._next is not None:
            begun, self._next = self._next, None
            with begun:
                found = begun.result()
            self._next = self._begun()
            yield from found

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        if self._next is not None:
            self._next.__exit__(kind, error, at)


def _pipe_of(numbers: Sequence[int]) -> int:
    """A pipe that holds numbers, closed behind them: every process that has it may take the next."""
    taken, put = os.pipe()
    os.write(put, b"".join(number.to_bytes(NUMBER, "big") for number in numbers))
    os.close(put)
    return taken


def _numbers(pipe: int) -> Iterator[int]:
    while taken := os.read(pipe, NUMBER):
        yield int.from_bytes(taken, "big")


def _copies(task: Callable[[], Any], count: int) -> Iterator[tuple[BaseProcess, Connection]]:
    """So many copies at work, or as many as the system allows: what nobody takes is done here."""
    for _ in range(count):
        try:
            yield _begun(task)
        except OSError:
            return


def _begun(task: Callable[[], Any]) -> tuple[BaseProcess, Connection]:
    """A copy of this process at work on a task, and where it answers."""
    answers, told = FORK.Pipe(duplex=False)
    process = FORK.Process(target=_in_copy, args=(task, told), daemon=True)
    process.start()
    told.close()
    return process, answers


def _in_copy(task: Callable[[], Any], told: Connection) -> None:
    """It says nothing but its answer: a thread that it lacks may have held the terminal when it began."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        told.send(task())
    finally:
        os._exit(0)


def _while_wanted(work: Callable[[Item], Found], by: int, item: Item) -> Found:
    """The work, which ends with the process that wanted it: a copy holds the lock of the case as well."""
    if os.getppid() != by:
        os._exit(1)
    return work(item)


def _answer(answers: Connection) -> Parts[Any]:
    """What a copy found; nothing if it ended before it had found everything."""
    try:
        found: Parts[Any] = answers.recv()
    except (EOFError, OSError):  # killed before its answer, or in the midst of it
        return {}
    return found
