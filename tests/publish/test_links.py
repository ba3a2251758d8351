"""When a line is sure to speak of an entity, and when it stands apart, over small records of our own."""

import pytest

from according.publish.dossier import UNCERTAIN, dossier
from according.publish.view import View

BODIES = {"mb": ("organization", "Mill Brigade"), "rb": ("organization", "River Brigade"), "ak": ("person", "Ada Kern")}


class Case:
    """One text with one claim, that `word` shelled a port; `word` is a mention of the Mill Brigade."""

    def __init__(self, chars, word, form, said=None):
        self.chars, self.word, self.form, self.said = chars, word, form, said

    def records(self, kind):
        return iter(getattr(self, f"_{kind}", list)())

    def _text(self):
        return [
            {"id": "t", "path": "t.txt", "outlet": "The Lamp", "title": "", "text": self.chars}
            | {"blocks": [{"role": "paragraph", "start": 0, "stop": len(self.chars)}], "published": None}
        ]

    def _span(self, words):
        start = self.chars.rindex(words)
        return {"text_id": "t", "start": start, "stop": start + len(words)}

    def _entity(self):
        found = []
        for one, (kind, name) in BODIES.items():
            mentions = [self._span(name) | {"form": "name"}] if name in self.chars else []
            if one == "mb" and self.form != "name":
                mentions.append(self._span(self.word) | {"form": self.form})
            found.append({"id": one, "name": name, "type": kind, "aliases": [], "mentions": mentions})
        return found

    def _attribution(self):
        return [self.said | {"id": "a", "text_id": "t"}] if self.said else []

    def _claim(self):
        at = self._span("shelled")
        filler = {key: self._span(self.word)[key] for key in ("start", "stop")} | {"entity_id": "mb"}
        claim = {"id": "c", "text_id": "t", "kind": "event", "type": "FIGHT:attack", "slots": {"agent": [filler]}}
        claim |= {"trigger": [at["start"], at["stop"]], "time": None, "valid": None, "modality": "asserted"}
        return [claim | {"attribution_id": "a" if self.said else None, "event_id": None, "rule": "test"}]


def doubt(*given, said=None):
    groups = dict(dossier(View(Case(*given, said=said)), "mb").groups)
    lines = groups.get(UNCERTAIN, ())
    assert bool(lines) != ("did" in groups)
    return lines[0].doubt if lines else ""


@pytest.mark.parametrize(
    ("chars", "word", "form"),
    [
        ("The Mill Brigade shelled the port.", "Mill Brigade", "name"),
        ("The Mill Brigade came. It shelled the port.", "It", "pronoun"),
        ("The Mill Brigade met the River Brigade. It shelled the port.", "It", "pronoun"),
        ("The Mill Brigade came. The brigade shelled the port.", "The brigade", "nominal"),
        ("The group Mill Brigade shelled the port.", "The group", "nominal"),
    ],
)
def test_a_name_and_what_can_mean_nothing_else_is_sure(chars, word, form):
    assert doubt(chars, word, form) == ""


@pytest.mark.parametrize(
    ("chars", "word", "form", "reason"),
    [
        ("The River Brigade met the Mill Brigade. It shelled the port.", "It", "pronoun", "does not lead its sentence"),
        ("The Mill Brigade came. Rain fell. It shelled the port.", "It", "pronoun", "more than a sentence behind"),
        ("The Mill Brigade came. They shelled the port.", "They", "pronoun", "may mean others"),
        ("The Mill Brigade came. The levy shelled the port.", "The levy", "nominal", "may mean others"),
        (
            "The Mill Brigade met the River Brigade. The group shelled it.",
            "The group",
            "nominal",
            "may mean River Brigade",
        ),
        ("The governor said rain fell. The Mill Brigade shelled the port.", "Mill Brigade", "name", ""),
        ("The Mill Brigade shelled the port, as was said.", "Mill Brigade", "name", "among what is told"),
        ("“The Mill Brigade shelled the port.”", "Mill Brigade", "name", "in quotation marks"),
    ],
)
def test_what_may_mean_another_stands_apart_with_its_reason(chars, word, form, reason):
    found = doubt(chars, word, form)
    assert reason in found
    assert bool(found) == bool(reason)


@pytest.mark.parametrize(("speaker", "sure"), [("a witness", True), ("the attack", False), (None, False)])
def test_only_who_can_speak_is_a_speaker(speaker, sure):
    chars = "After the attack a witness said the Mill Brigade shelled the port."
    start = chars.index(speaker) if speaker else 0
    said = {
        "said": [[chars.index("the Mill"), len(chars) - 1]],
        "speaker": [start, start + len(speaker)] if speaker else None,
    }
    said |= {
        "entity_id": None,
        "cue": None,
        "form": "indirect",
        "inside": None,
        "rule": "report: clause",
        "chain": ["The Lamp", speaker or "?"],
    }
    assert (doubt(chars, "Mill Brigade", "name", said=said) == "") == sure
