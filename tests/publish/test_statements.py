"""Whole sentences of a dossier, and what is found by words instead of a name."""

import pytest

from according.publish.finding import NotFound, find
from according.publish.statements import statements
from according.publish.view import View

CHARS = (
    "The levy split the town. They left in anger and joined the Mill Brigade. This trained nine clerks. Rain fell.\n\n"
    "Guards stood at the night posts. Bread was short there. The clear separation of powers helped."
)
FIRST = CHARS.index("\n\n")


def mention(words, form):
    start = CHARS.index(words)
    return {"text_id": "t", "start": start, "stop": start + len(words), "form": form}


def entity(name, called, words, form="nominal"):
    return {"id": name, "name": called, "type": "thing", "aliases": [], "mentions": [mention(words, form)]}


TEXT = {
    "id": "t",
    "text": CHARS,
    "outlet": "The Lamp",
    "blocks": [
        {"role": "paragraph", "start": 0, "stop": FIRST},
        {"role": "paragraph", "start": FIRST + 2, "stop": len(CHARS)},
    ],
}
HELD = {
    "text": [TEXT],
    "entity": [
        entity("mb", "Mill Brigade", "Mill Brigade", "name"),
        entity("np", "", "the night posts"),
        entity("sp", "", "The clear separation"),
    ],
}


class Case:
    def records(self, kind):
        return iter(HELD.get(kind, []))


@pytest.fixture
def view():
    return View(Case())


def words(view, one):
    return [CHARS[s.start : s.stop] for s in statements(view, one)]


def test_a_sentence_takes_along_what_it_needs(view):
    (only,) = words(view, view.entities["mb"])
    assert only == "The levy split the town. They left in anger and joined the Mill Brigade. This trained nine clerks."


def test_the_rest_of_a_paragraph_speaks_of_a_thing_without_a_name(view):
    (only,) = words(view, view.entities["np"])
    assert only.startswith("Guards stood at the night posts. Bread was short there.")


def test_things_are_found_by_their_words(view):
    assert find(view, "the night posts")[0]["ids"] == ["np"]
    assert find(view, "night post")[0]["ids"] == ["np"]
    assert find(view, "separation of powers")[0]["ids"] == ["sp"]
    with pytest.raises(NotFound) as missing:
        find(view, "day posts")
    assert "night posts" in missing.value.nearest
