"""Every page is rendered over a small record with traps in its words."""

import json

import pytest
from selectolax.lexbor import LexborHTMLParser

from according.publish import index
from according.publish.dossier import dossier
from according.publish.view import View
from according.web import events, people
from according.web.app import Site, link
from according.web.filters import Filters
from according.web.highlight import marked_up, segments, stretch
from according.web.pages import LISTS, ONES, pair_page
from according.web.pictures import graph
from according.web.pictures import map as map_picture
from according.web.room import WHOLE, Room
from according.web.words import kind_of, readable
from tests.publish.records import CHARS, Records
from tests.publish.test_conflicts import Repeated
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


class Plain(Records):
    """The small record with a mere happening that one text tells, and one that two tell."""

    def records(self, kind):
        more = (("v3", 1), ("v4", 2)) if kind == "event" else ()
        (*_, last) = [None, *super().records("event")]
        yield from super().records(kind)
        for name, reports in more:
            yield last | {"id": name, "type": "OTHER:talk", "reports": reports}


def test_plain_happenings_are_left_out_and_counted_unless_asked_for():
    room = Room(index.of(Plain()))

    def shown(**asked):
        data = events.timeline(room, Filters.of(asked))
        return [one["id"] for one in data["events"]], data["hidden"]

    assert shown() == (["v1", "v2", "v4"], 1)
    assert shown(all="1") == (["v1", "v2", "v3", "v4"], 0)
    assert shown(type="OTHER") == (["v3", "v4"], 0)
    assert shown(status="contested") == (["v1"], 0)


def test_the_timeline_says_what_it_leaves_out_and_links_to_it(site):
    room = Room(index.of(Plain()))
    tree = LexborHTMLParser(site.html(LISTS["/"](room, {"q": "undated"}), "/", {"q": "undated"}))
    links = [one.attributes["href"] for one in tree.css("p.lead a")]
    assert links == ["/?all=1&q=undated"]
    shown = LexborHTMLParser(site.html(LISTS["/"](room, {"all": "1"}), "/", {"all": "1"}))
    assert shown.css_first("input[name=all]").attributes.get("checked", "no") != "no"
    assert "left out" not in shown.css_first("p.lead").text()


def test_the_page_of_an_entity_has_the_groups_of_its_dossier():
    case = Case()
    room, view = Room(index.of(case), (), WHOLE), View(case)
    for one in [*view.entities.values()]:
        if one["name"]:
            page = people.entity(room, one["id"], None)
            whole = dossier(view, one["id"])
            assert {group["title"] for group in page["groups"]} == {title for title, _ in whole.groups}, one["name"]


def test_the_form_of_a_claim_stands_open_where_it_is_asked_for(site):
    room = Room(index.of(Records()))
    for path, folder, one in (("/texts/ta", "texts", "ta"), ("/events/v1", "events", "v1")):
        closed = LexborHTMLParser(site.html(ONES[folder](room, one, {}), path))
        asked = closed.css_first(".judging a").attributes["href"]
        assert asked == f"{path}?judge=c1#judge"
        assert not closed.css("#judge")
        opened = LexborHTMLParser(site.html(ONES[folder](room, one, {"judge": "c1"}), path))
        form = opened.css_first("#judge form.judge")
        assert form.css_first("input[name=kind]").attributes["value"] == "count:killed"
        assert form.css_first("input[name=subject]").attributes["value"].startswith("ta:")


def test_what_only_the_data_holds_is_in_the_data():
    shelf = index.of(Records())
    claim = shelf.claims["c1"]
    light, full = (Room(shelf, full=full).claim(claim) for full in (False, True))
    assert set(full) - set(light) == {"words", "slots", "low", "high", "unit"}
    assert light == {key: full[key] for key in light}


def test_segments_are_marked_up_and_escaped():
    marks = [{"layer": "who", "start": 0, "stop": 3, "title": '"<a>"'}]
    made = marked_up(segments("<b> & c", 0, 7, marks, (4, 5), (6,)), (6,), "t-")
    tree = LexborHTMLParser(made)
    assert tree.body.text() == "<b> & c"
    assert [one.attributes.get("title") for one in tree.css("span.layer-who")] == ['who: "<a>"']
    assert [one.attributes.get("id") for one in tree.css("span")] == [None, "here", "t-6"]


def test_what_hangs_together_is_drawn_together_and_no_label_is_struck_through():
    labels = {one: f"label {one}" for one in "abcdef"}
    edges = [graph.Edge("a", "d"), graph.Edge("c", "b"), graph.Edge("d", "f"), graph.Edge("f", "a")]
    made = graph.layered(labels, edges)
    at = {one.id: (one.x, one.y) for one in made.nodes}
    assert set(at) == set("abcdf")
    assert at["a"][0] < at["d"][0] < at["f"][0]
    assert {at[one][1] for one in "adf"}.isdisjoint({at[one][1] for one in "cb"})
    for line in made.lines:
        forward = line.x2 > line.x1
        assert not forward or line.x1 > min(x for x, y in at.values() if y == line.y1) + 50
    assert made.height >= max(y for _, y in at.values())


def test_a_map_is_seen_whole():
    ends = [
        {"id": str(n), "label": "x", "lat": lat, "lon": 10.0, "precision": "exact"} for n, lat in enumerate((0, 50))
    ]
    made = map_picture.draw(ends)
    assert made.height <= map_picture.HEIGHT
    assert all(0 <= one.x <= made.width and 0 <= one.y <= made.height for one in made.spots)


@pytest.mark.parametrize(
    ("edtf", "words"),
    [
        ("2019-22", "summer 2019"),
        ("2023-03~", "about 2023-03"),
        ("2019-24?", "perhaps winter 2019"),
        ("2023-03-09/2023-03-10", "2023-03-09 to 2023-03-10"),
        ("2022-23/..", "from autumn 2022"),
        ("../2021", "until 2021"),
        ("2023-03-09", "2023-03-09"),
    ],
)
def test_dates_are_read_in_words(edtf, words):
    assert readable(edtf) == words


def test_kinds_are_read_in_words():
    assert kind_of("FOUND:found") == "found"
    assert kind_of("ASSAULT:heavy_weapons") == "assault: heavy weapons"
    assert kind_of("part_of") == "part of"


def test_more_pairs_of_accounts_than_are_read_are_counted(site, monkeypatch):
    monkeypatch.setattr(events, "MOST_COMPARED", 2)
    room = Room(index.of(Repeated(("c1", "c2"), ("c1", "c3"), ("c2", "c1"))))
    page = LISTS["/conflicts"](room, {})
    assert [one["left_out"] for one in page.data["conflicts"]] == [1]
    assert "1 more pairs of accounts" in site.html(page, "/conflicts")
