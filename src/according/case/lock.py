"""One writer at a time: a lock on the case that names its holder."""

from __future__ import annotations

import json
import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from filelock import FileLock, Timeout


class Held(Exception):
    """Somebody else is writing; the message names them."""


@contextmanager
def writing(file: Path) -> Iterator[None]:
    """Hold the lock of a case while writing; raises Held at once if somebody else does."""
    lock = FileLock(file)
    about = file.with_suffix(".holder")
    try:
        lock.acquire(timeout=0)
    except Timeout:
        raise Held(_message(about)) from None
    try:
        since = datetime.now(UTC).isoformat(timespec="seconds")
        about.write_text(json.dumps({"pid": os.getpid(), "host": socket.gethostname(), "since": since}))
        yield
    finally:
        about.unlink(missing_ok=True)
        lock.release()


def _message(about: Path) -> str:
    try:
        who = json.loads(about.read_text())
        named = f"process {who['pid']} on {who['host']}, since {who['since']}"
    except (OSError, ValueError, KeyError):
        named = "another process"
    return f"the case is being written by {named}; wait until it is done (reading is possible meanwhile)"
