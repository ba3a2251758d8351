"""The commands of the Spark engine: building on a cluster, and loading the tables that it writes into a case."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import click

from according.cli import showing

INSTALL = "the Spark engine needs pyspark and Java 17: pip install 'according[spark]'"


def build(paths: tuple[str, ...], output: str, quiet: bool, options: Mapping[str, Any]) -> None:
    """Read PATHS on a cluster and write the tables to `output`; exit code 1 if something could not be read."""
    if options["manifest"]:
        raise click.UsageError("--manifest is not read with --engine spark; give its fields in the rows or in sidecars")
    try:
        from according.engine import spark
    except ModuleNotFoundError as error:
        raise ModuleNotFoundError(INSTALL) from error
    said = {"published": options["published"], "language": options["language"] or "en", "seconds": options["seconds"]}
    counts = spark.build([absolute(one) for one in paths], absolute(output), spark.Options(options["master"], **said))
    if not quiet:
        click.echo(", ".join(f"{count} {kind}" for kind, count in counts.items()), err=True)
        click.echo(f"the tables are in {output}; to read them: according load {output} --case DIR", err=True)
    sys.exit(1 if counts["problem"] else 0)


def absolute(path: str) -> str:
    """A local path from the root on, as executors need it; one with a scheme as it is."""
    return path if "://" in path else str(Path(path).resolve())


@click.command()
@click.argument("tables", type=click.Path(path_type=Path))
@click.option("--case", "case", required=True, type=click.Path(path_type=Path), help="The folder of the case.")
def load(tables: Path, case: Path) -> None:
    """Load the Parquet tables that --engine spark wrote into a case, to read, serve and export it.

    Texts and record come over; the originals stay where the cluster read them, and so does their custody.

    Example: according load record-tables/ --case my-case
    """
    try:
        from according.engine.loading import load as load_tables
    except ModuleNotFoundError as error:
        raise ModuleNotFoundError(INSTALL) from error
    showing.out(f"{load_tables(tables, case)} texts were loaded into {case}")


COMMANDS = (load,)
