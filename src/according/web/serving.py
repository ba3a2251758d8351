"""Serving the reading room from several processes: pages are made in Python, and one process makes one page at a time.

The processes share nothing but the case on disk. Each asks at every request whether the record or the judgements have
changed (`State.stamp`), so that what one of them writes down all of them show.
"""

from __future__ import annotations

import json
import os
from pathlib import Path

import uvicorn
from starlette.applications import Starlette

from according.web.app import create
from according.web.safety import Rules
from according.web.state import opened

ROOM = "ACCORDING_ROOM"
"""The variable of the environment by which the processes learn what to serve."""


def run(case: Path, address: tuple[str, int], rules: Rules, workers: int) -> None:
    """Serve a case until it is interrupted; a reading index that is missing is written before the processes start.

    Two processes that found it missing would both write one.
    """
    with opened(case):
        pass
    shared = {"hosts": sorted(rules.hosts), "read_only": rules.read_only, "token": rules.token}
    os.environ[ROOM] = json.dumps({"case": str(case.resolve()), "rules": shared})
    host, port = address
    uvicorn.run(
        f"{__name__}:app",
        factory=True,
        host=host,
        port=port,
        workers=workers,
        log_level="warning",
        server_header=False,
        date_header=False,
    )


def app() -> Starlette:
    """The reading room that the environment names."""
    given = json.loads(os.environ[ROOM])
    rules = given["rules"]
    return create(given["case"], Rules(frozenset(rules["hosts"]), rules["read_only"], rules["token"]))
