"""A case of antiquity: what happened before the year 1 is joined, compared, listed and exported like anything else."""

import pytest
from click.testing import CliRunner

import according
from according.cli.main import main

FIRST = "In 539 BC the army attacked Korvel and killed 200 men. In 480 BC the Sarvans burned the city of Velin."
SECOND = "In 539 BC the army attacked Korvel and killed 300 men, and in the summer of 480 BC the Sarvans burned Velin."
FORMATS = ("jsonl", "csv", "xlsx", "timelinejs", "geojson", "annotations", "prov", "gexf", "graphml", "html")


@pytest.fixture(scope="module")
def case(tmp_path_factory):
    folder = tmp_path_factory.mktemp("antiquity")
    for name, words in (("first", FIRST), ("second", SECOND)):
        (folder / f"{name}.txt").write_text(words, encoding="utf-8")
    according.build([folder / "first.txt", folder / "second.txt"], folder / "case")
    return folder / "case"


def test_the_timeline_lists_it(case):
    shown = CliRunner().invoke(main, ["timeline", str(case), "--all"])
    assert (shown.exit_code, "-0538" in shown.output, "-0479" in shown.output) == (0, True, True)


@pytest.mark.parametrize("format_", FORMATS)
def test_every_format_takes_it(case, tmp_path, format_):
    target = tmp_path / "out"
    done = CliRunner().invoke(main, ["export", str(case), "--to", format_, "-o", str(target)])
    assert (done.exit_code, target.exists()) == (0, True), done.output
