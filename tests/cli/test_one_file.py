"""The commands that list what stands in a text take a file as well as a case, and say which rule decided."""

import pytest
from click.testing import CliRunner

from according.cli.main import main

REPORT = "VARIN, 3 May 2021 - Mayor Ada Kern said the bridge would open soon.\nTwo people died on Sunday, she said.\n"


@pytest.fixture
def report(tmp_path):
    path = tmp_path / "report.txt"
    path.write_text(REPORT, encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("command", "words", "rule"),
    [
        ("times", "2021-05-02", "times:weekday"),
        ("quotes", "Ada Kern", "report: clause"),
        ("claims", "killed", "count/"),
    ],
)
def test_a_file_is_read_without_a_case(report, command, words, rule):
    told = CliRunner().invoke(main, [command, str(report)])
    why = CliRunner().invoke(main, [command, str(report), "--why"])
    assert told.exit_code == why.exit_code == 0
    assert words in told.output and rule not in told.output
    assert words in why.output and rule in why.output
    assert [path.name for path in report.parent.iterdir()] == ["report.txt"]


def test_a_file_that_cannot_be_read_is_named(tmp_path):
    empty = tmp_path / "empty.txt"
    empty.write_text("", encoding="utf-8")
    told = CliRunner().invoke(main, ["times", str(empty)])
    assert told.exit_code == 2
    assert "empty.txt" in told.output
