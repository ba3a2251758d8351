"""How the rooms across texts grow with the number of texts: processor time, memory and exponent, room by room.

    python -m bench.growth [--sizes 1000,3000,10000] [--out docs/growth.svg]

Records are those of `bench.worlds`; every size is measured in a process of its own.
"""

from __future__ import annotations

import argparse
import json
import math
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

from bench import chart, measure, rooms, worlds

PEAK = "peak MiB"


def measured(size: int, kept: Path) -> dict[str, float]:
    """Processor seconds of every room across texts over so many, their sum, and the peak memory."""
    made = list(worlds.records(worlds.base(kept), size))
    clock = measure.Clock()
    rooms.across(made, clock)
    seconds = {name: spent for name, spent in clock.seconds.items() if name}
    return {**seconds, "all": sum(seconds.values()), PEAK: measure.peak()}


def exponent(small: tuple[int, float], large: tuple[int, float]) -> float:
    """The power of the number of texts with which a cost grows."""
    return math.log(max(large[1], 1e-9) / max(small[1], 1e-9)) / math.log(large[0] / small[0])


def in_processes(sizes: Sequence[int]) -> dict[int, dict[str, float]]:
    """The costs by size."""
    with tempfile.TemporaryDirectory() as folder:
        kept = Path(folder, "base.json")
        worlds.base(kept)
        found = {}
        for size in sizes:
            cost = measure.run(sys.executable, "-m", "bench.growth", "--one", str(size), "--kept", str(kept))
            found[size] = json.loads(cost.said)
            print(f"{size} texts: {found[size]['all']:.1f} s", file=sys.stderr, flush=True)
    return found


def lines(found: Mapping[int, Mapping[str, float]]) -> list[tuple[str, ...]]:
    """A row for each room: its cost by size, and its exponent from the first size to the last."""
    first, last = min(found), max(found)
    made = []
    for name in found[last]:
        costs = [f"{costs[name]:,.0f}" if name == PEAK else f"{costs[name]:,.2f}" for costs in found.values()]
        power = exponent((first, found[first][name]), (last, found[last][name])) if last > first else math.nan
        made.append((name, *costs, "" if name == PEAK else f"{power:.2f}"))
    return made


def picture(found: Mapping[int, Mapping[str, float]]) -> str:
    """The cost by size as an SVG."""
    rooms_found = [name for name in found[max(found)] if name != PEAK]
    curves = {name: [(size, costs[name]) for size, costs in found.items()] for name in rooms_found}
    return chart.curves("Seconds of processor time of the rooms across texts, by number of texts", curves)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", default="1000,3000,10000")
    parser.add_argument("--out", type=Path, help="where to write the chart")
    parser.add_argument("--one", type=int, help=argparse.SUPPRESS)
    parser.add_argument("--kept", type=Path, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.one:
        print(json.dumps(measured(given.one, given.kept)))
        return
    found = in_processes([int(one) for one in given.sizes.split(",")])
    for line in lines(found):
        print(" | ".join(line))
    if given.out:
        given.out.write_text(picture(found))


if __name__ == "__main__":
    main()
