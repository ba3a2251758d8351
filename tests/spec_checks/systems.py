"""Renders what the reports say of a system: a case opens with a line that asks, then come the texts.

`? dossier NAME | group` shows one group of a dossier, `? structure DAY` the tree of a day, `? why` the stated causes,
`? chronicle` its headings and sentences. Texts are told apart by a line `== outlet | day`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from according import corridor, intake
from according.case.rows import rows
from according.publish import chronicle, reports
from according.publish.dossier import NotFound, dossier
from according.publish.reports import support, when
from according.publish.structure import structure
from according.publish.view import Record, View
from according.publish.why import why

HEAD = re.compile(r"^== *(?P<outlet>[^|\n]*?) *(?:\| *(?P<day>[\d-]+) *)?$", re.M)


class _Rows:
    def __init__(self, held: dict[str, list[Record]]) -> None:
        self.held = held

    def records(self, kind: str) -> Iterator[Record]:
        return iter(self.held.get(kind, []))


def view_of(given: str) -> View:
    """The texts read and joined, as a case would hold them."""
    heads = list(HEAD.finditer(given))
    ends = [head.start() for head in heads[1:]] + [len(given)]
    texts = [
        intake.text_of(given[head.end() : end].strip(), published=head["day"], outlet=head["outlet"])
        for head, end in zip(heads, ends, strict=True)
    ]
    read = sorted((corridor.read_text(one) for one in texts), key=lambda record: record.text.id)
    held: dict[str, list[Record]] = {}
    for line in rows(corridor.joined(read, [])):
        held.setdefault(line.row["record"], []).append(line.row)
    return View(_Rows(held))


def render(given: str) -> str:
    asked, _, texts = given.strip().partition("\n")
    what, _, rest = asked.removeprefix("? ").partition(" ")
    view = view_of(texts)
    shown = {"dossier": _dossier, "structure": _structure, "why": _why, "chronicle": _chronicle}
    return shown[what](view, rest).strip()


def _dossier(view: View, asked: str) -> str:
    name, _, group = (part.strip() for part in asked.partition("|"))
    try:
        found = dossier(view, name)
    except NotFound as missing:
        return str(missing)
    lines = [line for title, shown in found.groups for line in shown if title == group]
    return "\n".join(map(_line, lines)) or "(nothing)"


def _line(line) -> str:
    doubt = f" [{line.modality}]" if line.modality != "asserted" else ""
    time = f" ({when(line)})" if line.time else ""
    unsure = f"; uncertain: {line.doubt}" if line.doubt else ""
    return f"{line.words}{doubt}{time} – {support(line)}{unsure}"


def _structure(view: View, day: str) -> str:
    return reports.structure_text(structure(view, day or None)).partition("\n\n")[2]


def _why(view: View, asked: str) -> str:
    return reports.why_text(why(view, asked or None))


def _chronicle(view: View, asked: str) -> str:
    lines = []
    for entry in chronicle.entries(view._case):
        lines += [
            f"{entry.heading} ({entry.counted})",
            *(f"- {words} [{note.line}]" for words, note in entry.sentences),
        ]
    return "\n".join(lines)
