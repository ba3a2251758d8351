"""The commands that list what stands in the texts of a case: times, quotations and claims, each with its words."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import click

from according import corridor
from according.case import Case
from according.cli import showing

Row = dict[str, Any]

KINDS = ("event", "count", "role", "relation", "property", "cause", "statement")
RULE = ("rule",)
MODALITIES = ("asserted", "denied", "possible", "planned", "conditional", "asked", "unreal")

case_argument = click.argument("case", metavar="FILE|CASE", type=click.Path(path_type=Path))
text_option = click.option(
    "--text", default="", help="Only in texts with this in their path, title or outlet; or an id."
)
json_option = click.option("--json", "json_", is_flag=True, help="As JSON.")
why_option = click.option("--why", is_flag=True, help="With the rule that decided each.")


@contextmanager
def opened_at(path: Path) -> Iterator[Case]:
    """The case at a path, or a passing one of the file there, which is gone afterwards.

    Raises UsageError if the file cannot be read.
    """
    if not path.is_file():
        with Case(path) as case:
            yield case
        return
    with TemporaryDirectory(prefix="according-") as folder, corridor.build([path], Path(folder) / "case") as case:
        for problem in case.problems():
            raise click.UsageError(f"{path}: {problem.what}; {problem.remedy}")
        yield case


def chosen(case: Case, words: str) -> Iterator[Row]:
    """The texts that `words` means; all of them for none. Raises UsageError if there is no such text."""
    found = False
    for row in case.records("text"):
        shown = f"{row['path']} {row['title']} {row['outlet']}".casefold()
        if not words or words == row["id"] or words.casefold() in shown:
            found = True
            yield row
    if words and not found:
        raise click.UsageError(f"no text fits {words!r}; texts are listed by: according search CASE WORDS")


def named(text: Row) -> str:
    """A text in a column: its outlet, else its file."""
    return str(text["outlet"] or text["path"])


@click.command()
@case_argument
@text_option
@why_option
@json_option
def times(case: Path, text: str, why: bool, json_: bool) -> None:
    """Every time in a file, or in the texts of a case: its words, its value (EDTF), and how it was found.

    Example: according times my-case --text northgate-01 --why
    """
    rows: list[tuple[Row, Row]] = []
    with opened_at(case) as opened:
        for one in chosen(opened, text):
            rules = corridor.explained_times(opened.folder.path, one["id"]) if why else {}
            for row in opened.of_text("annotation", one["id"]):
                if row["kind"] == "time":
                    said = rules.get((row["start"], row["stop"]), ())
                    rows.append((one, row | {"why": [line.strip() for line in said]} if why else row))
    if json_:
        showing.as_json([row for _, row in rows])
        return
    made = [
        (one["text"][row["start"] : row["stop"]], row["edtf"] or row["timex_value"], row["basis"], named(one))
        + ((" > ".join([row["rule"], *row["why"][1:]]),) if why else ())
        for one, row in rows
    ]
    showing.table(("words", "value", "basis", "text", *RULE[:why]), made, "No time was found.")


@click.command()
@case_argument
@text_option
@click.option("--by", default="", help="Only what somebody with this in their name said.")
@click.option("--form", type=click.Choice(["direct", "indirect", "mixed"]), help="Only this form.")
@why_option
@json_option
def quotes(case: Path, text: str, by: str, form: str | None, why: bool, json_: bool) -> None:
    """What somebody is said to have said or thought, in a file or case: cue, words, chain from the outlet inward.

    Example: according quotes my-case --by Haddad --form direct
    """
    with opened_at(case) as opened:
        rows = [
            (one, row)
            for one in chosen(opened, text)
            for row in opened.of_text("attribution", one["id"])
            if (not form or row["form"] == form) and by.casefold() in " ".join(row["chain"][1:]).casefold()
        ]
    if json_:
        showing.as_json([row for _, row in rows])
        return
    made = [
        (" → ".join(row["chain"]), row["form"], _cue(one, row), _said(one, row), *_rule(row, why)) for one, row in rows
    ]
    showing.table(("according to", "form", "cue", "words", *RULE[:why]), made, "Nobody is quoted.")


def _rule(row: Row, why: bool) -> tuple[str, ...]:
    return (str(row["rule"]),) if why else ()


def _cue(text: Row, row: Row) -> str:
    return str(text["text"][slice(*row["cue"])]) if row.get("cue") else ""


def _said(text: Row, row: Row) -> str:
    return " […] ".join(text["text"][start:stop] for start, stop in row["said"])


@click.command()
@case_argument
@text_option
@click.option("--kind", type=click.Choice(KINDS), help="Only this kind.")
@click.option("--type", "type_", default="", help="Only this type, such as ASSAULT or killed.")
@click.option("--modality", type=click.Choice(MODALITIES), help="Only claims held so.")
@why_option
@json_option
def claims(case: Path, text: str, kind: str | None, type_: str, modality: str | None, why: bool, json_: bool) -> None:
    """What a file, or the texts of a case, claim: in their own words, with time, how it is held, and id.

    Example: according claims my-case --kind count --type killed
    """
    with opened_at(case) as opened:
        rows = [
            (one, row)
            for one in chosen(opened, text)
            for row in opened.of_text("claim", one["id"])
            if kind in (None, row["kind"])
            and modality in (None, row["modality"])
            and type_.casefold() in ("", row["type"].casefold(), row["type"].partition(":")[0].casefold())
        ]
    if json_:
        showing.as_json([row for _, row in rows])
        return
    made = [
        (showing.edtf(row["time"]), row["type"], row["modality"], _words(one, row), named(one), row["id"])
        + _rule(row, why)
        for one, row in rows
    ]
    showing.table(("when", "type", "held", "words", "text", "id", *RULE[:why]), made, "Nothing is claimed.")


def _words(text: Row, row: Row) -> str:
    spans = [row["trigger"], *([one["start"], one["stop"]] for filled in row["slots"].values() for one in filled)]
    return str(text["text"][min(start for start, _ in spans) : max(stop for _, stop in spans)])


COMMANDS = (times, quotes, claims)
