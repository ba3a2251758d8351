"""Every page is rendered over a small record with traps in its words."""

import json

import pytest
from selectolax.lexbor import LexborHTMLParser

from according.publish import index
from according.web import events
from according.web.app import Site, link
from according.web.filters import Filters
from according.web.highlight import segments, stretch
from according.web.pages import LISTS, ONES, pair_page
from according.web.room import Room
from tests.publish.records import CHARS, Records
from tests.publish.test_dossiers import Case


@pytest.fixture(params=[Records, Case])
def room(request):
    return Room(index.of(request.param()))


@pytest.fixture
def site():
    return Site("The case", link, lambda name: f"/static/{name}", read_only=False, offline=False)


def pages(room):
    for path, view in LISTS.items():
        yield path, view(room, {})
    for folder, kind in (("events", "event_of"), ("texts", "texts"), ("entities", "entities")):
        for one in list(getattr(room.shelf, kind)):
            yield f"/{folder}/{one}", ONES[folder](room, one, {"at": "3-9"})


def test_every_page_renders_and_its_data_is_json(room, site):
    for path, page in pages(room):
        html = site.html(page, path)
        tree = LexborHTMLParser(html)
        assert len(tree.css("h1")) == 1, path
        assert not [one for one in tree.css("script") if not one.attributes.get("src")], path
        json.dumps(page.data)


def test_words_of_a_text_are_never_markup(site):
    room = Room(index.of(Records()))
    html = site.html(ONES["texts"](room, "ta", {}), "/texts/ta")
    assert "<script>alert" not in html
    assert "&lt;script&gt;" in html


def test_two_texts_stand_side_by_side(site):
    room = Room(index.of(Records()))
    tree = LexborHTMLParser(site.html(pair_page(room, "ta", "tb", {}), "/texts/ta/with/tb"))
    assert len(tree.css(".half > section")) == 2


def test_filters_narrow_the_timeline():
    room = Room(index.of(Records()))
    assert [one["id"] for one in events.timeline(room, Filters())["events"]] == ["v1", "v2"]
    assert [one["id"] for one in events.timeline(room, Filters(status="contested"))["events"]] == ["v1"]
    assert [one["id"] for one in events.timeline(room, Filters(since="2023-03-11"))["events"]] == []
    assert [one["id"] for one in events.timeline(room, Filters(actor="salma"))["events"]] == ["v1", "v2"]
    assert [one["id"] for one in events.timeline(room, Filters(type="AID"))["events"]] == ["v2"]


def test_segments_cover_the_text_and_know_their_layers():
    marks = [
        {"layer": "who", "start": 2, "stop": 6, "title": "A"},
        {"layer": "claims", "start": 4, "stop": 9, "title": "B"},
    ]
    found = list(segments(CHARS, 0, 12, marks, stretch("5-6")))
    assert "".join(one.chars for one in found) == CHARS[:12]
    assert [one.layers for one in found if one.here] == [("claims", "who")]
    assert stretch("nothing") is None
