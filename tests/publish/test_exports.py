"""Each export is read back with the format's own library or checked against its rules."""

import csv as csv_library
import io
import json

import geojson as geojson_library
import jsonschema
import networkx as nx
import openpyxl
import pytest

from according.publish import annotations, csv, geojson, graph, jsonl, prov, timelinejs, xlsx
from tests.publish.records import CHARS, RECORDS, Records


def written(module_write):
    out = io.StringIO()
    module_write(Records(), out)
    return out.getvalue()


def test_timelinejs_dates_are_numbers_and_words_are_escaped():
    made = json.loads(written(timelinejs.write))
    (slide,) = made["events"]
    assert slide["start_date"] == {"year": 2023, "month": 3, "day": 9}
    assert slide["end_date"] == {"year": 2023, "month": 3, "day": 10}
    assert slide["text"]["headline"] == "&lt;b&gt;18 killed&lt;/b&gt;"
    assert "1 without a date" in made["title"]["text"]["text"]


def test_geojson_is_valid_and_keeps_events_without_a_place():
    made = geojson_library.loads(written(geojson.write))
    assert made.is_valid
    placed, unplaced = made["features"]
    assert placed["geometry"]["coordinates"] == [40.25, 12.5]
    assert unplaced["geometry"] is None
    assert unplaced["properties"]["precision"] == "unresolved"


def test_annotations_select_the_words_by_position_and_by_quote():
    made = json.loads(written(annotations.write))
    assert made["total"] == len(made["first"]["items"]) == 2
    position, quote = made["first"]["items"][0]["target"]["selector"]
    assert CHARS[position["start"] : position["end"]] == quote["exact"] == "Shells killed 18 people in Ain al-Hajar"
    assert CHARS[: position["start"]].endswith(quote["prefix"])


def test_prov_is_read_by_its_library_and_unknown_directions_stay_undirected():
    prov_model = pytest.importorskip("prov.model")
    document = prov_model.ProvDocument.deserialize(content=written(prov.write), format="json")
    derived = list(document.get_records(prov_model.ProvDerivation))
    influenced = [
        one for one in document.get_records(prov_model.ProvInfluence) if one.get_type().localpart == "Influence"
    ]
    assert len(derived) == 3
    assert len(influenced) == 2


def test_graphs_are_read_back():
    from_gexf = nx.read_gexf(io.BytesIO(written(graph.write_gexf).encode()))
    from_graphml = nx.read_graphml(io.BytesIO(written(graph.write_graphml).encode()))
    for read in (from_gexf, from_graphml):
        assert {read.nodes[one]["label"] for one in read} == {"Shells", "Salma Haddad"}


def test_ftm_keeps_one_dataset_per_text():
    followthemoney = pytest.importorskip("followthemoney")
    from according.publish import ftm

    lines = [json.loads(line) for line in written(ftm.write).splitlines()]
    for line in lines:
        followthemoney.model.get_proxy(line)
    people = [line for line in lines if line["schema"] == "Person"]
    assert [one["datasets"] for one in people] == [["text-ta"], ["text-tb"]]
    assert len({one["id"] for one in people}) == 1


def test_xlsx_has_no_formulas():
    out = io.BytesIO()
    xlsx.write(Records(), out)
    book = openpyxl.load_workbook(io.BytesIO(out.getvalue()))
    assert book.sheetnames == ["events", "claims", "sources", "conflicts", "judgements"]
    cells = [cell for sheet in book for row in sheet for cell in row]
    assert not [cell for cell in cells if cell.data_type == "f"]
    assert "=1+1" in [cell.value for cell in cells]
    assert book["claims"].max_row == 1 + len(RECORDS["claim"])


def test_the_conflicts_of_the_workbook_are_one_row_for_the_same_two_values():
    out = io.BytesIO()
    xlsx.write(Records(), out)
    sheet = openpyxl.load_workbook(io.BytesIO(out.getvalue()))["conflicts"]
    head, *rows = ([cell.value for cell in row] for row in sheet)
    (row,) = (dict(zip(head, one, strict=True)) for one in rows)
    assert (row["value"], row["other_value"], row["claims"], row["other_claims"]) == (
        "18 killed",
        "32 killed",
        "c1",
        "c2",
    )


PURPOSES = (
    *("assessing", "bookmarking", "classifying", "commenting", "describing", "editing", "highlighting", "identifying"),
    *("linking", "moderating", "questioning", "replying", "tagging"),
)
"""The motivations of the Web Annotation Vocabulary, section 3.3."""

ANNOTATION = {
    "type": "object",
    "required": ["id", "type", "target", "body", "motivation"],
    "properties": {
        "id": {"type": "string", "pattern": "^[a-z][a-z0-9+.-]*:"},
        "type": {"const": "Annotation"},
        "motivation": {"enum": [*PURPOSES]},
        "body": {
            "type": "array",
            "items": {
                "required": ["type", "value"],
                "properties": {"type": {"const": "TextualBody"}, "purpose": {"enum": [*PURPOSES]}},
            },
        },
        "target": {
            "required": ["source", "selector"],
            "properties": {
                "source": {"type": "string", "pattern": "^[a-z][a-z0-9+.-]*:"},
                "selector": {
                    "type": "array",
                    "prefixItems": [
                        {
                            "required": ["start", "end"],
                            "properties": {
                                "type": {"const": "TextPositionSelector"},
                                "start": {"type": "integer", "minimum": 0},
                                "end": {"type": "integer", "minimum": 1},
                            },
                        },
                        {
                            "required": ["exact"],
                            "properties": {"type": {"const": "TextQuoteSelector"}, "exact": {"minLength": 1}},
                        },
                    ],
                },
            },
        },
    },
}
"""What the Web Annotation Data Model, sections 3 and 4, requires of what is written."""


def test_annotations_are_a_collection_of_the_web_annotation_model():
    made = json.loads(written(annotations.write))
    assert made["@context"] == "http://www.w3.org/ns/anno.jsonld"
    assert (made["type"], made["first"]["type"]) == ("AnnotationCollection", "AnnotationPage")
    for one in made["first"]["items"]:
        jsonschema.validate(one, ANNOTATION, cls=jsonschema.Draft202012Validator)


DATE = {"type": "object", "required": ["year"], "additionalProperties": False}
DATE |= {"properties": {name: {"type": "integer"} for name in ("year", "month", "day")}}
TEXT = {"type": "object", "additionalProperties": False}
TEXT |= {"properties": {"headline": {"type": "string"}, "text": {"type": "string"}}}
SLIDE = {
    "type": "object",
    "required": ["start_date", "text"],
    "additionalProperties": False,
    "properties": {
        "start_date": DATE,
        "end_date": DATE,
        "text": TEXT,
        "unique_id": {"type": "string"},
        "display_date": {"type": "string"},
        "group": {"type": "string"},
    },
}
"""The slides of timeline.knightlab.com/docs/json-format.html, as far as they are written."""


def test_timelinejs_slides_have_the_fields_of_its_format():
    made = json.loads(written(timelinejs.write))
    assert set(made) == {"title", "events"}
    jsonschema.validate(made["title"], {"properties": {"text": TEXT}, "additionalProperties": False})
    for one in made["events"]:
        jsonschema.validate(one, SLIDE)
    names = [one["unique_id"] for one in made["events"]]
    assert len(names) == len(set(names))


def test_csv_has_the_columns_of_the_codebook_and_no_formulas():
    rows = list(csv_library.DictReader(io.StringIO(written(csv.write))))
    assert [one["event_id"] for one in rows] == ["v1", "v2"]
    first, undated = rows
    assert (first["event_date"], first["time_precision"], first["geo_precision"]) == ("2023-03-09", "2", "locality")
    assert (float(first["latitude"]), float(first["longitude"])) == (12.5, 40.25)
    assert (first["fatalities_low"], first["fatalities_high"]) == ("18", "32")
    assert (undated["event_date"], undated["time_precision"]) == ("", "")
    assert not [value for row in rows for value in row.values() if value.startswith(csv.DANGEROUS)]


def test_jsonl_gives_every_record_back():
    lines = [json.loads(line) for line in written(jsonl.write).splitlines()]
    for kind, records in RECORDS.items():
        found = [one for one in lines if one["record"] == kind]
        assert len(found) == len(records), kind
        assert found == records, kind
