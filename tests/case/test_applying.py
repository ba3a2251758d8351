"""Twenty judgements have effect, are marked as a person's, and survive whatever is done to the case."""

import dataclasses
import json

import pytest

from according import corridor
from according.case import Case, Folder, applying, judgements
from according.case.edtf import when
from according.cli import reading
from according.model import Judgement
from tests.corridor.support import pile


def made(action, subject, object_="", by="A. Researcher"):
    return Judgement("2026-01-02T03:04:05+00:00", by, action, subject, object_, "seen in the field")


def decide(case, *decided):
    """Write judgements down as `corridor.judge` does, and rebuild once."""
    folder = Folder(case)
    with Case(case) as opened:
        for one in decided:
            judgements.check(one)
            judgements.append(folder.judgements, applying.keyed(applying.checked(one), opened.record))
    rebuild(case)


def rebuild(case, paths=()):
    corridor.build(paths, case, corridor.Options(workers=1)).close()


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    home = tmp_path_factory.mktemp("judged")
    rebuild(home / "case", [pile(home / "pile")])
    return home / "case"


def rows(case, kind):
    with Case(case) as opened:
        return list(opened.records(kind))


def twenty(case):
    """Judgements of every kind over whatever the case holds."""
    claims = [one for one in rows(case, "claim") if one["event_id"]]
    by_event = {one["event_id"]: one for one in claims}
    events = sorted(by_event)
    named = sorted({one["name"] for one in rows(case, "entity") if one["name"]})
    texts = sorted(one["id"] for one in rows(case, "text"))
    assert len(events) >= 4
    assert len(named) >= 5
    spare = [one for one in claims if one["event_id"] not in events[:3]]
    return [
        made("set_time", events[0], "1999-12-31"),
        made("set_place", events[0], "Qasr Invented"),
        made("rename", events[0], "What a person calls it"),
        made("retype", events[1], "ASSAULT:kill"),
        made("set_time", events[1], "1998-05"),
        made("set_time", events[2], "1997~"),
        made("set_place", events[1], "Tel Marran"),
        made("set_place", events[2], "Tel Marran"),
        made("reject", spare[0]["id"], f"{spare[0]['kind']}:{spare[0]['type']}"),
        made("confirm", by_event[events[2]]["id"]),
        made("correct", by_event[events[1]]["id"], "modality=denied"),
        made("correct", by_event[events[2]]["id"], "low=7; high=9; unit=person"),
        made("rename", named[0], "Renamed by a person"),
        made("retype", named[1], "thing"),
        made("join", named[2], named[3]),
        made("split", named[2], named[4]),
        made("mark_derivation", texts[0], f"{texts[1]} cites"),
        made("mark_derivation", texts[2], texts[3]),
        made("note", named[2], "ask the archive"),
        made("note", texts[0], "the scan is poor"),
    ]


def effect(case, number):
    """What the judgements did, in words that do not depend on ids."""
    events = rows(case, "event")
    places = {one["id"]: one["name"] for one in rows(case, "entity")}
    joined = [sorted(one["aliases"]) for one in rows(case, "entity") if one["human"]]
    return {
        "events": sorted(
            (one["title"], one["type"], one["time"]["edtf"], places.get(one["place_id"], ""))
            for one in events
            if one["human"] and one["time"] and one["time"]["basis"] == "set by A. Researcher"
        ),
        "claims": sorted(
            (one["text_id"], one["trigger"], one["basis"]["judged"], one["modality"], one["low"], one["high"])
            for one in rows(case, "claim")
            if "judged" in one["basis"]
        ),
        "entities": sorted(joined),
        "derivations": sorted(
            (one["later"], one["earlier"], one["relation"])
            for one in rows(case, "derivation")
            if one["direction_basis"] == "marked by A. Researcher"
        ),
        "judgements": len(rows(case, "judgement")) == number,
    }


def test_twenty_judgements_survive_everything(built, tmp_path, monkeypatch):
    decided = twenty(built)
    assert len(decided) == 20
    decide(built, *decided)
    first = effect(built, 20)
    assert len(first["events"]) == 3
    assert ("What a person calls it", "1999-12-31", "Qasr Invented") in [(a, c, d) for a, _, c, d in first["events"]]
    assert {word for _, _, said, *_ in first["claims"] for word in said.split() if word.endswith("ed")} == {
        "confirmed",
        "rejected",
        "corrected",
    }
    assert len(first["derivations"]) == 2
    assert first["entities"]
    rejected = [one for one in rows(built, "claim") if one["basis"].get("judged", "").startswith("rejected")]
    assert rejected
    assert not any(one["event_id"] for one in rejected)

    rebuild(built)
    assert effect(built, 20) == first, "a rebuild"

    real = corridor.reading_rules
    newer = {code: f"{version}+1" for code, version in real("default", "en").items()}
    monkeypatch.setattr(corridor, "reading_rules", lambda *given: newer)
    rebuild(built)
    assert effect(built, 20) == first, "newer rules"
    monkeypatch.undo()

    added = tmp_path / "added.txt"
    added.write_text("A bridge near Wadi Sarrin was closed on 4 June 2021, the council of Sarrin said.\n")
    rebuild(built, [added])
    assert effect(built, 20) == first, "an added text"

    Folder(built).database.unlink()
    rebuild(built)
    assert effect(built, 20) == first, "a deleted database"


def test_judgements_are_kept_by_evidence_or_name_never_by_id(built):
    ids = {one["id"] for kind in ("event", "claim", "entity") for one in rows(built, kind)}
    with Case(built) as opened:
        for one in twenty(built)[:16]:
            assert applying.keyed(one, opened.record).subject not in ids


def test_an_undone_judgement_has_no_effect(built):
    event = next(one for one in rows(built, "event") if not one["human"])
    decide(built, made("set_time", event["id"], "1990"))
    number = len(rows(built, "judgement"))
    assert any((one["time"] or {}).get("edtf") == "1990" for one in rows(built, "event"))
    decide(built, made("undo", str(number)))
    assert not any((one["time"] or {}).get("edtf") == "1990" for one in rows(built, "event"))


@pytest.mark.parametrize(
    ("action", "object_"),
    [
        ("set_time", "last spring"),
        ("set_time", "2023-13"),
        ("set_time", "2023-05/2023-01"),
        ("correct", "eighteen"),
        ("correct", "low=many"),
        ("mark_derivation", "other borrowed"),
        ("join", ""),
    ],
)
def test_what_cannot_be_applied_is_refused(action, object_):
    with pytest.raises(ValueError):
        applying.checked(made(action, "x", object_))


def test_dates_are_bounded():
    assert dataclasses.astuple(when("2024-02", "b")) == ("2024-02", "2024-02-01", "2024-02-29", "b")
    assert dataclasses.astuple(when("2023~/..", "b")) == ("2023~/..", "2023-01-01", None, "b")


def test_a_slot_is_corrected_to_the_nearest_words(built):
    claim = next(one for one in rows(built, "claim") if one["slots"])
    text = next(one for one in rows(built, "text") if one["id"] == claim["text_id"])["text"]
    word = max(text[: claim["trigger"][0]].split() or text.split(), key=len)
    slot = next(iter(claim["slots"]))
    decide(built, made("correct", claim["id"], f"{slot}={word}"))
    span = "{}:{}-{}".format(claim["text_id"], *claim["trigger"])
    after = [one for one in rows(built, "claim") if f"{one['text_id']}:{one['trigger'][0]}-{one['trigger'][1]}" == span]
    assert any([text[f["start"] : f["stop"]] for f in one["slots"].get(slot, ())] == [word] for one in after)
    assert json.dumps(after)


def test_what_matches_nothing_any_more_is_listed(built):
    before = reading.without_effect(built)
    text = rows(built, "text")[0]["id"]
    decide(built, made("confirm", "0000000000000000:1-2"), made("rename", "Nobody of that name", "Somebody"))
    decide(built, made("note", text, "this one is there"))
    new = [one for one in reading.without_effect(built) if one not in before]
    assert len(new) == 2
    assert "confirm 0000000000000000:1-2" in new[0]
    assert "nothing in the record is Nobody of that name" in new[1]


def test_an_import_is_checked_whole_before_anything_is_written(built, tmp_path):
    file, other = Folder(built).judgements, tmp_path / "other.jsonl"
    before = file.read_bytes()
    claim = next(one for one in rows(built, "claim") if one["event_id"])
    judgements.append(other, made("note", claim["id"], "an id, as a script may write it", by="B. Second"))
    judgements.append(other, made("set_time", "x:1-2", "last spring", by="B. Second"))
    with pytest.raises(ValueError, match="set_time 'x:1-2' by 'B. Second'"):
        corridor.import_judgements(built, other)
    assert file.read_bytes() == before
    judgements.append(other, made("undo", "2", by="B. Second"))
    other.write_text("".join(line for n, line in enumerate(other.open(), 1) if n != 2), encoding="utf-8")
    other.write_text(other.read_text().replace('"undo","subject":"2"', '"undo","subject":"1"'), encoding="utf-8")
    assert corridor.import_judgements(built, other) == 2
    note, undo = rows(built, "judgement")[-2:]
    assert note["subject"] == "{}:{}-{}".format(claim["text_id"], *claim["trigger"])
    assert (note["undone"], undo["action"]) == (True, "undo")
