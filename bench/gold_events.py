"""Joining measured alone: gold mentions of events, without gold topics, through `according.resolve`.

    python ../shared/yardsticks/events.py --mentions --system bench.gold_events:joined

All articles are one case. A gold mention becomes a claim whose trigger it is; participants, places and times are not
given and not looked for, so the words of mentions, sentences and texts decide.
"""

from __future__ import annotations

from typing import Any

from according.model import Claim, Entities, Text, TextRecord, claim_id, text_id
from according.resolve import events


def joined(articles: list[dict[str, Any]]) -> dict[str, str]:
    """The event of every mention: {mention id: event id}."""
    records, mention_of = [], {}
    for article in articles:
        text = Text(text_id(article["text"], id=article["id"]), "", article["id"], article["text"], ())
        claims = []
        for mention in article["gold"]:
            trigger = mention["spans"][0][0], mention["spans"][-1][1]
            claim = Claim("event", "", trigger, {}, "gold")
            mention_of[mention["id"]] = claim_id(text.id, claim)
            claims.append(claim)
        records.append(TextRecord(text, (), (), (), tuple(claims)))
    found = events(records, Entities((), {}))
    return {mention: found.of[claim] for mention, claim in mention_of.items()}
