"""A small record of our own, in the shape of the JSONL export, with traps in its words."""

CHARS = "=cmd|' /C calc'!A0 <script>alert(1)</script>\nShells killed 18 people in Ain al-Hajar, Salma Haddad said.\x0b"
OTHER = "Shells killed 32 people in Ain al-Hajar, Salma Haddad said."


def at(words, chars=CHARS):
    start = chars.index(words)
    return {"start": start, "stop": start + len(words)}


def time(edtf, earliest, latest):
    return {"edtf": edtf, "earliest": earliest, "latest": latest, "basis": "explicit"}


def text(name, chars, outlet):
    published = time("2023-03-09", "2023-03-09", "2023-03-09")
    made = {"id": name, "sha256": name * 32, "path": f"{name}.txt", "url": f"https://{name}.example/a", "title": "=1+1"}
    return {"record": "text", **made, "outlet": outlet, "authors": ["A. Writer"], "published": published} | {
        "language": "en",
        "text": chars,
        "blocks": [],
    }


def claim(name, chars, text_id, low):
    place = at("Ain al-Hajar", chars) | {"entity_id": "e2"}
    agent = at("Shells", chars) | {"entity_id": "e3"}
    target = at(f"{low} people", chars) | {"entity_id": "e1"}
    trigger = at("killed", chars)
    return {
        "record": "claim",
        "id": name,
        "text_id": text_id,
        "kind": "count",
        "type": "killed",
        "trigger": [trigger["start"], trigger["stop"]],
        "slots": {"place": [place], "agent": [agent], "target": [target]},
        "low": low,
        "high": low,
        "unit": "person",
        "time": time("2023-03-09", "2023-03-09", "2023-03-09"),
        "place_id": "e2",
        "modality": "asserted",
        "attribution_id": "a1" if text_id == "ta" else None,
        "informant": "e1",
        "event_id": "v1",
        "rule": "test",
    }


def mention(name, text_id, chars):
    return at(name, chars) | {"text_id": text_id, "form": "name"}


RECORDS = {
    "text": [text("ta", CHARS, "Northgate Wire"), text("tb", OTHER, "")],
    "entity": [
        {
            "record": "entity",
            "id": name,
            "name": words,
            "type": kind,
            "aliases": [words],
            "mentions": [mention(words, "ta", CHARS), mention(words, "tb", OTHER)],
            "place": place,
        }
        for name, words, kind, place in (
            ("e1", "Salma Haddad", "person", None),
            ("e2", "Ain al-Hajar", "place", {"lat": 12.5, "lon": 40.25, "geonames": "", "precision": "locality"}),
            ("e3", "Shells", "organization", None),
        )
    ],
    "attribution": [
        {
            "record": "attribution",
            "id": "a1",
            "text_id": "ta",
            "said": [[CHARS.index("Shells"), CHARS.index(", Salma")]],
            "speaker": [CHARS.index("Salma"), CHARS.index(" said")],
            "entity_id": "e1",
            "cue": None,
            "form": "indirect",
            "inside": None,
            "chain": ["Northgate Wire", "Salma Haddad"],
            "rule": "test",
        }
    ],
    "claim": [claim("c1", CHARS, "ta", 18), claim("c2", OTHER, "tb", 32)],
    "event": [
        {
            "record": "event",
            "id": "v1",
            "type": "ASSAULT",
            "title": "<b>18 killed</b>",
            "time": time("2023-03-09/2023-03-10", "2023-03-09", "2023-03-10"),
            "place_id": "e2",
            "claims": ["c1", "c2"],
            "reports": 2,
            "independent": 1,
            "origins": [["ta", "tb"]],
        },
        {"record": "event", "id": "v2", "type": "AID", "title": "undated", "time": None, "place_id": None}
        | {"claims": ["c2"], "reports": 1, "independent": 1, "origins": [["tb"]]},
    ],
    "derivation": [
        {"record": "derivation", "later": "tb", "earlier": "ta", "relation": relation, "direction_basis": basis}
        | {"passages": [], "source": "", "score": 0.9}
        for relation, basis in (("verbatim", "published"), ("common_source", "unknown"))
    ],
    "comparison": [
        {"record": "comparison", "event_id": "v1", "claims": ["c1", "c2"], "slot": "count", "verdict": "conflicts"}
        | {"independent": False, "detail": "18 against 32"}
    ],
}


class Records:
    """The record above, as a case gives it."""

    def records(self, kind):
        return iter(RECORDS.get(kind, []))
