"""How fast the reading room answers: python -m bench.web CASE [TIMES]. 20 clients ask for every kind of page at once.

Prints for every kind of page the 95th percentile of the answers in milliseconds and the size of the largest; the limits
are 300 ms and 1 MB. With TIMES a copy of the case is asked that holds every record that many times, under other ids, so
that a large case needs no large pile. The server runs in a process of its own on loopback, a closed loop: each of the
clients asks again as soon as it is answered. Pages of records are mostly asked for the first time, so that what the
server keeps of rendered pages does not flatter the figure. The load of the machine is printed: others' work counts.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections import defaultdict
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.error import URLError

from according.case import Case
from according.case.database import Database
from according.case.rows import KINDS, Line
from according.publish import index

ID = re.compile(r'"[0-9a-f]{4}([0-9a-f]{12})"')
CLIENTS = 20
ROUNDS = 3
"""Requests of every client for every kind of page."""

SAMPLE = 60
"""Different records asked for, of every kind: as many as there are requests."""

VIEWS = (
    "/ /texts /entities /structure /sources /conflicts /causes /map /queue /judgements /custody /search?q=killed "
    "/?status=contested /?q=killed"
)


def multiplied(case: Path, times: int, folder: Path) -> Path:
    """A copy of the case with every record `times` times, each time with other ids."""
    shutil.copytree(case, folder / "case")
    with Case(case) as opened:
        kept = [(one["record"], json.dumps(one)) for kind in KINDS for one in opened.records(kind)]

    def lines() -> Iterator[Line]:
        for number in range(times):
            for place, (_, packed) in enumerate(kept):
                row = json.loads(ID.sub(rf'"{number:04x}\1"', packed))
                yield Line(f"{number:04x} {place:07}", row.get("id", ""), row.get("text_id", ""), row)

    database = Database(folder / "case" / "case.db", write=True)
    database.publish(lines(), index.write)
    database.close()
    return folder / "case"


def paths(address: str) -> dict[str, list[str]]:
    """Kinds of pages with the paths that are asked for."""

    def asked(path: str) -> dict:
        with urllib.request.urlopen(address + path) as answer:
            return json.load(answer)

    kinds = {path: [path] for path in VIEWS.split()}
    for folder, path in (("events", "/index.json"), ("texts", "/texts.json"), ("entities", "/entities.json")):
        found = [f"/{folder}/{one['id']}" for page in (1, 2) for one in asked(f"{path}?page={page}")[folder]]
        kinds[f"/{folder}/ID"] = found[:SAMPLE]
    return kinds


def measure(address: str) -> dict[str, tuple[list[float], int]]:
    """Seconds of all answers and the largest size, by kind of page."""
    kinds = paths(address)
    found: dict[str, list[tuple[float, int]]] = defaultdict(list)

    def client(number: int) -> list[tuple[str, float, int]]:
        made = []
        for turn in range(ROUNDS):
            for kind, ones in kinds.items():
                start = time.perf_counter()
                with urllib.request.urlopen(address + ones[(number * ROUNDS + turn) % len(ones)]) as answer:
                    size = len(answer.read())
                made.append((kind, time.perf_counter() - start, size))
        return made

    with ThreadPoolExecutor(CLIENTS) as pool:
        for made in pool.map(client, range(CLIENTS)):
            for kind, seconds, size in made:
                found[kind].append((seconds, size))
    return {kind: ([one for one, _ in ones], max(size for _, size in ones)) for kind, ones in found.items()}


def main() -> int:
    """Serve the case that is named; the exit code says whether the limits hold."""
    with tempfile.TemporaryDirectory() as folder:
        case = Path(sys.argv[1])
        if len(sys.argv) > 2:
            case = multiplied(case, int(sys.argv[2]), Path(folder))
        with Case(case) as opened:
            print(", ".join(f"{opened.count(kind)} {kind}" for kind in ("text", "claim", "event", "entity")))
        return run(case)


def run(case: Path) -> int:
    """Serve the case, ask, print."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    address = f"http://127.0.0.1:{port}"
    command = [sys.executable, "-c", "from according.cli import main; main()", "serve", str(case), "--port", str(port)]
    server = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    try:
        started = time.perf_counter()
        while True:
            try:
                urllib.request.urlopen(address + "/").close()
                break
            except URLError:
                if server.poll() is not None:
                    return 1
                time.sleep(0.1)
        print(f"first page after {time.perf_counter() - started:.1f} s")
        worst = 0.0
        print(f"load of the machine before: {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores")
        for kind, (seconds, size) in measure(address).items():
            high = sorted(seconds)[int(len(seconds) * 0.95)] * 1000
            worst = max(worst, high)
            print(f"{kind:22} {high:7.0f} ms {size / 1000:8.0f} kB  ({len(seconds)} answers)")
        return 0 if worst <= 300 else 1
    finally:
        server.terminate()
        server.wait()


if __name__ == "__main__":
    sys.exit(main())
