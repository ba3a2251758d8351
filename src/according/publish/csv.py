"""Export to CSV: one row per event with ACLED-like columns, time and geo precision, and the sources.

Column names follow ACLED's codebook where it has them; precision codes too: 1 exact day, 2 within a week, 3 longer.
"""

from __future__ import annotations

import csv
from typing import Any, TextIO

from according.days import day_number
from according.publish.view import HasRecords, Record, View, judged

COLUMNS = (
    *("event_id", "event_date", "time_precision", "event_date_latest", "edtf", "event_type", "event_title"),
    *("actor1", "actor2", "location", "latitude", "longitude", "geo_precision"),
    *("fatalities_low", "fatalities_high", "reports", "independent_sources", "informants", "sources", "notes", "human"),
)

WEEK = 7
DANGEROUS = ("=", "+", "-", "@", "\t", "\r")
"""First characters that make a spreadsheet take a cell for a formula (OWASP: CSV injection)."""


def write(case: HasRecords, out: TextIO) -> None:
    """Write the events of a case."""
    view, writer = View(case), csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    for event in view.events():
        writer.writerow([_cell(value) for value in _row(view, event)])


def _cell(value: Any) -> Any:
    if isinstance(value, str) and value.startswith(DANGEROUS):
        return f"'{value}"
    return value


def _row(view: View, event: Record) -> list[Any]:
    time, point = event.get("time") or {}, view.point(event) or {}
    actors = [view.entities[one]["name"] for one in view.actors(event) if one in view.entities]
    low, high = _fatalities(view, event)
    place = view.entities.get(event.get("place_id") or "", {}).get("name", "")
    return [
        event["id"],
        time.get("earliest") or "",
        _time_precision(time),
        time.get("latest") or "",
        time.get("edtf", ""),
        event["type"],
        event["title"],
        *(*actors, "", "")[:2],
        place,
        point.get("lat", ""),
        point.get("lon", ""),
        point.get("precision", "unresolved"),
        low,
        high,
        event["reports"],
        event["independent"],
        "; ".join(view.informants(event)),
        "; ".join(view.outlets(event)),
        " | ".join(dict.fromkeys(" ".join(view.words(one).split()) for one in view.claims_of(event))),
        _human(view, event),
    ]


def _human(view: View, event: Record) -> str:
    """What people decided on an event and its claims; "" where all is the machine's."""
    said = [one for one in map(judged, view.claims_of(event)) if one]
    bases = (event.get("time_basis"), event.get("place_basis"), (event.get("time") or {}).get("basis"))
    said += [one for one in bases if one and one.startswith("set by")]
    return "; ".join(dict.fromkeys(said)) or ("yes" if event.get("human") else "")


def _time_precision(time: Record) -> int | str:
    if not time.get("earliest") or not time.get("latest"):
        return ""
    days = day_number(time["latest"]) - day_number(time["earliest"])
    return 1 if days == 0 else 2 if days <= WEEK else 3


def _fatalities(view: View, event: Record) -> tuple[Any, Any]:
    """The lowest and the highest number of killed that any account gives; accounts are not averaged."""
    found = [one for one in view.claims_of(event) if one["kind"] == "count" and one["type"] == "killed"]
    lows = [one["low"] for one in found if one.get("low") is not None]
    highs = [one["high"] for one in found if one.get("high") is not None]
    return (f"{min(lows):g}" if lows else ""), (f"{max([*highs, *lows]):g}" if highs or lows else "")
