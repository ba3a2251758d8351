"""The sample case, built once for all tests of the commands."""

import contextlib
import shutil
import stat
from pathlib import Path

import pytest

from according.corridor import build

SAMPLE = Path(__file__).parents[2] / "examples" / "sample"


@pytest.fixture(scope="session")
def sample(tmp_path_factory):
    """The sample case; not to be changed."""
    case = tmp_path_factory.mktemp("sample") / "sample-case"
    build([SAMPLE], case).close()
    return case


@pytest.fixture
def copied(sample, tmp_path):
    """A copy of the sample case that may be changed."""
    case = tmp_path / "copied-case"
    shutil.copytree(sample, case)
    for file in (case / "originals").rglob("*"):
        with contextlib.suppress(OSError):
            file.chmod(file.stat().st_mode | stat.S_IWUSR)
    return case
