"""What a person decided is marked as a person's in every format."""

import copy
import io
import json
import re

import networkx as nx
import openpyxl
import pytest

from according.publish import annotations, csv, geojson, graph, index, jsonl, prov, timelinejs, xlsx
from according.web.app import Site
from according.web.pages import LISTS, ONES
from according.web.room import WHOLE, Room
from tests.publish.records import RECORDS

SAID = "confirmed by A. Reader: seen there"
JUDGEMENT = {
    "record": "judgement",
    "at": "2024-01-02T03:04:05+00:00",
    "by": "A. Reader",
    "action": "confirm",
    "subject": "ta:1-2",
    "object": "",
    "reason": "seen there",
    "number": 1,
    "key": "line:0123456789abcdef",
    "undone": False,
}


class Judged:
    """The small record with a claim, an event and an entity that a person judged."""

    def __init__(self, human):
        self.held = copy.deepcopy(RECORDS)
        if human:
            self.held["claim"][0]["basis"] = {"judged": SAID}
            self.held["event"][0]["human"] = True
            self.held["entity"][2]["human"] = True
            self.held["judgement"] = [JUDGEMENT]

    def records(self, kind):
        return iter(self.held.get(kind, []))


def text(write, human):
    out = io.StringIO()
    write(Judged(human), out)
    return out.getvalue()


def workbook(human):
    out = io.BytesIO()
    xlsx.write(Judged(human), out)
    book = openpyxl.load_workbook(io.BytesIO(out.getvalue()))
    return "\n".join(str(cell.value) for sheet in book for row in sheet for cell in row)


def ftm(human):
    pytest.importorskip("followthemoney")
    from according.publish import ftm as module

    return text(module.write, human)


def html(human):
    case = Judged(human)
    room = Room(index.of(case), list(case.records("judgement")), WHOLE)
    site = Site("x", lambda path, **_: f"#{path}", lambda name: name, read_only=True, offline=True)
    pages = [("/judgements", LISTS["/judgements"](room, {})), ("/", LISTS["/"](room, {}))]
    pages += [("/events/v1", ONES["events"](room, "v1", {})), ("/entities/e3", ONES["entities"](room, "e3", {}))]
    return "\n".join(site.html(page, path) for path, page in pages)


FORMATS = {
    "jsonl": lambda human: text(jsonl.write, human),
    "csv": lambda human: text(csv.write, human),
    "xlsx": workbook,
    "timelinejs": lambda human: text(timelinejs.write, human),
    "geojson": lambda human: text(geojson.write, human),
    "annotations": lambda human: text(annotations.write, human),
    "prov": lambda human: text(prov.write, human),
    "ftm": ftm,
    "gexf": lambda human: text(graph.write_gexf, human),
    "graphml": lambda human: text(graph.write_graphml, human),
    "html": html,
}


@pytest.mark.parametrize("name", FORMATS)
def test_the_decision_stands_in_the_export_and_only_where_there_is_one(name):
    assert SAID in FORMATS[name](True)
    assert SAID not in FORMATS[name](False)
    assert "A. Reader" not in FORMATS[name](False)


def test_events_and_entities_that_a_person_changed_say_so():
    made = json.loads(text(geojson.write, True))["features"]
    assert [one["properties"]["human"] for one in made] == [True, False]
    assert "judged by a person" in text(timelinejs.write, True)
    nodes = nx.read_graphml(io.BytesIO(text(graph.write_graphml, True).encode())).nodes
    assert {nodes[one]["label"]: nodes[one]["human"] for one in nodes} == {"Salma Haddad": "", "Shells": "yes"}
    people = json.loads(text(prov.write, True))["agent"]
    assert {"prov:label": "A. Reader", "prov:type": "prov:Person"} in people.values()
    assert len(re.findall('mark human">human<', html(True))) >= 2


def test_the_workbook_lists_the_judgements():
    assert "confirm\nta:1-2" in workbook(True)
