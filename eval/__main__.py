"""Run the yardsticks and compare them with the floors: `python -m eval [--quick] [--only NAME]`.

The yardsticks and their data are not part of the project (third-party texts). Where they are absent
the checks say that they are skipped. A floor names its data by checksum: on other data it says nothing.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import subprocess
import sys
import tomllib
from collections import defaultdict
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
YARDSTICKS = HERE.parent.parent / "shared" / "yardsticks"
FLOORS = HERE / "floors.toml"


def floors(quick: bool, only: str | None) -> dict[tuple[str, int | None], list[dict[str, Any]]]:
    """The pinned floors by the run (yardstick, limit) that measures them."""
    runs = defaultdict(list)
    for floor in tomllib.loads(FLOORS.read_text(encoding="utf-8"))["floor"]:
        if (floor.get("quick", False) or not quick) and only in (None, floor["yardstick"]):
            runs[floor["yardstick"], floor.get("limit")].append(floor)
    return runs


def measure(yardstick: str, limit: int | None) -> dict[str, Any]:
    """The figures of one run of a yardstick, as it prints them with --json."""
    command = [sys.executable, str(YARDSTICKS / f"{yardstick}.py"), "--json"]
    command += ["--limit", str(limit)] if limit else []
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(f"{yardstick} did not run:\n{done.stderr}")
    figures: dict[str, Any] = json.loads(done.stdout.strip().splitlines()[-1])
    return figures


def same_data(floor: dict[str, Any]) -> bool:
    """Whether the data at hand are those that the floor was measured on."""
    path = YARDSTICKS / "data" / floor["data"]
    return hashlib.sha256(path.read_bytes()).hexdigest() == floor["sha256"]


def value(figures: dict[str, Any], path: list[str]) -> float:
    """The figure at a path of keys, in per cent; some yardsticks print shares of one."""
    found: Any = figures
    for key in path:
        found = found[key]
    return 100 * found if "sets" not in figures else found


def held(floor: dict[str, Any], figures: dict[str, Any]) -> bool:
    """Print one figure beside its floor; whether it holds."""
    measured = value(figures, floor["figure"])
    holds = round(measured, 1) >= floor["at_least"]
    name = " ".join([floor["yardstick"], *(key for key in floor["figure"] if key != "sets")])
    print(f"{'holds' if holds else 'FELL '}  {measured:6.1f}  floor {floor['at_least']:5.1f}  {name}", flush=True)
    return holds


def main() -> None:
    """Compare all floors; exit 1 if one does not hold."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--quick", action="store_true", help="only the floors marked quick")
    options.add_argument("--only", help="only this yardstick")
    chosen = options.parse_args()
    if not YARDSTICKS.is_dir():
        print(f"skipped: no yardsticks at {YARDSTICKS.name}/ beside the project; pinned quality was not checked")
        return
    results = []
    for (yardstick, limit), pinned in floors(chosen.quick, chosen.only).items():
        known = [floor for floor in pinned if same_data(floor)]
        if len(known) < len(pinned):
            print(f"skipped: the data of {yardstick} are not those that its floors were measured on")
        if known:
            figures = measure(yardstick, limit)
            results += [held(floor, figures) for floor in known]
    sys.exit(0 if all(results) else 1)


if __name__ == "__main__":
    main()
