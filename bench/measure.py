"""Running something in a process of its own and saying what it cost: wall time, processor time, peak memory."""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

COMMAND = str(Path(sys.executable).with_name("according"))
"""The command as installed beside this Python."""


@dataclass(frozen=True, slots=True)
class Cost:
    """Seconds on the wall, seconds of processor time of the process and its children, peak memory in MiB.

    The peak is that of the largest process; `said` is the last line of its standard output.
    """

    wall: float
    cpu: float
    peak: float
    said: str


def run(*command: str) -> Cost:
    """Run a command and measure it; raises CalledProcessError, with what it said, if it fails."""
    here = Path(__file__).parents[1]
    program = [sys.executable, "-c", _WATCH, json.dumps(command)]
    done = subprocess.run(program, cwd=here, capture_output=True, text=True, check=False, env=dict(os.environ))
    if done.returncode:
        raise subprocess.CalledProcessError(done.returncode, command, done.stdout, done.stderr)
    wall, cpu, peak, said = json.loads(done.stdout.splitlines()[-1])
    return Cost(wall, cpu, peak, said)


_WATCH = """
import json, resource, subprocess, sys, time
start = time.perf_counter()
done = subprocess.run(json.loads(sys.argv[1]), stdout=subprocess.PIPE, text=True)
used = resource.getrusage(resource.RUSAGE_CHILDREN)
lines = done.stdout.splitlines() or [""]
print(json.dumps([time.perf_counter() - start, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024, lines[-1]]))
sys.exit(done.returncode not in (0, 1))
"""


def build(paths: list[str], case: Path, workers: int) -> Cost:
    """A build of a case by the command, as a user runs it."""
    program = [COMMAND, "build", *paths, "--case", str(case), "--workers", str(workers)]
    return run(*program, "--quiet")


class Clock:
    """Processor seconds of this process, by name; other programs on the machine hardly change them."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}
        self._since = time.process_time()

    def lap(self, name: str) -> None:
        """Count what has passed since the last lap under this name."""
        now = time.process_time()
        self.seconds[name] = self.seconds.get(name, 0.0) + now - self._since
        self._since = now


def peak() -> float:
    """The peak memory of this process so far, in MiB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
