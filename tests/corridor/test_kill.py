"""A build killed at any moment leaves a case that opens, and that the next build completes to the same record."""

import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from according.case import Case, Folder, NotACase
from according.case.custody import Custody
from according.case.verifying import verify
from according.corridor import build, texts_of
from tests.corridor.support import exported

SAMPLE = Path(__file__).parents[2] / "examples" / "sample"
KILLS = 25

BUILD = """
import sys
from according import corridor
corridor.STORED_AT_ONCE = 2
print("begun", flush=True)
corridor.build([sys.argv[1]], sys.argv[2], corridor.Options(workers=1)).close()
"""


@pytest.mark.slow
def test_killed_at_random_moments_a_build_is_completed_by_the_next(tmp_path):
    began = time.monotonic()
    build([SAMPLE], tmp_path / "whole-case").close()
    took = time.monotonic() - began
    whole = exported(tmp_path / "whole-case")
    chance, killed = random.Random(2), 0
    for number in range(KILLS):
        case = tmp_path / f"{number}-case"
        killed += _killed(case, chance.uniform(0, took))
        _opens(case)
        build([SAMPLE], case).close()
        assert exported(case) == whole
        assert not list(verify(case, texts_of))
    assert killed


def _killed(case, after):
    """Build in a process of its own and kill it; whether it was still at work."""
    process = subprocess.Popen([sys.executable, "-c", BUILD, str(SAMPLE), str(case)], stdout=subprocess.PIPE)
    process.stdout.readline()
    try:
        process.wait(after)
    except subprocess.TimeoutExpired:
        process.kill()
    return process.wait() == -signal.SIGKILL


def _opens(case):
    """What is there can be read: a database is whole or not there, the chain holds but for a torn last line."""
    try:
        with Case(case) as opened:
            assert opened.count("text") in (0, 19)
    except NotACase:
        assert not Folder(case).database.exists()
    assert len(list(Custody(Folder(case).custody).verify())) <= 1
