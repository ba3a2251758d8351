"""Export to W3C Web Annotation: every claim as an annotation on the words that carry it.

Model: https://www.w3.org/TR/annotation-model/. Each target has a TextPositionSelector (characters of the stored text)
and a TextQuoteSelector with context, so that the words are found again where the page has changed around them.
"""

from __future__ import annotations

import json
from typing import Any, TextIO

from according.publish.view import HasRecords, Record, View, extent, judged

CONTEXT = 32
"""Characters of prefix and suffix of a quote selector: what the standard's own examples and Hypothesis use."""


def write(case: HasRecords, out: TextIO) -> None:
    """Write the claims of a case as one AnnotationCollection with one page."""
    view = View(case)
    items = [_annotation(view, claim) for claim in view.claims.values()]
    page = {"id": "urn:according:page:1", "type": "AnnotationPage", "startIndex": 0, "items": items}
    collection = {
        "@context": "http://www.w3.org/ns/anno.jsonld",
        "id": "urn:according:claims",
        "type": "AnnotationCollection",
        "total": len(items),
        "first": page,
    }
    json.dump(collection, out, ensure_ascii=False, indent=1)
    out.write("\n")


def _annotation(view: View, claim: Record) -> dict[str, Any]:
    kind = f"{claim['kind']}:{claim['type']}"
    said = [one for one in (judged(claim),) if one]
    comment = f"{kind}, {claim['modality']}, according to {view.says(claim)}"
    return {
        "id": f"urn:according:claim:{claim['id']}",
        "type": "Annotation",
        "motivation": "classifying",
        "body": [
            {"type": "TextualBody", "purpose": "tagging", "value": kind},
            {"type": "TextualBody", "purpose": "describing", "format": "text/plain", "value": comment},
            *({"type": "TextualBody", "purpose": "assessing", "value": f"human: {one}"} for one in said),
        ],
        "target": {"source": _source(view, claim), "selector": _selectors(view, claim)},
    }


def _source(view: View, claim: Record) -> str:
    return view.texts[claim["text_id"]].get("url") or f"urn:according:text:{claim['text_id']}"


def _selectors(view: View, claim: Record) -> list[dict[str, Any]]:
    chars = view.texts[claim["text_id"]]["text"]
    start, stop = extent(claim)
    quote = {
        "type": "TextQuoteSelector",
        "exact": chars[start:stop],
        "prefix": chars[max(0, start - CONTEXT) : start],
        "suffix": chars[stop : stop + CONTEXT],
    }
    return [{"type": "TextPositionSelector", "start": start, "end": stop}, quote]
