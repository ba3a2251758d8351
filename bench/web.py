"""How fast the reading room answers: python -m bench.web CASE [TIMES]. 20 clients ask for every kind of page at once.

Prints for every kind of page the 95th percentile of the answers in milliseconds, the size of the largest, and the CPU
milliseconds that the server takes for one page asked for the first time; the limits are 300 ms and 1 MB. With TIMES a
copy of the case is asked that holds every record that many times, under other ids, so that a large case needs no large
pile. The server runs on loopback as `according serve` runs it, a closed loop: each of the clients asks again as soon as
it is answered.

Texts are spread over the whole case; of the events and entities half are the fullest ones (contested events, the most
mentioned names) and half are spread. No request of a run repeats another's: each page is made anew.
The views are asked for as everybody asks for them, so that all but the first answer come from what the server keeps of
rendered pages, and once more page by page ("/?page=N"), each page new. The load of the machine is printed, for others'
work counts in the percentiles; it counts little in the CPU milliseconds.
"""

from __future__ import annotations

import json
import os
import random
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
from typing import Any
from urllib.error import URLError

from according.case import Case
from according.case.database import Database
from according.case.rows import KINDS, Line
from according.publish import index

ID = re.compile(r'"[0-9a-f]{4}([0-9a-f]{12})"')
CLIENTS = 20
ROUNDS = 3
"""Requests of every client for every kind of page."""

SEED = 7
"""Of the order in which records are asked for, so that full and small ones come mixed."""

ONCE = 12
"""Pages of every kind that are asked for once, one after the other, to see what CPU they take."""

SAMPLE = CLIENTS * ROUNDS + ONCE
"""Different records asked for, of every kind: as many as there are requests."""

PAGED = "/ /texts /entities /conflicts /causes /map /sources /structure /queue"
"""Views that are also asked for page by page."""

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

    def asked(path: str) -> dict[str, Any]:
        with urllib.request.urlopen(address + path) as answer:
            found: dict[str, Any] = json.load(answer)
            return found

    def pages(view: str) -> list[int]:
        """Numbers of pages, spread evenly over all that a view has."""
        every = int(asked(f"{'/index' if view == '/' else view}.json")["pages"])
        return sorted({1 + n * every // SAMPLE for n in range(SAMPLE)})

    kinds = {path: [path] for path in VIEWS.split()}
    kinds |= {f"{view}?page=N": [f"{view}?page={n}" for n in pages(view) if n > 1] for view in PAGED.split()}
    for folder, full in (("events", "/index.json?status=contested"), ("texts", ""), ("entities", "/entities.json")):
        heavy = asked(full)[folder][: SAMPLE // 2] if full else []
        view = "/" if folder == "events" else f"/{folder}"
        listed = [asked(f"{'/index' if view == '/' else view}.json?page={n}")[folder] for n in pages(view)]
        spread = [row for rows in listed for row in rows[: -(-SAMPLE // len(listed))]]
        ids = dict.fromkeys(one["id"] for one in (*heavy, *spread))
        kinds[f"/{folder}/ID"] = random.Random(SEED).sample([f"/{folder}/{one}" for one in ids], min(SAMPLE, len(ids)))
    return {kind: found for kind, found in kinds.items() if found}


def cpu(process: int) -> float:
    """CPU milliseconds that a process and those that it started have taken so far; Linux's /proc."""
    fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    own = (int(fields[11]) + int(fields[12])) * 1000 / os.sysconf("SC_CLK_TCK")
    children = Path(f"/proc/{process}/task/{process}/children").read_text().split()
    return own + sum(cpu(int(one)) for one in children)


def costs(address: str, kinds: dict[str, list[str]], process: int) -> dict[str, float]:
    """CPU milliseconds of the server for one page of every kind, asked for one after the other."""
    found = {}
    for kind, ones in kinds.items():
        before, few = cpu(process), ones[-ONCE:]
        for path in few:
            urllib.request.urlopen(address + path).close()
        found[kind] = (cpu(process) - before) / len(few)
    return found


def measure(address: str, kinds: dict[str, list[str]]) -> dict[str, tuple[list[float], int]]:
    """Seconds of all answers and the largest size, by kind of page."""
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
        return shown(address, server.pid)
    finally:
        server.terminate()
        server.wait()


def shown(address: str, server: int) -> int:
    """Ask, and print a line for every kind of page."""
    kinds, worst = paths(address), 0.0
    taken = costs(address, kinds, server)
    print(f"load of the machine before: {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores")
    for kind, (seconds, size) in measure(address, kinds).items():
        high = sorted(seconds)[int(len(seconds) * 0.95)] * 1000
        worst = max(worst, high)
        made = f"{taken[kind]:6.1f} ms of CPU  ({len(seconds)} answers, {len(kinds[kind])} different)"
        print(f"{kind:22} {high:7.0f} ms {size / 1000:8.0f} kB {made}")
    print(f"load of the machine after: {os.getloadavg()[0]:.1f}")
    return 0 if worst <= 300 else 1


if __name__ == "__main__":
    sys.exit(main())
