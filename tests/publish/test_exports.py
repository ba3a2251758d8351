"""Each export is read back with the format's own library or checked against its rules."""

import io
import json

import geojson as geojson_library
import networkx as nx
import openpyxl
import pytest

from according.publish import annotations, geojson, graph, prov, timelinejs, xlsx
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
