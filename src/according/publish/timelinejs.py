"""Export to TimelineJS (Knight Lab): one slide per dated event.

Format: https://timeline.knightlab.com/docs/json-format.html. TimelineJS shows texts as HTML, so what
comes from a source is escaped. Events whose time is unknown cannot stand on its axis: they are left out and counted.
"""

from __future__ import annotations

import json
from html import escape
from typing import Any, TextIO

from according.publish.view import HasRecords, Record, View, judged


def write(case: HasRecords, out: TextIO) -> None:
    """Write the events of a case as TimelineJS JSON."""
    view = View(case)
    events = view.events()
    slides = [_slide(view, one) for one in events if _dated(one)]
    undated = len(events) - len(slides)
    title = {
        "text": {
            "headline": "According",
            "text": f"{len(slides)} dated events; {undated} without a date left out",
        }
    }
    json.dump({"title": title, "events": slides}, out, ensure_ascii=False, indent=1)
    out.write("\n")


def _dated(event: Record) -> bool:
    time = event.get("time") or {}
    return bool(time.get("earliest") or time.get("latest"))


def _slide(view: View, event: Record) -> dict[str, Any]:
    time = event["time"]
    first, last = time.get("earliest") or time["latest"], time.get("latest") or time["earliest"]
    slide = {
        "unique_id": event["id"],
        "start_date": _date(first),
        "display_date": escape(time.get("edtf") or f"{first} – {last}"),
        "group": event["type"].partition(":")[0],
        "text": {"headline": escape(event["title"]), "text": _body(view, event)},
    }
    if last != first:
        slide["end_date"] = _date(last)
    return slide


def _date(iso: str) -> dict[str, int]:
    year, month, day = (int(part) for part in iso.rsplit("-", 2))
    return {"year": year, "month": month, "day": day}


def _body(view: View, event: Record) -> str:
    lines = [
        f"<li>{escape(view.words(claim))} <small>— {escape(view.says(claim))}{_judged(claim)}</small></li>"
        for claim in view.claims_of(event)
    ]
    human = "; judged by a person" if event.get("human") else ""
    counted = f"<p>{event['reports']} reports, {event['independent']} independent sources{human}</p>"
    return f"{counted}<ul>{''.join(lines)}</ul>"


def _judged(claim: Record) -> str:
    said = judged(claim)
    return f" (human: {escape(said)})" if said else ""
