"""The command `according`: taking in, writing out, checking; the reading commands stand in `reading`."""

from __future__ import annotations

import os
import platform
import sqlite3
import sys
import tempfile
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any

import click

import according
from according.case import Case, Held, NotACase
from according.cli import clusters, reading, showing, system, texts
from according.publish.dossier import NotFound

EXPORTS = {
    "jsonl": ("publish.jsonl", "write", False),
    "csv": ("publish.csv", "write", False),
    "xlsx": ("publish.xlsx", "write", True),
    "timelinejs": ("publish.timelinejs", "write", False),
    "geojson": ("publish.geojson", "write", False),
    "annotations": ("publish.annotations", "write", False),
    "prov": ("publish.prov", "write", False),
    "ftm": ("publish.ftm", "write", False),
    "gexf": ("publish.graph", "write_gexf", False),
    "graphml": ("publish.graph", "write_graphml", False),
    "html": ("web.whole", "write", False),
}
"""Format → module, function, whether it writes bytes."""


class Commands(click.Group):
    """The group of all commands; what goes wrong with the user's case is said in one line, with exit code 1."""

    def invoke(self, context: click.Context) -> Any:
        """Run a command."""
        try:
            return super().invoke(context)
        except (Held, NotACase, NotFound, FileNotFoundError, PermissionError, ModuleNotFoundError) as error:
            click.echo(f"according: {showing.line(error)}", err=True)
            sys.exit(1)
        except sqlite3.DatabaseError as error:
            hint = "if it stays so, delete case.db and build again: nothing is lost by that"
            click.echo(f"according: case.db: {showing.line(error)}; {hint}", err=True)
            sys.exit(1)
        except BrokenPipeError:
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            sys.exit(0)
        except OSError as error:
            click.echo(f"according: {showing.line(error)}; make room or check the rights, and run it again", err=True)
            sys.exit(1)


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(according.__version__, prog_name="according")
def main() -> None:
    """From a pile of reporting to the record: who did what, when, where and why - according to whom."""


@main.command()
@click.argument("paths", nargs=-1, type=click.Path())
@click.option("--case", "case", required=True, type=click.Path(), help="The folder of the case.")
@click.option("--published", help="Date of publication (ISO or EDTF) of what does not say its own.")
@click.option("--manifest", type=click.Path(path_type=Path), help="CSV with a column path and what files do not say.")
@click.option("--language", default="", help="Language of texts that do not say theirs; else that of case.toml.")
@click.option("--workers", type=click.IntRange(0), default=0, help="Worker processes; 0: one per core.")
@click.option("--seconds", type=click.IntRange(1), default=120, show_default=True, help="Limit for reading one text.")
@click.option("--engine", type=click.Choice(["local", "spark"]), default="local", show_default=True, help="Where.")
@click.option("--master", default="", help="Spark's master; without one, that of spark-submit.")
@click.option("-q", "--quiet", is_flag=True, help="No progress, no summary.")
def build(paths: tuple[str, ...], case: str, quiet: bool, **options: Any) -> None:
    """Take PATHS in and bring the case up to date.

    PATHS are files, folders and archives: .txt .md .html .pdf .docx .eml .jsonl .csv .warc .wacz .zip. What was taken
    in before stays; what has not changed is not read again. Without PATHS the case is built anew from its originals.
    With --engine spark, PATHS and --case are folders of any Hadoop file system, and Parquet tables come out: see load.

    Example: according build articles/ --case my-case
    """
    from according import corridor
    from according.intake import Settings

    if options["engine"] == "spark":
        clusters.build(paths, case, quiet, options)
        return
    if not paths and not Path(case, "case.toml").exists():
        raise click.UsageError(f"{case} is no case yet: say which files to take in")
    missing = next((one for one in paths if not Path(one).exists()), None)
    if missing is not None:
        raise click.UsageError(f"there is no file or folder {missing}; nothing was taken in")
    settings = Settings(options["published"], options["manifest"], options["language"])
    told: dict[str, tuple[int, int]] = {}
    with showing.progress(quiet) as bar:

        def show(step: str, done: int, total: int) -> None:
            told[step] = done, total
            bar(step, done, total)

        try:
            built = corridor.build(
                paths, case, corridor.Options(settings, options["workers"], options["seconds"]), show
            )
        except KeyboardInterrupt:
            click.echo("according: stopped; what was read is kept. Run the same command to go on.", err=True)
            sys.exit(1)
        except ValueError as error:
            raise click.UsageError(str(error)) from error
    with built:
        sys.exit(_summary(built, told, quiet))


def _summary(case: Case, told: dict[str, tuple[int, int]], quiet: bool) -> int:
    """Say what came of a build on stderr; the exit code."""
    problems = case.problems()
    for one in problems:
        click.echo(f"according: {showing.line(f'{one.path}: {one.what}; {one.remedy}')}", err=True)
    for said in reading.without_effect(case.folder.path):
        click.echo(f"according: {showing.line(said)}", err=True)
    if not quiet:
        same, every = told.get("unchanged", (0, 0))
        counts = ", ".join(f"{case.count(kind)} {plural}" for kind, plural in COUNTED)
        click.echo(f"{every} texts ({every - same} read, {same} unchanged): {counts}", err=True)
        if problems:
            count = "1 problem" if len(problems) == 1 else f"{len(problems)} problems"
            click.echo(f"{count}, listed above; everything else is in the case", err=True)
    return 1 if problems else 0


COUNTED = (("claim", "claims"), ("event", "events"), ("entity", "entities"), ("derivation", "derivations"))


@main.command()
@click.argument("case", type=click.Path(path_type=Path))
@click.option("--to", "format_", required=True, type=click.Choice(list(EXPORTS)), help="The format.")
@click.option("-o", "--output", type=click.Path(path_type=Path), help="The file to write; without it, stdout.")
def export(case: Path, format_: str, output: Path | None) -> None:
    """Write the record out in a format.

    An export discloses the texts and every judgement with the name of who made it: that is said on stderr.

    Example: according export my-case --to xlsx -o my-case.xlsx
    """
    module, name, binary = EXPORTS[format_]
    write: Callable[..., None] = getattr(import_module(f"according.{module}"), name)
    with Case(case) as opened:
        people = {one.by for one in opened.judgements()}
        named = f" and judgements by {', '.join(sorted(people))}" if people else ""
        note = f"this file will hold words of {opened.count('text')} texts{named}"
        if sys.stderr.isatty():
            click.echo(f"according: {showing.line(note)}", err=True)
        if output is None:
            write(opened, sys.stdout.buffer if binary else sys.stdout)
        else:
            _write_whole(output, lambda file: write(opened, file), binary)


def _write_whole(output: Path, write: Callable[[Any], None], binary: bool) -> None:
    """Write a file beside its place and move it there when it is whole."""
    partial = output.with_name(f".{output.name}.part")
    try:
        with partial.open("wb") if binary else partial.open("w", encoding="utf-8", newline="\n") as file:
            write(file)
        partial.replace(output)
    finally:
        partial.unlink(missing_ok=True)


@main.command()
@click.argument("case", type=click.Path(path_type=Path))
def verify(case: Path) -> None:
    """Check every hash, every custody link and every span; exit 1 and a list if anything fails.

    Example: according verify my-case
    """
    from according.case.verifying import verify as faults
    from according.corridor import texts_of

    found = list(faults(case, texts_of))
    for fault in found:
        showing.out(fault.describe)
    if found:
        click.echo("1 thing does not hold" if len(found) == 1 else f"{len(found)} things do not hold", err=True)
        sys.exit(1)
    from according.case.custody import Custody

    lines, last = Custody(case / "custody.jsonl").head()
    showing.out(f"everything holds; {lines} custody lines, the last with SHA-256 {last}")


@main.command()
@click.argument("case", type=click.Path(path_type=Path))
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to bind to.")
@click.option("--port", default=8000, show_default=True, type=click.IntRange(0, 65535), help="The port.")
@click.option("--read-only", is_flag=True, help="Take no judgements.")
@click.option("--token", help="Ask for this token: needed for any address but this machine's own.")
@click.option("--workers", default=2, show_default=True, type=click.IntRange(1), help="Processes that make pages.")
def serve(case: Path, host: str, port: int, read_only: bool, token: str | None, workers: int) -> None:
    """Open the reading room of a case on this machine.

    Example: according serve my-case
    """
    from according.web import serving
    from according.web.safety import Rules, hosts

    local = host in ("127.0.0.1", "localhost", "::1")
    if not local and not token:
        raise click.UsageError("sharing on a network needs --token, so that not everybody on it can read the case")
    Case(case).close()
    click.echo(
        f"The reading room: http://{host}:{port}/{f'?token={token}' if token else ''}  (Ctrl-C closes it)", err=True
    )
    serving.run(case, (host, port), Rules(hosts([host]), read_only, token), workers)


@main.command()
def doctor() -> None:
    """Say whether everything that According needs is here: versions, model, a place to write, SQLite's features.

    Example: according doctor
    """
    checks = {
        "according": lambda: according.__version__,
        "python": platform.python_version,
        "model": _model,
        "sqlite": _sqlite,
        "writable": _writable,
    }
    bad = 0
    for name, check in checks.items():
        try:
            showing.out(f"ok    {name}: {check()}")
        except (OSError, sqlite3.Error, ImportError, ValueError) as error:
            bad += 1
            showing.out(f"FAILS {name}: {error}")
    sys.exit(1 if bad else 0)


def _model() -> str:
    from according import language

    return language.load().rule


def _sqlite() -> str:
    db = sqlite3.connect(":memory:")
    db.execute("CREATE VIRTUAL TABLE t USING fts5 (x)")
    db.execute("SELECT json_each.value FROM json_each('[1]')").fetchone()
    return f"{sqlite3.sqlite_version}, with FTS5 and JSON"


def _writable() -> str:
    with tempfile.NamedTemporaryFile(dir=".") as file:
        return f"{Path(file.name).parent}"


@main.command()
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
def completion(shell: str) -> None:
    """Print what makes SHELL complete the commands.

    Example: according completion bash >> ~/.bashrc
    """
    from click.shell_completion import get_completion_class

    kind = get_completion_class(shell)
    if kind is None:
        raise click.UsageError(f"no completion is known for {shell}")
    click.echo(kind(main, {}, "according", "_ACCORDING_COMPLETE").source())


@main.command()
@click.argument("case", type=click.Path(path_type=Path))
@click.argument("action", required=False)
@click.argument("subject", required=False)
@click.argument("object_", metavar="[OBJECT]", required=False, default="")
@click.option("--by", default=lambda: os.environ.get("USER", ""), help="Your name; it is kept with the judgement.")
@click.option("--reason", default="", help="Why.")
@click.option("--import", "other", type=click.Path(path_type=Path), help="Join another person's judgements.jsonl.")
@click.option("--json", "json_", is_flag=True, help="As JSON.")
def judge(case: Path, action: str | None, subject: str | None, other: Path | None, json_: bool, **said: str) -> None:
    """Decide something, or list what was decided. It survives every rebuild; `undo NUMBER` takes a line back.

    Actions: confirm, reject, correct, join, split, rename, retype, set_time, set_place, mark_derivation, note, undo.

    Example: according judge my-case join "HTS" "Hayat Tahrir al-Sham" --by "A. Researcher"
    """
    from according import corridor
    from according.cli.judging import contradictions, judgement

    if other is not None:
        contrary = contradictions(case, other)
        try:
            count = corridor.import_judgements(case, other)
        except ValueError as error:
            raise click.UsageError(f"{other}: {error}; nothing was joined") from error
        showing.out("1 new judgement was joined" if count == 1 else f"{count} new judgements were joined")
        for one in contrary:
            showing.out(f"contradiction: {one}")
        sys.exit(1 if contrary else 0)
    if action is None:
        reading.judgements(case, json_)
        return
    try:
        corridor.judge(case, judgement(said["by"], action, subject or "", said["object_"], said["reason"]))
    except ValueError as error:
        raise click.UsageError(str(error)) from error


for command in (*reading.COMMANDS, *texts.COMMANDS, *clusters.COMMANDS, *system.COMMANDS):
    main.add_command(command)
