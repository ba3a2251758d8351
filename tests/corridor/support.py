"""A small pile of invented reporting, and the export of a case as one string."""

import io
import json

from according.case import Case
from according.publish import jsonl

REPORTS = {
    "northgate.txt": "Shells hit the market in Ain al-Hajar on 9 March 2023, killing 18 people, Salma Haddad said.\n",
    "harbour.txt": "At least 18 people died in the market of Ain al-Hajar on Thursday, the River Brigade said.\n",
    "minbar.txt": 'The governor, Karim Zand, denied it. "No shell was fired that day," he told Al-Minbar Agency.\n',
    "lamp.txt": "The siege of Tel Marran ended in May 2023 after talks, a mediator told the Lamp.\n",
}
ROWS = [
    {"id": "r1", "outlet": "The Lantern", "published": "2023-03-10", "text": REPORTS["northgate.txt"]},
    {"id": "r2", "outlet": "Harbour Daily", "published": "2023-03-11", "text": REPORTS["lamp.txt"]},
]


def pile(folder):
    """Four text files, one with a sidecar, and a JSONL file."""
    folder.mkdir(parents=True)
    for name, chars in REPORTS.items():
        (folder / name).write_text(chars, encoding="utf-8")
    (folder / "harbour.txt.meta.toml").write_text('outlet = "Harbour Daily"\npublished = "2023-03-10"\n')
    (folder / "rows.jsonl").write_text("".join(json.dumps(row) + "\n" for row in ROWS))
    return folder


def exported(case):
    """The JSONL export of the case in a folder."""
    out = io.StringIO()
    with Case(case) as opened:
        jsonl.write(opened, out)
    return out.getvalue()
