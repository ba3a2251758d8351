"""Export to GeoJSON (RFC 7946): one feature per event whose place is resolved.

Every feature says how exact its point is (`precision`); events without a resolved place have a null geometry, as the
standard allows, so that nothing is lost in silence.
"""

from __future__ import annotations

import json
from typing import Any, TextIO

from according.publish.view import HasRecords, Record, View, judged


def write(case: HasRecords, out: TextIO) -> None:
    """Write the events of a case as a FeatureCollection."""
    view = View(case)
    features = [_feature(view, event) for event in view.events()]
    json.dump({"type": "FeatureCollection", "features": features}, out, ensure_ascii=False, indent=1)
    out.write("\n")


def _feature(view: View, event: Record) -> dict[str, Any]:
    point = view.point(event)
    place = view.entities.get(event.get("place_id") or "", {})
    return {
        "type": "Feature",
        "id": event["id"],
        "geometry": {"type": "Point", "coordinates": [point["lon"], point["lat"]]} if point else None,
        "properties": {
            "title": event["title"],
            "type": event["type"],
            "time": event.get("time"),
            "place": place.get("name"),
            "precision": point["precision"] if point else "unresolved",
            "geonames": point["geonames"] if point else None,
            "reports": event["reports"],
            "independent": event["independent"],
            "informants": view.informants(event),
            "outlets": view.outlets(event),
            "human": bool(event.get("human")),
            "judged": [one for one in map(judged, view.claims_of(event)) if one],
        },
    }
