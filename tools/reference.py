"""The reference pages, written from the code itself, and the figures of docs/quality.md: python -m tools.reference."""

from __future__ import annotations

import dataclasses
import inspect
import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import click

from according import corridor, model
from according.case import Case
from according.cli.main import main as program
from according.resolve import same

HOME = Path(__file__).resolve().parents[1]
COMMANDS = Path("docs/reference/commands.md")
PYTHON = Path("docs/reference/python.md")
QUALITY = Path("docs/quality.md")
WRITTEN = "<!-- Written by `make docs` from the code: change the code, not this page. -->"
OPEN, CLOSE = "<!-- floors: written by `make docs` -->", "<!-- end of floors -->"
WIDTH = 100
"""Columns of the help as printed here, whatever the terminal."""

FUNCTIONS: tuple[tuple[str, Callable[..., Any]], ...] = (
    ("according.annotate", corridor.annotate),
    ("according.attribute", corridor.attribute),
    ("according.extract", corridor.extract),
    ("according.build", corridor.build),
    ("according.resolve.same", same),
)


def commands() -> dict[str, click.Command]:
    """Every command by its name."""
    return dict(sorted(program.commands.items()))


def example(command: click.Command) -> str:
    """What the help of a command gives as its example, in one line; "" without one."""
    _, found, after = inspect.cleandoc(command.help or "").partition("Example: ")
    return " ".join(after.split("\n\n")[0].split()) if found else ""


def commands_page() -> str:
    """The help of every command."""
    listed = "\n".join(f"- [`{name}`](#{name}): {one.get_short_help_str(WIDTH)}" for name, one in commands().items())
    parts = [
        "# Commands",
        WRITTEN,
        "Data go to stdout, progress and complaints to stderr. Exit codes: 0 done, 1 something did not hold, "
        "2 wrong use. What is promised to scripts stands in [the contract](../contract.md).",
        listed,
    ]
    for name, one in commands().items():
        help_text = one.get_help(
            click.Context(one, info_name=f"according {name}", terminal_width=WIDTH, help_option_names=["-h", "--help"])
        )
        parts += [f"## {name}", f"```\n{help_text}\n```"]
    return "\n\n".join(parts) + "\n"


class Bare(str):
    """Code that is shown as it is, without quotation marks."""

    def __repr__(self) -> str:
        return str(self)


def signature(one: Callable[..., Any]) -> str:
    """How to call it, without `self`; functions given by default stand with their name, not with their address."""
    shape, shown = inspect.signature(one), []
    for parameter in shape.parameters.values():
        default = Bare(parameter.default.__name__) if inspect.isfunction(parameter.default) else parameter.default
        if parameter.name != "self":
            shown.append(parameter.replace(annotation=Bare(parameter.annotation), default=default))
    made = Bare(one.__name__) if inspect.isclass(one) else Bare(shape.return_annotation)
    return str(shape.replace(parameters=shown, return_annotation=made))


def function(name: str, one: Callable[..., Any]) -> Iterator[str]:
    """A function or method: its signature and what it says of itself."""
    yield f"### `{name}`"
    yield f"```python\n{name.rpartition('.')[2]}{signature(one)}\n```"
    yield inspect.getdoc(one) or ""


def members(one: type) -> Iterator[str]:
    """The public methods and properties of a class, as items of a list."""
    for name, member in vars(one).items():
        if not name.startswith("_"):
            called = "" if isinstance(member, property) else signature(member)
            said = " ".join((inspect.getdoc(member) or "").split())
            yield f"- `{name}{called}`: {said}"


def nouns() -> Iterator[type]:
    """The nouns of the model, in the order of its page."""
    for one in vars(model).values():
        if dataclasses.is_dataclass(one) and isinstance(one, type) and one.__module__ == model.__name__:
            yield one


def noun(one: type) -> Iterator[str]:
    """A noun: what it is, and its fields beyond those of what it is a kind of."""
    base = one.__mro__[1]
    inherited = {field.name for field in dataclasses.fields(base)} if dataclasses.is_dataclass(base) else set()
    yield f"### {one.__name__}" + (f" (an {base.__name__})" if inherited else "")
    yield inspect.getdoc(one) or ""
    rows = [row(field) for field in dataclasses.fields(one) if field.name not in inherited]
    if rows:
        yield "\n".join(["| field | type | default |", "|---|---|---|", *rows])


def row(field: dataclasses.Field[Any]) -> str:
    """A line of a table of fields."""
    made = field.default_factory
    if made is not dataclasses.MISSING:
        default = f"`{made()!r}`"
    else:
        default = "" if field.default is dataclasses.MISSING else f"`{field.default!r}`"
    kind = str(field.type).replace("|", "\\|")
    return f"| `{field.name}` | `{kind}` | {default} |"


def python_page() -> str:
    """The public functions, the case and the nouns."""
    parts = [
        "# Python",
        WRITTEN,
        "Offsets are characters, half open. What is promised to scripts stands in [the contract](../contract.md).",
        "## Functions",
    ]
    for name, one in FUNCTIONS:
        parts += function(name, one)
    parts += ["## The case", *function("according.case.Case", Case)]
    parts += ["\n".join(members(Case)), "## The nouns", "They are dataclasses of `according.model` and never change."]
    for kind in nouns():
        parts += noun(kind)
    return "\n\n".join(parts) + "\n"


def floors() -> str:
    """The pinned figures as a table."""
    pinned = tomllib.loads((HOME / "eval" / "floors.toml").read_text(encoding="utf-8"))["floor"]
    if not pinned:
        return "No figure is pinned in `eval/floors.toml` yet."
    lines = ["| yardstick | figure | at least | measured over | in `make test` |", "|---|---|---|---|---|"]
    for floor in pinned:
        figure = " · ".join(key for key in floor["figure"] if key != "sets")
        over = f"the first {floor['limit']}" if floor.get("limit") else "everything"
        quick = "yes" if floor.get("quick") else ""
        lines.append(f"| {floor['yardstick']} | {figure} | {floor['at_least']:.1f} | {over} | {quick} |")
    return "\n".join(lines)


def quality_page() -> str:
    """The page on quality with the present figures between its marks; ValueError if the marks are gone."""
    chars = (HOME / QUALITY).read_text(encoding="utf-8")
    before, opened, rest = chars.partition(OPEN)
    _, closed, after = rest.partition(CLOSE)
    if not (opened and closed):
        raise ValueError(f"{QUALITY} lacks the marks between which the figures stand: {OPEN} … {CLOSE}")
    return f"{before}{OPEN}\n\n{floors()}\n\n{CLOSE}{after}"


def pages() -> dict[Path, str]:
    """What every written page should hold."""
    return {COMMANDS: commands_page(), PYTHON: python_page(), QUALITY: quality_page()}


def main() -> None:
    """Write the pages."""
    for path, chars in pages().items():
        (HOME / path).parent.mkdir(parents=True, exist_ok=True)
        (HOME / path).write_text(chars, encoding="utf-8")
        print(f"wrote {path}")


if __name__ == "__main__":
    main()
