"""A case of invented reports for the tests of the reading room, one of them full of traps, and a server over it."""

import json
import threading
from contextlib import contextmanager

import uvicorn

from according import corridor
from according.web.app import create
from according.web.safety import Rules

TRAP = "<script>alert(1)</script>\"'><img src=x onerror=alert(2)>{{7*7}}javascript:alert(3)"
REPORTS = [
    {
        "text": "Shells hit the market in Ain al-Hajar on 9 March 2023, killing 18 people, Salma Haddad said. "
        "The River Brigade was founded in October 2019. Yusuf Amran has led the River Brigade since 5 January 2023.",
        "outlet": "Northgate Wire",
        "published": "2023-03-10",
        "title": "Market shelled",
    },
    {
        "text": "At least 32 people were killed in the market of Ain al-Hajar on 9 March 2023, the River Brigade said. "
        "Omar Daoud joined the River Brigade on 2 February 2021. Omar Daoud left the River Brigade on 3 May 2022.",
        "outlet": "Harbour Daily",
        "published": "2023-03-10",
        "title": "Dozens die in market",
    },
    {
        "text": "Shells hit the market in Ain al-Hajar on 9 March 2023, killing 18 people, Salma Haddad said. "
        "The council fled because the bridge fell, Ms Haddad said. Salma al-Haddad left for Port Selim on 2 May 2023.",
        "outlet": "Coastline Today",
        "published": "2023-03-11",
        "title": "Shelling of a market",
    },
    {
        "text": f"Rebels attacked Tel Marran on 3 April 2023, {TRAP} said. {TRAP} killed 4 people in Tel Marran.",
        "outlet": TRAP,
        "published": "2023-04-04",
        "title": TRAP,
        "url": f"https://trap.example/{TRAP}",
        "authors": [TRAP],
    },
]


def built(folder):
    """The case, built."""
    source = folder / "reports.jsonl"
    source.write_text("".join(json.dumps(one) + "\n" for one in REPORTS), encoding="utf-8")
    corridor.build([source], folder / "case", corridor.Options(workers=1)).close()
    return folder / "case"


@contextmanager
def serving(case, rules=None):
    """The address of a reading room that runs on a free port of this machine."""
    config = uvicorn.Config(create(case, rules or Rules()), host="127.0.0.1", port=0, log_level="error")
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        thread.join(0.05)
        if not thread.is_alive():
            raise RuntimeError("the reading room did not start")
    try:
        yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
    finally:
        server.should_exit = True
        thread.join(10)
