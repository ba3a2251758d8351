"""The commands that show the system that the sources describe: dossiers, structure, causes, and the chronicle."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path

import click

from according.case import Case
from according.cli import showing
from according.publish import reports
from according.publish.dossier import dossier as make_dossier
from according.publish.structure import arrivals, changes
from according.publish.structure import structure as make_structure
from according.publish.view import View
from according.publish.why import why as make_why

case_argument = click.argument("case", type=click.Path(path_type=Path))
json_option = click.option("--json", "json_", is_flag=True, help="As JSON.")


@click.command()
@case_argument
@click.argument("name")
@click.option("--as-of", help="Only what can hold on this day (ISO).")
@click.option("--md", "format_", flag_value="md", default=True, help="As Markdown (the default).")
@click.option("--html", "format_", flag_value="html", help="As a page.")
@click.option("--json", "format_", flag_value="json", help="As JSON.")
def dossier(case: Path, name: str, as_of: str | None, format_: str) -> None:
    """Everything that the texts say of one person, body, place or thing, line by line, with who says so.

    Example: according dossier my-case "River Brigade" --as-of 2021-06-01
    """
    with Case(case) as opened:
        view = View(opened)
        found = make_dossier(view, name, as_of)
        if format_ == "json":
            showing.as_json(asdict(found))
        elif format_ == "html":
            click.echo(reports.dossier_html(found, view), nl=False)
        else:
            showing.out(reports.dossier_markdown(found, view).rstrip("\n"))


@click.command()
@case_argument
@click.option("--as-of", help="The structure on this day (ISO); without it, of all times.")
@click.option("--before", help="Say also what changed since this day (ISO).")
@json_option
def structure(case: Path, as_of: str | None, before: str | None, json_: bool) -> None:
    """Who belongs to, leads, backs and controls what, as the sources give it for a day.

    Example: according structure my-case --as-of 2021-06-01
    """
    with Case(case) as opened:
        view = View(opened)
        found = make_structure(view, as_of)
        came, went = changes(view, before, as_of) if before and as_of else ([], [])
        arrived = arrivals(view, before, as_of) if before and as_of else []
        names = {one: view.label(one) for tie in (*came, *went) for one in (tie.left, tie.right)}
    if json_:
        changed = {"came": [asdict(one) for one in came], "went": [asdict(one) for one in went], "arrived": arrived}
        showing.as_json(asdict(found) | changed)
        return
    showing.out(reports.structure_text(found).rstrip("\n"))
    for day, name in arrived:
        showing.out(f"new since {before}: {name}, founded {day}")
    for word, ties in (("new", came), ("gone", went)):
        for one in ties:
            showing.out(f"{word} since {before}: {names[one.left]} – {one.title} – {names[one.right]}")


@click.command()
@case_argument
@click.argument("what", required=False)
@json_option
def why(case: Path, what: str | None, json_: bool) -> None:
    """What is said to lead to what, in chains, each link with its speaker; with WHAT only what touches it.

    Example: according why my-case siege
    """
    with Case(case) as opened:
        found = make_why(View(opened), what)
    if json_:
        showing.as_json(asdict(found))
    else:
        showing.out(reports.why_text(found).rstrip("\n"))


@click.command()
@case_argument
@click.option("--html", "format_", flag_value="html", help="As a page.")
@click.option("--md", "format_", flag_value="md", default=True, help="As Markdown (the default).")
@click.option("--docx", "format_", flag_value="docx", help="As a Word document; needs -o.")
@click.option("-o", "--output", type=click.Path(path_type=Path), help="The file to write; without it, stdout.")
def chronicle(case: Path, format_: str, output: Path | None) -> None:
    """A report in order of time, in the sources' own sentences, with footnotes.

    Example: according chronicle my-case --docx -o chronicle.docx
    """
    from according.publish import chronicle as writing

    with Case(case) as opened:
        if format_ == "docx":
            if output is None:
                raise click.UsageError("a Word document needs a file to be written to: -o FILE.docx")
            with output.open("wb") as file:
                writing.write_docx(opened, file)
            return
        write: Callable[..., None] = writing.write_html if format_ == "html" else writing.write_markdown
        with click.open_file(str(output or "-"), "w", encoding="utf-8") as text_file:
            write(opened, text_file)


COMMANDS = (dossier, structure, why, chronicle)
