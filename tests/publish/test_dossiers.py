"""Dossiers, structures, causes and the chronicle, over small records of our own."""

import io

import docx
import pytest

from according.publish import chronicle, reports
from according.publish.dossier import NotFound, dossier
from according.publish.sentences import sentence_around
from according.publish.structure import arrivals, changes, structure, tree
from according.publish.view import View
from according.publish.why import chains, why
from tests.publish.records import Records, time

CHARS = (
    "The Harbour Council was founded in 2019. In 2020 the Mill Brigade joined the Harbour Council. "
    "It has two battalions, Col. Ada Kern said. The flood led to the strike. The strike led to hunger."
)


def filler(words, entity=None):
    start = CHARS.index(words)
    return {"start": start, "stop": start + len(words), "entity_id": entity}


def last(words, entity=None):
    start = CHARS.rindex(words)
    return {"start": start, "stop": start + len(words), "entity_id": entity}


def made(name, kind, type_, trigger, slots, edtf=None):
    when = time(edtf, f"{edtf}-01-01", f"{edtf}-12-31") if edtf else None
    at = filler(trigger)
    return {
        "record": "claim",
        "id": name,
        "text_id": "t",
        "kind": kind,
        "type": type_,
        "trigger": [at["start"], at["stop"]],
        "slots": {slot: [value] for slot, value in slots.items()},
        "time": when,
        "valid": None,
        "modality": "asserted",
        "attribution_id": None,
        "informant": "",
        "event_id": None,
        "rule": "test",
    }


def entity(name, words, kind, pronouns=()):
    mentions = [filler(words) | {"text_id": "t", "form": "name"}]
    mentions += [filler(one) | {"text_id": "t", "form": "pronoun"} for one in pronouns]
    return {"record": "entity", "id": name, "name": words, "type": kind, "aliases": [], "mentions": mentions}


CASE = {
    "text": [
        {"record": "text", "id": "t", "sha256": "0" * 64, "path": "t.txt", "url": "", "title": "", "outlet": "The Lamp"}
        | {"authors": [], "published": time("2021", "2021-01-01", "2021-12-31"), "language": "en", "text": CHARS}
        | {"blocks": [{"role": "paragraph", "start": 0, "stop": len(CHARS)}]}
    ],
    "entity": [
        entity("hc", "Harbour Council", "organization"),
        entity("mb", "Mill Brigade", "organization", ["It"]),
        entity("ak", "Ada Kern", "person"),
    ],
    "claim": [
        made("c1", "relation", "founded", "founded", {"object": filler("Harbour Council", "hc")}, "2019"),
        made(
            "c2",
            "relation",
            "member_of",
            "joined",
            {"subject": filler("Mill Brigade", "mb"), "object": last("Harbour Council", "hc")},
            "2020",
        ),
        made("c3", "property", "has", "has", {"subject": filler("It", "mb"), "value": filler("two battalions")}),
        made("c4", "cause", "causes", "led to", {"cause": filler("The flood"), "effect": filler("the strike")}),
        made("c5", "cause", "causes", "led to hunger", {"cause": filler("The strike"), "effect": filler("hunger")}),
    ],
}


class Case:
    def records(self, kind):
        return iter(CASE.get(kind, []))


@pytest.fixture
def view():
    return View(Case())


def groups(found):
    return {title: [line.words for line in lines] for title, lines in found.groups}


def test_a_dossier_groups_lines_and_says_what_a_pronoun_stands_for(view):
    assert groups(dossier(view, "Mill Brigade")) == {
        "part of": ["In 2020 the Mill Brigade joined the Harbour Council."],
        "uncertain: check the words": ["It [Mill Brigade] has two battalions, Col. Ada Kern said."],
    }


def test_a_dossier_of_a_day_leaves_out_what_had_not_begun(view):
    assert "parts and members" not in groups(dossier(view, "Harbour Council", as_of="2019-06-01"))
    assert "parts and members" in groups(dossier(view, "Harbour Council", as_of="2021-06-01"))


def test_a_name_that_is_not_found_offers_the_nearest(view):
    with pytest.raises(NotFound) as missing:
        dossier(view, "Harbor Council")
    assert missing.value.nearest[0] == "Harbour Council"


def test_a_structure_shows_a_body_from_its_founding_on(view):
    assert "hc" not in structure(view, "2018-06-01").names
    later = structure(view, "2021-06-01")
    assert [(depth, one) for depth, one, _ in tree(later)] == [(0, "hc"), (1, "mb")]
    came, went = changes(view, "2018-06-01", "2021-06-01")
    assert [one.kind for one in came] == ["member_of"]
    assert went == []
    assert "Mill Brigade (organization) – member of (since 2020-01-01), according to The Lamp" in (
        reports.structure_text(later)
    )


def test_stated_causes_are_joined_to_chains(view):
    (chain,) = chains(why(view))
    assert [(edge.cause_words, edge.effect_words) for edge in chain] == [
        ("The flood", "the strike"),
        ("The strike", "hunger"),
    ]
    assert why(view, "flood").edges == why(view).edges
    with pytest.raises(NotFound):
        why(view, "moon")


def test_a_sentence_is_not_ended_by_a_title(view):
    start = CHARS.index("two battalions")
    low, high = sentence_around(view.texts["t"], start, start + 3)
    assert CHARS[low:high] == "It has two battalions, Col. Ada Kern said."


def test_the_chronicle_is_written_in_three_formats():
    markdown, html, word = io.StringIO(), io.StringIO(), io.BytesIO()
    chronicle.write_markdown(Records(), markdown)
    chronicle.write_html(Records(), html)
    chronicle.write_docx(Records(), word)
    assert "[^1]: Northgate Wire" in markdown.getvalue()
    assert "<script>" not in html.getvalue()
    assert "&lt;script&gt;" in html.getvalue()
    paragraphs = [one.text for one in docx.Document(io.BytesIO(word.getvalue())).paragraphs]
    assert "contradicted – count: 18 against 32" in paragraphs


def test_a_dossier_as_html_escapes_words():
    page = reports.dossier_html(dossier(View(Records()), "Salma Haddad"), View(Records()))
    assert "Salma Haddad" in page
    assert "<script>" not in page


def test_what_was_founded_between_two_days_is_new(view):
    assert arrivals(view, "2018-06-01", "2021-06-01") == [("2019-01-01", "Harbour Council")]
    assert arrivals(view, "2020-06-01", "2021-06-01") == []
