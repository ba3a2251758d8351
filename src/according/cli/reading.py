"""The commands that read a case and print its record."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from according.case import Case
from according.cli import showing
from according.publish.view import View
from according.web.room import LABELS, Filters, Room

EMPTY = "Nothing here. The case may be empty: according build FILES --case CASE"

FEW = 12
"""Texts that rest on others, named under a timeline: as many as are taken in at a glance."""

BRIEF = 60
"""Characters of a title in a line that names two."""

case_argument = click.argument("case", type=click.Path(path_type=Path))
json_option = click.option("--json", "json_", is_flag=True, help="As JSON.")


def _room(case: Path) -> Room:
    with Case(case) as opened:
        return Room(View(opened).loaded(), list(opened.records("judgement")))


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
@json_option
def timeline(case: Path, type_: str, undated: bool, json_: bool, **asked: str) -> None:
    """The events in order of time: who says so, how many independent sources, and a mark for conflict.

    Below them stands which texts rest on others.

    Example: according timeline my-case --since 2023-03-01 --status contested
    """
    room = _room(case)
    rows = [room.event_row(event) for event in room.events(Filters.of({**asked, "type": type_}))]
    if json_:
        showing.as_json(rows)
        return
    heads = ("when", "what", "according to", "sources", "status")
    shown = rows if undated else [row for row in rows if _dated(row)]
    showing.table(heads, map(_event, shown), "No event has a date; see --undated." if rows else EMPTY)
    if len(shown) < len(rows):
        showing.out(f"\n{len(rows) - len(shown)} events without a date are not listed; see --undated.")
    _resting(room.sources()["derivations"])


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
    return f"{row['outlet'] or row['path']}: {title}"


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
    rows: list[dict[str, Any]] = []
    room, page, pages = _room(case), 1, 1
    while page <= pages:
        data = room.entities("", name, page)
        rows += data["entities"]
        page, pages = page + 1, data["pages"]
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
    room = _room(case)
    if event:
        _origins(room, event, json_)
        return
    data = room.sources()
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
    return f"{row['outlet'] or row['path']}: {row['title']}"


def _origins(room: Room, event_id: str, json_: bool) -> None:
    event = room.view.event_of.get(event_id)
    if event is None:
        raise click.UsageError(f"no event has the id {event_id}; ids are in: according timeline CASE --json")
    if json_:
        showing.as_json(event)
        return
    showing.out(f"{event['title']}: {event['independent']} independent sources in {event['reports']} reports")
    for texts, why_one in zip(event["origins"], event.get("why_one", []), strict=False):
        showing.out(f"- {'; '.join(_text(room.text_row(one)) for one in texts)}")
        for reason in why_one:
            showing.out(f"    one source: {reason}")


@click.command()
@case_argument
@json_option
def conflicts(case: Path, json_: bool) -> None:
    """Where accounts of one event cannot both be right, slot by slot, with both words and both chains.

    Example: according conflicts my-case
    """
    data = _room(case).all_conflicts()["conflicts"]
    if json_:
        showing.as_json(data)
        return
    if not data:
        showing.out("No two accounts of one event conflict.")
    for one in data:
        showing.out(f"{one['title']} – {one['slot']}: {one['detail']}")
        for side in one["sides"]:
            showing.out(f"    “{showing.line(side['words'])}” – {side['says']}")


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
    rows = [(one["outlet"], one["title"], one["snippet"], one["id"]) for one in found]
    showing.table(("outlet", "title", "words", "id"), rows, f"No text has {words!r}.")


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
            claim = Room(View(opened).loaded()).claim(row)
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
    room = _room(case)
    ids = [_one_text(room, words) for words in (first, second)]
    data = room.pair(*ids)
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
    wanted = set(ids)
    for found in room.comparisons.values():
        for comparison in found:
            claims = [room.view.claims[one] for one in comparison["claims"] if one in room.view.claims]
            if {claim["text_id"] for claim in claims} == wanted:
                showing.out(f"{comparison['slot']} {comparison['verdict']}: {comparison['detail']}")


def _one_text(room: Room, words: str) -> str:
    found = [
        one["id"]
        for one in room.view.texts.values()
        if words == one["id"] or words.casefold() in f"{one['path']} {one['title']} {one['outlet']}".casefold()
    ]
    if len(found) != 1:
        raise click.UsageError(f"{len(found)} texts fit {words!r}; name one by its id or more of its path")
    return str(found[0])


def judgements(case: Path, json_: bool) -> None:
    """Print what was decided in a case."""
    with Case(case) as opened:
        rows = list(opened.records("judgement"))
    if json_:
        showing.as_json(rows)
        return
    keys = ("at", "by", "action", "subject", "object", "reason")
    made = [(number, *(one[key] for key in keys)) for number, one in enumerate(rows, 1)]
    showing.table(("number", *keys), made, "Nobody has judged anything yet.")


COMMANDS = (timeline, who, sources, conflicts, search, show, compare)
