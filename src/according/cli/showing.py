"""How commands show things: tables on a terminal, plain text in a pipe, JSON when asked; never a control sequence."""

from __future__ import annotations

import json
import sys
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import click
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeRemainingColumn
from rich.table import Table
from rich.text import Text

PIPE_WIDTH = 32
"""Characters to which a column is padded in a pipe; longer cells are not cut."""


def safe(chars: Any) -> str:
    """Characters that a terminal shows and does not obey: control and format characters are dropped, lines kept.

    Marks of writing direction are kept only where they close themselves; a lone surrogate becomes U+FFFD.
    """
    kept = (char for char in str(chars) if char in "\n\t" or unicodedata.category(char) not in ("Cc", "Cf"))
    return "".join(kept).encode("utf-8", "replace").decode("utf-8")


def line(chars: Any) -> str:
    """One line of safe characters."""
    return " ".join(safe(chars).split())


def out(chars: str = "") -> None:
    """Print safe characters to stdout."""
    click.echo(safe(chars))


def as_json(data: Any) -> None:
    """Print data as JSON."""
    click.echo(json.dumps(data, ensure_ascii=False, indent=1))


def table(heads: Sequence[str], rows: Iterable[Sequence[Any]], empty: str) -> None:
    """Print rows as a table; `empty` says what to do where there are none."""
    made = [[line(cell if cell is not None else "") for cell in row] for row in rows]
    if not made:
        click.echo(empty)
    elif sys.stdout.isatty():
        _rich(heads, made)
    else:
        widths = [min(PIPE_WIDTH, max(len(row[n]) for row in (heads, *made))) for n in range(len(heads))]
        for row in (heads, *made):
            click.echo("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip())


def _rich(heads: Sequence[str], rows: list[list[str]]) -> None:
    shown = Table(show_lines=False, header_style="bold", box=None, pad_edge=False)
    for head in heads:
        shown.add_column(head, overflow="fold")
    for row in rows:
        shown.add_row(*(Text(cell) for cell in row))
    Console().print(shown)


@contextmanager
def progress(quiet: bool) -> Iterator[Callable[[str, int, int], None]]:
    """A progress bar on stderr with rate and time left; silent with `quiet` or where stderr is no terminal."""
    if quiet or not sys.stderr.isatty():
        yield lambda step, done, total: None
        return
    columns = (SpinnerColumn(), TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    rate = TextColumn("{task.fields[rate]}")
    with Progress(*columns, rate, TimeRemainingColumn(), console=Console(stderr=True), transient=True) as bar:
        tasks: dict[str, Any] = {}

        def show(step: str, done: int, total: int) -> None:
            if step not in tasks:
                tasks[step] = bar.add_task(step, rate="")
            task = bar.tasks[tasks[step]]
            speed = f"{task.speed:.1f}/s" if task.speed else ""
            bar.update(tasks[step], completed=done, total=total or None, rate=speed)

        yield show


def edtf(time: dict[str, Any] | None) -> str:
    """A time as EDTF, "undated" where there is none."""
    return (time or {}).get("edtf") or (time or {}).get("earliest") or "undated"
