"""Export to PROV-JSON (W3C PROV): which text came from which source, which text rests on which, and who says what.

Format: https://www.w3.org/Submission/prov-json/. A derivation whose direction is unknown is no wasDerivedFrom (PROV has
only directed ones): it is written as an influence in both directions, with its basis.
"""

from __future__ import annotations

import json
from collections import defaultdict
from typing import Any, TextIO

from according.publish.view import HasRecords, Record, View, judged

PREFIXES = {
    "acc": "urn:according:",
    "prov": "http://www.w3.org/ns/prov#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}

Document = defaultdict[str, dict[str, Any]]


def write(case: HasRecords, out: TextIO) -> None:
    """Write texts, sources, outlets, speakers, derivations and what people decided as PROV-JSON."""
    view, document = View(case), Document(dict)
    for text in view.texts.values():
        _text(document, text)
    for derivation in view.all("derivation"):
        _derivation(document, derivation)
    for said in view.attributions.values():
        _statement(document, view, said)
    for claim in view.claims.values():
        if judged(claim):
            _claim(document, view, claim)
    for judgement in view.all("judgement"):
        _judgement(document, judgement)
    json.dump({"prefix": PREFIXES, **document}, out, ensure_ascii=False, indent=1, sort_keys=True)
    out.write("\n")


def _text(document: Document, text: Record) -> None:
    source, name = f"acc:source/{text['sha256']}", f"acc:text/{text['id']}"
    document["entity"][source] = {"prov:label": text["path"], "acc:sha256": text["sha256"]}
    document["entity"][name] = _known(
        {"prov:label": text.get("title") or text["path"], "acc:url": text.get("url"), "prov:type": "acc:text"}
    )
    document["wasDerivedFrom"][f"_:from/{text['id']}"] = {
        "prov:generatedEntity": name,
        "prov:usedEntity": source,
        "prov:type": "prov:PrimarySource",
    }
    if text.get("outlet"):
        agent = f"acc:outlet/{_slug(text['outlet'])}"
        document["agent"][agent] = {"prov:label": text["outlet"], "prov:type": "prov:Organization"}
        document["wasAttributedTo"][f"_:by/{text['id']}"] = {"prov:entity": name, "prov:agent": agent}


def _derivation(document: Document, one: Record) -> None:
    later, earlier = f"acc:text/{one['later']}", f"acc:text/{one['earlier']}"
    facts = {"acc:relation": one["relation"], "acc:basis": one["direction_basis"], "acc:score": one["score"]}
    key = f"_:derivation/{one['later']}/{one['earlier']}/{one['relation']}"
    if one["direction_basis"] == "unknown":
        for number, (a, b) in enumerate([(later, earlier), (earlier, later)]):
            pair = {"prov:influencee": a, "prov:influencer": b}
            document["wasInfluencedBy"][f"{key}/{number}"] = pair | facts
    else:
        document["wasDerivedFrom"][key] = {"prov:generatedEntity": later, "prov:usedEntity": earlier} | facts


def _statement(document: Document, view: View, said: Record) -> None:
    name = f"acc:statement/{said['id']}"
    chars = view.texts[said["text_id"]]["text"]
    words = " … ".join(chars[start:stop] for start, stop in said["said"])
    document["entity"][name] = {"prov:value": words, "prov:type": "acc:statement", "acc:form": said["form"]}
    document["hadMember"][f"_:in/{said['id']}"] = {
        "prov:collection": f"acc:text/{said['text_id']}",
        "prov:entity": name,
    }
    speaker = view.entities.get(said.get("entity_id") or "")
    if speaker:
        agent = f"acc:entity/{speaker['id']}"
        kind = "prov:Person" if speaker["type"] == "person" else "prov:Organization"
        human = {"acc:human": True} if speaker.get("human") else {}
        document["agent"][agent] = {"prov:label": speaker["name"], "prov:type": kind} | human
        document["wasAttributedTo"][f"_:said/{said['id']}"] = {"prov:entity": name, "prov:agent": agent}


def _claim(document: Document, view: View, claim: Record) -> None:
    """A claim on which a person decided: what was decided stands with its words."""
    name = f"acc:claim/{claim['id']}"
    facts = {"prov:type": "acc:claim", "acc:kind": f"{claim['kind']}:{claim['type']}", "acc:human": judged(claim)}
    document["entity"][name] = {"prov:value": view.words(claim)} | facts
    document["hadMember"][f"_:in/{claim['id']}"] = {
        "prov:collection": f"acc:text/{claim['text_id']}",
        "prov:entity": name,
    }


def _judgement(document: Document, one: Record) -> None:
    """A judgement, attributed to who made it."""
    key = str(one.get("key") or one["at"]).rpartition(":")[2]
    name, agent = f"acc:judgement/{key}", f"acc:person/{_slug(one['by'])}"
    facts = {f"acc:{part}": one[part] for part in ("action", "subject", "object", "reason", "at")}
    undone = {"acc:undone": True} if one.get("undone") else {}
    document["entity"][name] = _known({"prov:type": "acc:judgement", **facts}) | undone
    document["agent"][agent] = {"prov:label": one["by"], "prov:type": "prov:Person"}
    document["wasAttributedTo"][f"_:judged/{key}"] = {"prov:entity": name, "prov:agent": agent}


def _known(values: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in values.items() if value}


def _slug(name: str) -> str:
    return "".join(char if char.isalnum() else "-" for char in name)
