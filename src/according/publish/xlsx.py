"""Export to a spreadsheet (.xlsx): events, claims, sources, conflicts and judgements, a sheet each.

Cells are always text or numbers: a text that begins with "=" must not become a formula in somebody's spreadsheet.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, BinaryIO

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

from according.publish.conflicts import grouped
from according.publish.view import HasRecords, Record, View, judged

LONGEST = 32_767
"""Characters that a cell can hold, a limit of the format."""

HEADS = {
    "events": "id time earliest latest type title place lat lon precision reports independent informants outlets human",
    "claims": "id event kind type modality words chain informant time low high unit outlet url start stop judged",
    "sources": "id outlet title published basis url path sha256",
    "conflicts": "event title slot rule independent value says claims other_value other_says other_claims",
    "judgements": "at by action subject object reason undone",
}


def write(case: HasRecords, out: BinaryIO) -> None:
    """Write the workbook to a binary file."""
    view, book = View(case), Workbook(write_only=True)
    for name, rows in (
        ("events", _events(view)),
        ("claims", _claims(view)),
        ("sources", _sources(view)),
        ("conflicts", _conflicts(view)),
        ("judgements", _judgements(view)),
    ):
        sheet = book.create_sheet(name)
        sheet.freeze_panes = "A2"
        sheet.append(HEADS[name].split())
        for row in rows:
            sheet.append([_cell(sheet, value) for value in row])
    book.save(out)


def _cell(sheet: Any, value: Any) -> Any:
    if isinstance(value, list | tuple):
        value = "; ".join(map(str, value))
    cell = WriteOnlyCell(sheet, value=None)
    if isinstance(value, bool) or not isinstance(value, int | float | type(None)):
        cell.value = ILLEGAL_CHARACTERS_RE.sub("", str(value))[:LONGEST]
        cell.data_type = "s"
    else:
        cell.value = value
    return cell


def _events(view: View) -> Iterable[list[Any]]:
    for one in view.events():
        time, point = one.get("time") or {}, view.point(one) or {}
        place = view.entities.get(one.get("place_id") or "", {}).get("name")
        when = [time.get("edtf"), time.get("earliest"), time.get("latest")]
        where = [place, point.get("lat"), point.get("lon"), point.get("precision")]
        counted = [one["reports"], one["independent"], view.informants(one), view.outlets(one)]
        yield [one["id"], *when, one["type"], one["title"], *where, *counted, "yes" if one.get("human") else ""]


def _claims(view: View) -> Iterable[list[Any]]:
    for one in view.claims.values():
        text, informant = view.texts[one["text_id"]], one.get("informant") or ""
        what = [one["kind"], one["type"], one["modality"], view.words(one), view.says(one)]
        named = view.entities.get(informant, {}).get("name", informant)
        numbers = [one.get("low"), one.get("high"), one.get("unit")]
        where = [text.get("outlet"), text.get("url"), *one["trigger"]]
        yield [
            one["id"],
            one.get("event_id"),
            *what,
            named,
            (one.get("time") or {}).get("edtf"),
            *numbers,
            *where,
            judged(one),
        ]


def _sources(view: View) -> Iterable[list[Any]]:
    for one in view.texts.values():
        published = one.get("published") or {}
        dated = [published.get("edtf"), published.get("basis")]
        yield [
            one["id"],
            one.get("outlet"),
            one.get("title"),
            *dated,
            one.get("url"),
            one["path"],
            one["sha256"],
        ]


def _conflicts(view: View) -> Iterable[list[Any]]:
    for one in grouped(view, (each for each in view.all("comparison") if each["verdict"] == "conflicts")):
        sides = [cell for side in one["sides"] for cell in _conflicting(side)]
        yield [one["event_id"], one["title"], one["slot"], one["rule"], one["independent"], *sides]


def _conflicting(side: Record) -> list[Any]:
    """One side of a conflict: what is said, by whom, in which claims."""
    says = list(dict.fromkeys(each["says"] for each in side["accounts"]))
    return [side["value"], says, [each["claim"] for each in side["accounts"]]]


def _judgements(view: View) -> Iterable[list[Any]]:
    for one in view.all("judgement"):
        said = [one[key] for key in ("at", "by", "action", "subject", "object", "reason")]
        yield [*said, "yes" if one.get("undone") else ""]
