"""The local engine: texts are read in this process or in worker processes, in batches, with bounds on memory and time.

A text that hangs, crashes its worker or cannot be read is set aside with its reason; the others go on. What comes back
is a stream in no fixed order: whoever stores it orders by id.
"""

from __future__ import annotations

import faulthandler
import gc
import os
import signal
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from multiprocessing import get_context
from pathlib import Path
from typing import Any, Generic, TextIO, TypeAlias, TypeVar

from according.lang import UnknownLanguage
from according.model import Problem, Text

BATCH_CHARS = 60_000
"""Characters of a batch: some seconds of reading, so that progress is seen and little is lost by an interruption."""

IN_FLIGHT = 3
"""Batches per worker that are prepared or waiting to be stored: enough to keep workers busy, bounded memory."""

FEW_CHARS = 150_000
"""Below this, starting workers (they load the model) costs more time than they save."""

SECONDS_PER_TEXT = 120
"""A text of the largest size is read in half of this on a slow machine; more is a hang."""

GRACE = 15
"""Seconds after which a worker that does not notice its time limit (it hangs outside Python) ends itself."""

Made = TypeVar("Made")
Result: TypeAlias = tuple[str, Made | Problem]


@dataclass(frozen=True, slots=True)
class Work(Generic[Made]):
    """What to do with a text: the name of an importable function, so that a worker of its own can find it."""

    read: Callable[[Text], Made]
    seconds: int = SECONDS_PER_TEXT


class TooLong(Exception):
    """A text took longer than it may."""


def run(texts: Iterable[Text], work: Work[Made], workers: int) -> Iterator[Result[Made]]:
    """Read texts; (text id, what was found or why not), each as soon as its batch is done."""
    waiting = iter(texts)
    first, size = [], 0
    for text in waiting:
        first.append(text)
        size += len(text.chars)
        if size > FEW_CHARS:
            break
    if workers <= 1 or size <= FEW_CHARS:
        for text in (*first, *waiting):
            found = read_one(text, work)
            yield found
        return
    yield from _in_workers(_batches((*first, *_rest(waiting))), work, workers)


def _rest(texts: Iterator[Text]) -> Iterator[Text]:
    yield from texts


def _batches(texts: Iterable[Text]) -> Iterator[list[Text]]:
    batch: list[Text] = []
    size = 0
    for text in texts:
        batch.append(text)
        size += len(text.chars)
        if size >= BATCH_CHARS:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def _in_workers(batches: Iterator[list[Text]], work: Work[Made], workers: int) -> Iterator[Result[Made]]:
    """Keep the workers busy; a batch whose worker died is read text by text, each in a process of its own."""
    while True:
        lost: list[list[Text]] = []
        with _pool(workers) as pool:
            yield from _drain(pool, batches, work, workers, lost)
        if not lost:
            return
        for batch in lost:
            for text in batch:
                found = read_alone(text, work)
                yield found


def _drain(
    pool: ProcessPoolExecutor, batches: Iterator[list[Text]], work: Work[Made], workers: int, lost: list[list[Text]]
) -> Iterator[Result[Made]]:
    running: dict[Future[list[Result[Made]]], list[Text]] = {}
    while True:
        while not lost and len(running) < workers * IN_FLIGHT and (batch := next(batches, None)) is not None:
            try:
                running[pool.submit(_read_batch, batch, work)] = batch
            except BrokenProcessPool:
                lost.append(batch)
        if not running:
            return
        try:
            finished = wait(running, return_when=FIRST_COMPLETED).done
        except KeyboardInterrupt:
            yield from _in_flight(running)
            raise
        for done in finished:
            batch = running.pop(done)
            try:
                yield from done.result()
            except BrokenProcessPool:
                lost.append(batch)


def _in_flight(running: Iterable[Future[list[Result[Made]]]]) -> Iterator[Result[Made]]:
    """After Ctrl-C: batches that have not begun are dropped, those at work are waited for, so that nothing is lost."""
    begun = [one for one in running if not one.cancel()]
    for one in begun:
        if not one.exception():
            yield from one.result()


def _pool(workers: int) -> ProcessPoolExecutor:
    """Workers that start clean (spawn): no locks or sessions are inherited from this process."""
    return ProcessPoolExecutor(workers, mp_context=get_context("spawn"), initializer=_ignore_interrupts)


def _ignore_interrupts() -> None:
    """Ctrl-C belongs to the process that stores: it lets the batches in flight end."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def read_alone(text: Text, work: Work[Made]) -> Result[Made]:
    """Read one text in a process of its own, so that nothing else is lost if it crashes."""
    with _pool(1) as pool:
        _begin(pool, work)
        try:
            (found,) = pool.submit(_read_batch, [text], work).result()
        except BrokenProcessPool:
            remedy = "it is set aside; please report it with the text"
            return text.id, Problem(
                text.path, "reading it ended the worker process: it crashed, ran out of memory, or hung", remedy
            )
        return found


def _begin(pool: ProcessPoolExecutor, work: Work[Any]) -> None:
    """Make sure that a worker starts at all; raises OSError, since otherwise every text would seem to be at fault."""
    try:
        pool.submit(_started, work).result()
    except BrokenProcessPool:
        raise OSError("worker processes do not start (see above); --workers 1 reads in this process") from None


def _started(work: Work[Any]) -> None:
    """Nothing: to be handed this, a worker has to import what it will call."""


def _read_batch(batch: list[Text], work: Work[Made]) -> list[Result[Made]]:
    results = []
    for text in batch:
        faulthandler.dump_traceback_later(work.seconds + GRACE, exit=True, file=_nowhere())
        found = read_one(text, work)
        results.append(found)
        faulthandler.cancel_dump_traceback_later()
    return results


@cache
def _nowhere() -> TextIO:
    return Path(os.devnull).open("w")


def read_one(text: Text, work: Work[Made]) -> Result[Made]:
    """Read one text; whatever goes wrong inside a room becomes a problem of this text alone."""
    try:
        with _limited(work.seconds), uncollected():
            return text.id, work.read(text)
    except TooLong:
        what = f"reading it took longer than {work.seconds} seconds"
        return text.id, Problem(text.path, what, "it is set aside; split it, or raise the limit with --seconds")
    except UnknownLanguage as error:
        return text.id, Problem(text.path, f"is not read: {error}", "correct its language, or leave it out")
    except Exception as error:
        what = f"reading it failed ({type(error).__name__}: {error})"
        return text.id, Problem(text.path, what, "it is set aside; please report it with the text")


@contextmanager
def uncollected() -> Iterator[None]:
    """No search for cycles while a text is read or records are joined: few are made, and the search takes a twentieth
    of the time of reading and an eighth of that of joining.
    """
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            gc.enable()


@contextmanager
def _limited(seconds: int) -> Iterator[None]:
    """Raise TooLong after so many seconds, where signals of that kind exist and this is the main thread."""
    try:
        before = signal.signal(signal.SIGALRM, _too_long)
    except (AttributeError, ValueError):
        yield
        return
    signal.alarm(seconds)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)


def _too_long(number: int, frame: Any) -> None:
    raise TooLong


def cores() -> int:
    """How many processor cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
