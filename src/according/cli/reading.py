"""The commands that read a case and print its record."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from according import corridor
from according.case import Case
from according.cli import showing
from according.publish.conflicts import grouped
from according.publish.decided import lost
from according.web import events, people, texts
from according.web.filters import LABELS, Filters
from according.web.room import WHOLE, Room
from according.web.state import opened as opened_room

EMPTY = "Nothing here. The case may be empty: according build FILES --case CASE"

CORRECTED = "SELECT packed FROM ix_comparison WHERE json_extract(packed, '$.detail') LIKE '%[corrected]' ORDER BY n"
"""Where a source took back, or corrected, what it had said itself."""

FEW = 12
"""Texts that rest on others, named under a timeline: as many as are taken in at a glance."""

BRIEF = 60
"""Characters of a title in a line that names two."""

case_argument = click.argument("case", type=click.Path(path_type=Path))
json_option = click.option("--json", "json_", is_flag=True, help="As JSON.")


@click.command()
@case_argument
@click.option("--actor", default="", help="Only events with this actor.")
@click.option("--place", default="", help="Only events there.")
@click.option("--source", default="", help="Only events that this outlet reports.")
@click.option("--type", "type_", default="", help="Only events of this type, such as ASSAULT.")
@click.option("--status", default="", type=click.Choice(["", *LABELS]), help="How the sources stand behind it.")
@click.option("--since", default="", help="From this day on (ISO).")
@click.option("--until", default="", help="Up to this day (ISO).")
@click.option("--undated", is_flag=True, help="Also the events without a date, at the end.")
@click.option("--all", "all_", is_flag=True, help="Also happenings of no type of the field that one text alone tells.")
@json_option
def timeline(case: Path, type_: str, undated: bool, all_: bool, json_: bool, **asked: str) -> None:
    """The events in order of time: who says so, how many independent sources, and a mark for conflict.

    Below them stands which texts rest on others.

    Example: according timeline my-case --since 2023-03-01 --status contested
    """
    with opened_room(case, WHOLE) as room:
        filters = Filters.of({**asked, "type": type_, "all": "1" if all_ or json_ else ""})
        rows, hidden = events.cards(room, filters), events.hidden(room, filters)
        resting = [] if json_ else texts.sources(room)["derivations"]
    if json_:
        showing.as_json(rows)
        return
    heads = ("when", "what", "according to", "sources", "status")
    shown = rows if undated else [row for row in rows if _dated(row)]
    showing.table(heads, map(_event, shown), "Nothing to list." if rows or hidden else EMPTY)
    if len(shown) < len(rows):
        showing.out(f"\n{len(rows) - len(shown)} events without a date are not listed; see --undated.")
    if hidden:
        showing.out(f"\n{hidden} happenings of no type that one text tells are not listed; see --all.")
    _resting(resting)


def _dated(row: dict[str, Any]) -> bool:
    time = row["time"] or {}
    return bool(time.get("earliest") or time.get("latest"))


def _resting(derivations: list[dict[str, Any]]) -> None:
    """The texts that rest on others: they are not counted as further sources."""
    pairs: dict[tuple[str, str], list[dict[str, Any]]] = {}
    for one in derivations:
        pairs.setdefault((one["later"], one["earlier"]), []).append(one)
    if pairs:
        showing.out("\nTexts that rest on others:")
    for found in list(pairs.values())[:FEW]:
        first, relations = found[0], ", ".join(one["relation"].replace("_", " ") for one in found)
        known = any(one["direction_basis"] != "unknown" for one in found)
        joint = "rests on" if known else "and, in either direction,"
        showing.out(f"  {_brief(first['later_text'])} {joint} {_brief(first['earlier_text'])} ({relations})")
    if len(pairs) > FEW:
        showing.out(f"  and {len(pairs) - FEW} more; see: according sources CASE")


def _brief(row: dict[str, Any]) -> str:
    """A text by outlet or file and the beginning of its title."""
    title = row["title"] if len(row["title"]) <= BRIEF else row["title"][:BRIEF].rsplit(" ", 1)[0] + " …"
    return f"{row['name']}: {title}"


def _event(row: dict[str, Any]) -> tuple[str, ...]:
    says = ", ".join(row["says"][:3]) + (f" and {len(row['says']) - 3} more" if len(row["says"]) > 3 else "")
    mark = "CONFLICT" if row["status"] == "contested" else LABELS[row["status"]]
    return showing.edtf(row["time"]), row["title"], says, f"{row['independent']} of {row['reports']}", mark


@click.command()
@case_argument
@click.argument("name", required=False, default="")
@json_option
def who(case: Path, name: str, json_: bool) -> None:
    """The people, bodies and places of a case, the most mentioned first; with NAME those that have it.

    Example: according who my-case al-Khatib
    """
    with opened_room(case, WHOLE) as room:
        rows = people.entities(room, "", name, 1)["entities"]
    if json_:
        showing.as_json(rows)
        return
    heads = ("name", "type", "mentions", "texts", "also written")
    made = [(one["name"], one["type"], one["mentions"], one["texts"], ", ".join(one["aliases"])) for one in rows]
    showing.table(heads, made, f"Nobody is called {name!r} here." if name else EMPTY)


@click.command()
@case_argument
@click.argument("event", required=False)
@json_option
def sources(case: Path, event: str | None, json_: bool) -> None:
    """Who repeats whom; with EVENT (an id) the origins of that event and why texts are one source.

    Example: according sources my-case
    """
    with opened_room(case, WHOLE) as room:
        if event:
            _origins(room, event, json_)
            return
        data = texts.sources(room)
    if json_:
        showing.as_json(data)
        return
    rows = [
        (_text(one["later_text"]), one["relation"], _text(one["earlier_text"]), one["direction_basis"], one["source"])
        for one in data["derivations"]
    ]
    heads = ("later text", "relation", "earlier text", "direction known from", "shared source")
    showing.table(heads, rows, "No text was found to rest on another.")


def _text(row: dict[str, Any]) -> str:
    return f"{row['name']}: {row['title']}"


def _origins(room: Room, event_id: str, json_: bool) -> None:
    event = room.shelf.event_of.get(event_id)
    if event is None:
        raise click.UsageError(f"no event has the id {event_id}; ids are in: according timeline CASE --json")
    if json_:
        showing.as_json(event)
        return
    showing.out(f"{event['title']}: {event['independent']} independent sources in {event['reports']} reports")
    for held, why_one in zip(event["origins"], event.get("why_one", []), strict=False):
        showing.out(f"- {'; '.join(_text(room.shelf.text_row(one)) for one in held)}")
        for reason in why_one:
            showing.out(f"    one source: {_with_titles(reason, room)}")


def _with_titles(reason: str, room: Room) -> str:
    """A reason with the texts named as a reader knows them, and not by their ids."""
    found = (word for word in reason.split() if word in room.shelf.texts)
    for one in dict.fromkeys(found):
        reason = reason.replace(one, f"“{_brief(room.shelf.text_row(one))}”")
    return reason


@click.command()
@case_argument
@json_option
def conflicts(case: Path, json_: bool) -> None:
    """Where accounts of one event cannot both be right: both values, and under each who says so in what words.

    Example: according conflicts my-case
    """
    with opened_room(case, WHOLE) as room:
        data = events.conflicts(room)["conflicts"]
        taken_back = grouped(room.shelf, room.shelf.packed(CORRECTED))
    if json_:
        showing.as_json(data)
        return
    if not data:
        showing.out("No two accounts of one event conflict.")
    _accounts(data)
    if taken_back:
        showing.out("\nCorrected or taken back by the source itself:")
        _accounts(taken_back)


def _accounts(compared: list[dict[str, Any]]) -> None:
    """Two values of one slot and the rule that set them against each other; under each all who give it."""
    for one in compared:
        alone = "" if one["independent"] else "; the two sides are not independent"
        showing.out(f"{one['title']} – {one['slot']} ({one['rule'].replace('-', ' ')}{alone})")
        for side in one["sides"]:
            showing.out(f"  {showing.line(side['value'])}")
            for words, says in dict.fromkeys((one["words"], one["says"]) for one in side["accounts"]):
                showing.out(f"    “{showing.line(words)}” – {says}")


@click.command()
@case_argument
@click.argument("words")
@click.option("--limit", default=20, show_default=True, type=click.IntRange(1), help="How many texts.")
@json_option
def search(case: Path, words: str, limit: int, json_: bool) -> None:
    """Texts with these words; phrases in double quotation marks, AND, OR, NOT, prefix*.

    Example: according search my-case 'bridge AND "flour market"'
    """
    with Case(case) as opened:
        try:
            count, found = opened.search(words, limit)
        except ValueError as error:
            raise click.UsageError(str(error)) from error
    if json_:
        showing.as_json({"count": count, "found": found})
        return
    with opened_room(case) as room:
        rows = [(*_called(room, one["id"]), one["snippet"], one["id"]) for one in found]
    showing.table(("outlet", "title", "words", "id"), rows, f"No text has {words!r}.")


def _called(room: Room, text_id: str) -> tuple[str, str]:
    """A text by its outlet, or its file, and its title."""
    row = room.shelf.text_row(text_id)
    return row["name"], row["title"]


@click.command()
@case_argument
@click.argument("one", metavar="ID")
@click.option("--why", "why_", is_flag=True, help="The chain of rules that made it.")
@json_option
def show(case: Path, one: str, why_: bool, json_: bool) -> None:
    """Any record with its words in context.

    Example: according show my-case 3f2a9c1b7e504d68 --why
    """
    with Case(case) as opened:
        row = opened.record(one)
        if row is None:
            raise click.UsageError(f"no record has the id {one}; ids are in the --json of the other commands")
        if json_:
            showing.as_json(row)
            return
        showing.out(f"{row['record']} {one}")
        if row["record"] == "claim":
            with opened_room(case) as room:
                claim = room.claim(row)
            showing.out(f"{claim['before']} [{claim['exact']}] {claim['after']}")
            showing.out(f"according to {claim['says']}; {claim['kind']}: {claim['type']}, {claim['modality']}")
        else:
            showing.as_json({key: value for key, value in row.items() if key not in ("text", "blocks", "record")})
        if why_:
            showing.out(f"rule: {row.get('rule', 'taken in, not derived')}")
            for slot, basis in (row.get("basis") or {}).items():
                showing.out(f"    {slot}: {basis}")


@click.command()
@case_argument
@click.argument("first")
@click.argument("second")
@json_option
def compare(case: Path, first: str, second: str, json_: bool) -> None:
    """Two texts (ids, or words of their path or title) side by side: what they share, and where they conflict.

    Example: according compare my-case northgate-01 harbour-04
    """
    with opened_room(case, WHOLE) as room:
        ids = [_one_text(room, words) for words in (first, second)]
        data = texts.pair(room, *ids)
        compared = _compared(room, *ids)
    background = corridor.excluded(case, *ids)
    assert data is not None
    if json_:
        showing.as_json(data["derivations"])
        return
    showing.out(f"{_text(data['left'])}\n{_text(data['right'])}\n")
    for one in data["derivations"]:
        showing.out(f"{one['relation']} (direction: {one['direction_basis']})")
        for passage in one["words"]:
            showing.out(f"    later:   {passage['later']}\n    earlier: {passage['earlier']}")
    if not data["derivations"]:
        showing.out("They share no passage that counts.")
    for words, why in background:
        showing.out(f"background that does not count ({why}): {showing.line(words)}")
    for one in compared:
        showing.out(f"{one['slot']} {one['verdict']}: {one['detail']}")


def _compared(room: Room, left: str, right: str) -> list[dict[str, Any]]:
    """The comparisons between claims of two texts."""
    query = (
        "SELECT c.packed FROM ix_comparison c WHERE event_id IN (SELECT json_extract(packed, '$.event_id') FROM row "
        "WHERE text_id = ? AND text_id != '' AND kind = 'claim') ORDER BY n"
    )
    found = room.shelf.packed(query, left)
    claims = room.shelf.claims
    return [one for one in found if {claims[each]["text_id"] for each in one["claims"]} == {left, right}]


def _one_text(room: Room, words: str) -> str:
    found = [
        one["id"]
        for one in room.shelf.packed("SELECT packed FROM ix_text ORDER BY n")
        if words == one["id"] or words.casefold() in f"{one['path']} {one['title']} {one['outlet']}".casefold()
    ]
    if len(found) != 1:
        raise click.UsageError(f"{len(found)} texts fit {words!r}; name one by its id or more of its path")
    return str(found[0])


def judgements(case: Path, json_: bool) -> None:
    """Print what was decided in a case."""
    with opened_room(case) as room:
        rows = [one | {"without_effect": lost(room.shelf, one)} for one in room.judgements]
    if json_:
        showing.as_json(rows)
        return
    keys = ("at", "by", "action", "subject", "object", "reason")
    made = [(one["number"], *(one[key] for key in keys), _holds(one)) for one in rows]
    showing.table(("number", *keys, "holds"), made, "Nobody has judged anything yet.")


def without_effect(case: Path) -> list[str]:
    """The judgements of a case that stand and match nothing in its record, a line each."""
    with opened_room(case) as room:
        found = [(one, lost(room.shelf, one)) for one in room.judgements]
    return [
        f"judgement {one['number']} ({one['action']} {one['subject']}, {one['by']}) has no effect: {why}"
        for one, why in found
        if why
    ]


def _holds(one: dict[str, Any]) -> str:
    return "taken back" if one["undone"] else f"NO EFFECT: {one['without_effect']}" if one["without_effect"] else "yes"


COMMANDS = (timeline, who, sources, conflicts, search, show, compare)
