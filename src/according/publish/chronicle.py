"""The chronicle: a report in order of time, one entry per event, in the sources' own sentences, with footnotes.

Ready to be pasted into an investigator's file: as Markdown, as HTML, or as a Word document (python-docx).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape
from typing import BinaryIO, TextIO

import docx

from according.publish.view import HasRecords, Record, View
from according.publish.wording import Wording, collapsed

MOST_SENTENCES = 6
"""Sentences of one event that are printed; the others are counted. A strike that 60 outlets report needs no 60."""


@dataclass(frozen=True, slots=True)
class Note:
    """A footnote: where a sentence stands and who says so."""

    number: int
    chain: str
    outlet: str
    title: str
    published: str
    url: str
    start: int
    stop: int

    @property
    def line(self) -> str:
        """The footnote in one line."""
        parts = [self.outlet, f"“{self.title}”" if self.title else "", self.published, self.url]
        return f"{', '.join(part for part in parts if part)} (characters {self.start}–{self.stop}); {self.chain}"


@dataclass(frozen=True, slots=True)
class Entry:
    """One event: heading, sentences with their notes, what is contradicted, how many sentences were left out."""

    heading: str
    counted: str
    sentences: tuple[tuple[str, Note], ...]
    contradictions: tuple[str, ...]
    left_out: int


def entries(case: HasRecords) -> Iterator[Entry]:
    """The events of a case in order of time; undated ones last."""
    view = View(case)
    wording, number = Wording(view), 0
    against = _conflicts(view)
    for event in view.events():
        found = list(_sentences(view, wording, event))
        shown = found[:MOST_SENTENCES]
        noted = tuple((words, _note(view, claim, span, number + n)) for n, (words, claim, span) in enumerate(shown, 1))
        number += len(noted)
        time = event.get("time") or {}
        heading = f"{time.get('edtf') or 'undated'}: {event['title']}"
        counted = f"{_many(event['reports'], 'report')}, {_many(event['independent'], 'independent source')}"
        yield Entry(heading, counted, noted, tuple(against.get(event["id"], ())), len(found) - len(shown))


def _many(count: int, what: str) -> str:
    return f"{count} {what}{'' if count == 1 else 's'}"


def _conflicts(view: View) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for one in view.all("comparison"):
        if one["verdict"] == "conflicts":
            found.setdefault(one["event_id"], []).append(f"{one['slot']}: {one['detail']}")
    return {event: list(dict.fromkeys(lines)) for event, lines in found.items()}


def _sentences(view: View, wording: Wording, event: Record) -> Iterator[tuple[str, Record, tuple[int, int]]]:
    """The sentences of an event, one per text and stretch, the earliest published first."""
    seen = set()
    claims = sorted(view.claims_of(event), key=lambda one: (_published(view, one), one["text_id"], one["trigger"]))
    for claim in claims:
        span = wording.sentence(claim)
        if (claim["text_id"], span) not in seen:
            seen.add((claim["text_id"], span))
            yield collapsed(view.texts[claim["text_id"]]["text"][slice(*span)]), claim, span


def _published(view: View, claim: Record) -> str:
    published = view.texts[claim["text_id"]].get("published") or {}
    return published.get("earliest") or "9999"


def _note(view: View, claim: Record, span: tuple[int, int], number: int) -> Note:
    text = view.texts[claim["text_id"]]
    published = (text.get("published") or {}).get("edtf") or ""
    outlet = text.get("outlet") or text["path"]
    return Note(number, view.says(claim), outlet, text.get("title") or "", published, text.get("url") or "", *span)


def write_markdown(case: HasRecords, out: TextIO) -> None:
    """Write the chronicle as Markdown with footnotes."""
    out.write("# Chronicle\n")
    notes: list[Note] = []
    for entry in entries(case):
        out.write(f"\n## {_plain(entry.heading)}\n\n*{entry.counted}*\n\n")
        for words, note in entry.sentences:
            out.write(f"- {_plain(words)}[^{note.number}]\n")
            notes.append(note)
        for line in _remarks(entry):
            out.write(f"- **{_plain(line)}**\n")
    out.write("\n")
    out.writelines(f"[^{note.number}]: {_plain(note.line)}\n" for note in notes)


def _remarks(entry: Entry) -> list[str]:
    more = [f"and {_many(entry.left_out, 'further sentence')}"] if entry.left_out else []
    return [*(f"contradicted – {line}" for line in entry.contradictions), *more]


def _plain(chars: str) -> str:
    """Text as Markdown that shows it as it is."""
    return "".join(f"\\{char}" if char in "\\`*_[]<>#|" else char for char in chars)


def write_html(case: HasRecords, out: TextIO) -> None:
    """Write the chronicle as one HTML page without anything from elsewhere."""
    out.write('<!doctype html>\n<html lang="en"><meta charset="utf-8"><title>Chronicle</title>\n')
    out.write("<style>body{font:1rem/1.5 Georgia,serif;max-width:44rem;margin:2rem auto;padding:0 1rem}</style>\n")
    out.write("<h1>Chronicle</h1>\n")
    notes: list[Note] = []
    for entry in entries(case):
        out.write(f"<h2>{escape(entry.heading)}</h2>\n<p><em>{entry.counted}</em></p>\n<ul>\n")
        for words, note in entry.sentences:
            mark = f'<sup><a id="r{note.number}" href="#n{note.number}">{note.number}</a></sup>'
            out.write(f"<li>{escape(words)}{mark}</li>\n")
            notes.append(note)
        out.writelines(f"<li><strong>{escape(line)}</strong></li>\n" for line in _remarks(entry))
        out.write("</ul>\n")
    out.write("<hr>\n<ol>\n")
    out.writelines(f'<li id="n{one.number}">{escape(one.line)} <a href="#r{one.number}">↩</a></li>\n' for one in notes)
    out.write("</ol>\n</html>\n")


def write_docx(case: HasRecords, out: BinaryIO) -> None:
    """Write the chronicle as a Word document; notes stand at the end, numbered."""
    document = docx.Document()
    document.add_heading("Chronicle", 0)
    notes: list[Note] = []
    for entry in entries(case):
        document.add_heading(_writable(entry.heading), 2)
        document.add_paragraph().add_run(entry.counted).italic = True
        for words, note in entry.sentences:
            paragraph = document.add_paragraph(_writable(words), style="List Bullet")
            paragraph.add_run(str(note.number)).font.superscript = True
            notes.append(note)
        for line in _remarks(entry):
            document.add_paragraph(style="List Bullet").add_run(_writable(line)).bold = True
    document.add_heading("Notes", 1)
    _write_notes(document, notes)
    document.save(out)


def _write_notes(document: docx.document.Document, notes: Sequence[Note]) -> None:
    for note in notes:
        document.add_paragraph(f"{note.number}. {_writable(note.line)}")


def _writable(chars: str) -> str:
    """The characters that a Word document (XML 1.0) can hold."""
    return "".join(char for char in chars if char >= " " or char in "\t\n")
