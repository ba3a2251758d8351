"""The lock names every dependency, each in one version that pyproject.toml allows, with the hash of its wheel."""

import re
import tomllib
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[2]
PINNED = re.compile(r"(?P<name>[\w.-]+)==(?P<version>[\w.+!]+) --hash=sha256:[0-9a-f]{64}")


def test_the_lock_pins_what_the_package_needs():
    lines = (ROOT / "requirements.lock").read_text(encoding="utf-8").splitlines()[1:]
    pinned = {canonicalize_name(found["name"]): found["version"] for found in map(PINNED.fullmatch, lines)}
    assert len(pinned) == len(lines)
    with (ROOT / "pyproject.toml").open("rb") as file:
        needed = [Requirement(one) for one in tomllib.load(file)["project"]["dependencies"]]
    missing = [str(one) for one in needed if pinned.get(canonicalize_name(one.name), "") not in one.specifier]
    assert not missing
