"""All of the speed in one command: every room, the whole corridor, growth, one text more, both engines, peers.

    python -m bench [--sizes 50,100,200] [--short 1000,10000] [--rooms 50] [--growth 200,600]
                    [--prints 1000000] [--fakes DIR] [--spacy NAME]

Writes a page with machine and commit, section by section, and charts beside it. Texts are those of `bench.generator`;
with --fakes, a folder of real articles is built too. What cannot run here is said, and skipped. The sizes given here
take some minutes; the larger ones asked for in practice are given by the options.
"""

from __future__ import annotations

import argparse
import json
import math
import os
import platform
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Sequence
from importlib.util import find_spec
from pathlib import Path

from according import intake
from according.engine import local
from bench import chart, generator, growth, measure, peers, rooms

FAKES = Path(__file__).parents[2] / "shared" / "corpora" / "fakes"


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure, print, and write the page."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", default="50,100,200", help="texts of the generated cases, ascending")
    parser.add_argument("--short", default="", help="texts of more cases, of short reports")
    parser.add_argument("--rooms", type=int, default=50, help="texts over which rooms are timed")
    parser.add_argument("--growth", default="200,600", help="texts over which the rooms across texts are timed")
    parser.add_argument("--prints", type=int, default=1_000_000, help="fingerprints that Spark joins")
    parser.add_argument("--fakes", type=Path, default=FAKES, help="a folder of real articles, built as one case")
    parser.add_argument("--spacy", metavar="PIPELINE", help="a spaCy pipeline that the reader is timed against")
    parser.add_argument("--variants", type=int, default=1_000, help="variants of texts that datasketch indexes as well")
    parser.add_argument("--out", type=Path, default=Path("docs/performance-measured.md"))
    given = parser.parse_args(arguments)
    sizes, across, short = (
        [int(one) for one in listed.split(",") if one] for listed in (given.sizes, given.growth, given.short)
    )
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        sections: Sequence[Callable[[], list[str]]] = (
            _head,
            lambda: _rooms(given.rooms, given.out),
            lambda: _real(place, given),
            lambda: _growth(place, sizes),
            lambda: _workers(place, sizes[-1]),  # fewer texts are read without worker processes
            lambda: _growth(place, short, short=True) if short else [],
            lambda: _across(across, given.out),
            lambda: _spark(place, sizes),
            lambda: _shuffle(given.prints),
        )
        page: list[str] = []
        for section in sections:
            page += section()
            given.out.write_text("\n".join(page) + "\n", encoding="utf-8")


def _head() -> list[str]:
    """The page's opening: machine and commit."""
    commit = subprocess.run(["git", "rev-parse", "--short", "HEAD"], capture_output=True, text=True, check=False)
    load = f"load average {os.getloadavg()[0]:.1f} when it began"
    machine = f"{platform.machine()}, {local.cores()} cores, Python {platform.python_version()}, {load}"
    head = ["# Measured speed", "", f"Written by `python -m bench`. Commit {commit.stdout.strip()}; {machine}.", ""]
    return [*head, "Processor seconds count all processes; wall time depends on what else the machine does.", ""]


def _table(title: str, heads: Sequence[str], lines: Sequence[Sequence[str]]) -> list[str]:
    made = [f"## {title}", "", "| " + " | ".join(heads) + " |", "|" + "---|" * len(heads)]
    made += ["| " + " | ".join(line) + " |" for line in lines]
    print("\n".join(made), flush=True)
    return [*made, ""]


def _rooms(count: int, out: Path) -> list[str]:
    reports = generator.reports(count, seed=1)
    texts = [intake.text_of(one.chars, published=f"{one.published}", outlet=one.outlet) for one in reports]
    words = sum(len(text.chars.split()) for text in texts)
    clock = measure.Clock()
    rooms.across(rooms.per_text(texts, clock), clock)
    seconds = {name: spent for name, spent in clock.seconds.items() if name and not name.startswith("loading")}
    total = sum(seconds.values())
    lines = [
        (name, f"{count / spent:,.0f}", f"{words / spent:,.0f}", f"{spent / total:.0%}")
        for name, spent in [*seconds.items(), ("all rooms", total)]
    ]
    picture = out.with_suffix(".svg")
    per_text = {name: 1000 * spent / count for name, spent in seconds.items()}
    picture.write_text(chart.bars(f"Milliseconds a text, by room ({words // count} words a text)", per_text, "ms"))
    heads = ("room", "texts/s", "words/s", "share")
    made = _table(f"Rooms: {count} generated texts, one process, processor time", heads, lines)
    return [*made, f"Peak memory {measure.peak():,.0f} MiB.", "", f"![Time by room]({picture.name})", ""]


def _rows(file: Path, reports: Sequence[generator.Report]) -> Path:
    rows = [{"text": one.chars, "outlet": one.outlet, "published": f"{one.published}"} for one in reports]
    file.write_text("".join(json.dumps(row) + "\n" for row in rows))
    return file


def _growth(folder: Path, sizes: Sequence[int], short: bool = False) -> list[str]:
    """Whole builds by size, and one text more."""
    lines, costs = [], []
    for size in sizes:
        *reports, last = generator.reports(size + 1, seed=1, short=short)
        name = f"short-{size}" if short else f"{size}"
        case = folder / f"case-{name}"
        two = measure.build([str(_rows(folder / f"{name}.jsonl", reports))], case, 2)
        per_text = (case / "case.db").stat().st_size / size / 1024
        again = measure.build([str(_rows(folder / f"{name}-last.jsonl", [last]))], case, 2)
        shutil.rmtree(case)
        costs.append(two.cpu)
        figures = (f"{two.cpu:.1f}", f"{two.wall:.1f}", f"{two.peak:,.0f}", f"{per_text:.0f}")
        lines.append((f"{size:,}", *figures, f"{again.cpu:.1f}", f"{again.wall:.1f}"))
        print(*lines[-1], flush=True)
    heads = ("texts", "CPU s", "wall s", "peak MiB", "database KiB/text", "one more: CPU s", "one more: wall s")
    words = sum(len(one.chars.split()) for one in reports) // len(reports)
    made = _table(f"The whole corridor: generated texts of {words} words, two workers", heads, lines)
    if len(sizes) > 1:
        power = math.log(costs[-1] / costs[0]) / math.log(sizes[-1] / sizes[0])
        made += [f"Growth exponent of processor time, {sizes[0]:,} to {sizes[-1]:,} texts: {power:.2f}.", ""]
    print("\n".join(made[-2:]), flush=True)
    return made


def _workers(folder: Path, size: int) -> list[str]:
    """The same build by one worker and by two."""
    texts = str(_rows(folder / f"{size}.jsonl", list(generator.reports(size, seed=1))))
    one, two = (measure.build([texts], folder / f"case-of-{workers}", workers) for workers in (1, 2))
    said = f"{size:,} texts: one worker {one.wall:.1f} s, two {two.wall:.1f} s: {one.wall / two.wall:.2f} times."
    print(said, flush=True)
    return [said, ""]


def _across(sizes: Sequence[int], out: Path) -> list[str]:
    """The rooms across texts by number of texts, with exponents and a chart."""
    found = growth.in_processes(sizes)
    picture = out.with_name(f"{out.stem}-growth.svg")
    picture.write_text(growth.picture(found))
    heads = ("room", *(f"{size:,} texts" for size in sizes), "exponent")
    made = _table("The rooms across texts: processor seconds by number of texts", heads, growth.lines(found))
    return [*made, f"![Growth]({picture.name})", ""]


def _shuffle(prints: int) -> list[str]:
    """The fingerprint join on Spark."""
    if find_spec("pyspark") is None:
        return []
    from bench import shuffle

    return _table("Fingerprints joined on Spark, local[2]", shuffle.HEADS, [shuffle.line(prints, "local[2]")])


def _spark(folder: Path, sizes: Sequence[int]) -> list[str]:
    """The Spark engine over the smallest case, on this machine."""
    if find_spec("pyspark") is None:
        return ["The Spark engine: skipped, pyspark is not installed.", ""]
    program = [measure.COMMAND, "build", str(folder / f"{sizes[0]}.jsonl"), "--engine", "spark"]
    cost = measure.run(*program, "--case", str(folder / "tables"), "--master", "local[2]", "--quiet")
    if not (folder / "tables" / "event").is_dir():
        return ["The Spark engine: skipped, it wrote no tables (pip install 'according[spark]').", ""]
    line = (f"{sizes[0]:,}", f"{cost.cpu:.1f}", f"{cost.wall:.1f}", f"{cost.peak:,.0f}")
    return _table("The Spark engine, local[2]", ("texts", "CPU s", "wall s", "peak MiB of one process"), [line])


def _real(folder: Path, given: argparse.Namespace) -> list[str]:
    """Builds over real articles, where present, by two workers and by one, and the peers beside them."""
    made, built = ["Real articles: skipped, the yardsticks are not here.", ""], None
    if given.fakes.is_dir():
        costs = {workers: measure.build([str(given.fakes)], folder / f"real-{workers}", workers) for workers in (2, 1)}
        built = costs[2].wall
        lines = [(f"{n}", f"{one.cpu:.1f}", f"{one.wall:.1f}", f"{one.peak:,.0f}") for n, one in costs.items()]
        made = _table("FA-KES", ("workers", "CPU s", "wall s", "peak MiB of one process"), lines)
        made += [f"A second worker: {costs[1].wall / built:.2f} times the speed.", ""]
    return made + _table("Peers", peers.HEADS, peers.lines(given.fakes, built, given.spacy, given.variants))


if __name__ == "__main__":
    main()
