"""Writes requirements.lock: what the package needs, in the versions of this environment, with their hashes.

    python -m tools.lock

pip resolves and tells (`--report`, its documented format); nothing is installed. The hashes are those of the wheels for
this platform and this Python, which stand in the first line.
"""

from __future__ import annotations

import json
import platform
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Iterator, Mapping
from importlib.metadata import distributions
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
LOCK = ROOT / "requirements.lock"


def needed() -> list[str]:
    """The dependencies as pyproject.toml states them."""
    with (ROOT / "pyproject.toml").open("rb") as file:
        found: list[str] = tomllib.load(file)["project"]["dependencies"]
    return found


def resolved() -> list[Mapping[str, Any]]:
    """What pip would install, and from which files; raises CalledProcessError if it finds no such set."""
    with tempfile.TemporaryDirectory() as folder:
        kept, report = Path(folder, "kept.txt"), Path(folder, "report.json")
        kept.write_text("".join(f"{one.name}=={one.version}\n" for one in distributions() if one.name != "according"))
        asked = ["--dry-run", "--ignore-installed", "--only-binary", ":all:", "--report", str(report), "-c", str(kept)]
        subprocess.run([sys.executable, "-m", "pip", "install", "--quiet", *asked, *needed()], check=True)
        found: list[Mapping[str, Any]] = json.loads(report.read_text())["install"]
        return found


def lines(found: list[Mapping[str, Any]]) -> Iterator[str]:
    """The lock, in the order of the names."""
    yield f"# {platform.system()} {platform.machine()}, Python {'.'.join(platform.python_version_tuple()[:2])}"
    for one in sorted(found, key=lambda each: each["metadata"]["name"].lower()):
        hashes = one["download_info"]["archive_info"]["hashes"]
        yield f"{one['metadata']['name']}=={one['metadata']['version']} --hash=sha256:{hashes['sha256']}"


if __name__ == "__main__":
    LOCK.write_text("\n".join(lines(resolved())) + "\n", encoding="utf-8")
