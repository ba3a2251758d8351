"""The commands: what they print, their exit codes, and that none of them is undocumented."""

import json
import re

import click
import pytest
from click.testing import CliRunner

from according.cli import main, showing
from according.cli.main import EXPORTS

READING = {
    "timeline": [],
    "who": [],
    "structure": [],
    "why": [],
    "sources": [],
    "conflicts": [],
    "search": ["market"],
    "times": [],
    "quotes": [],
    "claims": [],
}


def run(*arguments):
    return CliRunner().invoke(main, [str(one) for one in arguments])


@pytest.mark.parametrize("name", sorted(main.commands))
def test_every_command_says_what_it_does_with_an_example(name):
    done = run(name, "--help")
    assert done.exit_code == 0
    assert f"Example: according {name}" in " ".join(done.output.split())


@pytest.mark.parametrize("name", sorted(main.commands))
def test_every_option_has_a_word_of_help(name):
    for one in main.commands[name].params:
        if isinstance(one, click.Option):
            assert one.help, f"{name} {one.name}"


@pytest.mark.parametrize("name", READING)
def test_a_reading_command_prints_plain_lines_and_json(sample, name):
    plain = run(name, sample, *READING[name])
    assert plain.exit_code == 0, plain.output
    assert plain.output.strip()
    assert "\x1b" not in plain.output
    as_json = run(name, sample, *READING[name], "--json")
    assert as_json.exit_code == 0
    json.loads(as_json.output)


def test_the_timeline_is_in_order_and_can_be_narrowed(sample):
    rows = json.loads(run("timeline", sample, "--json").output)
    days = [row["time"]["earliest"] for row in rows if row["time"] and row["time"]["earliest"]]
    assert days == sorted(days)
    day = days[len(days) // 2]
    later = json.loads(run("timeline", sample, "--since", day, "--json").output)
    assert 0 < len(later) <= len(rows)
    assert all((row["time"] or {}).get("latest") is None or row["time"]["latest"] >= day for row in later)


def test_show_gives_a_claim_in_its_words_and_the_rule_that_made_it(sample):
    claim = json.loads(run("claims", sample, "--json").output)[0]
    shown = run("show", sample, claim["id"], "--why")
    assert shown.exit_code == 0
    assert f"rule: {claim['rule']}" in shown.output
    assert "according to" in shown.output


@pytest.mark.parametrize("format_", sorted(set(EXPORTS) - {"ftm"}))
def test_every_export_is_written_and_is_the_same_twice(sample, tmp_path, format_):
    for name in ("a", "b"):
        done = run("export", sample, "--to", format_, "-o", tmp_path / name)
        assert done.exit_code == 0, done.output
    assert (tmp_path / "a").stat().st_size
    if format_ != "xlsx":  # its container holds the time of writing
        assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes()


def test_jsonl_has_the_promised_fields(sample, tmp_path):
    run("export", sample, "--to", "jsonl", "-o", tmp_path / "out.jsonl")
    by_kind = {}
    for line in (tmp_path / "out.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        assert next(iter(row)) == "record"
        by_kind.setdefault(row["record"], row)
    for kind, fields in PROMISED.items():
        assert not set(fields.split()) - by_kind[kind].keys(), kind


PROMISED = {
    "text": "id sha256 path url title outlet authors published language text blocks",
    "annotation": "text_id start stop kind value rule",
    "entity": "id name type aliases mentions",
    "attribution": "id text_id said speaker entity_id cue form inside chain rule",
    "claim": "id text_id kind type trigger slots time place_id modality attribution_id informant event_id rule",
    "event": "id type title time place_id claims reports independent origins",
    "derivation": "later earlier relation direction_basis passages source score",
    "comparison": "event_id claims slot verdict independent detail",
}


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["timeline", "nowhere"], "according build"),
        (["build", "--case", "nowhere"], "which files"),
        (["export", "nowhere", "--to", "tarot"], "tarot"),
        (["unknown"], "No such command"),
    ],
)
def test_wrong_use_says_what_to_do(arguments, says, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    done = run(*arguments)
    assert done.exit_code in (1, 2)
    assert says in done.output


def test_a_file_that_cannot_be_read_is_one_line_and_exit_code_1(tmp_path):
    (tmp_path / "pile").mkdir()
    (tmp_path / "pile" / "empty.txt").write_bytes(b"")
    (tmp_path / "pile" / "lamp.txt").write_text("The bridge at Tel Marran was closed on 3 May 2023.\n")
    done = run("build", tmp_path / "pile", "--case", tmp_path / "a-case", "-q")
    assert done.exit_code == 1
    assert [line for line in done.output.splitlines() if "empty.txt" in line and "is empty" in line]
    assert run("timeline", tmp_path / "a-case").exit_code == 0


def test_control_sequences_of_a_text_never_reach_the_terminal(tmp_path):
    wicked = "\x1b]0;owned\x07Salma \x1b[31mHaddad\u202e said on 3 May 2023 that the bridge was closed.\n"
    (tmp_path / "wicked.txt").write_text(wicked, encoding="utf-8")
    case = tmp_path / "a-case"
    run("build", tmp_path / "wicked.txt", "--case", case, "-q")
    for name, more in READING.items():
        shown = run(name, case, *more).output
        assert not re.search("[\x00-\x08\x0b-\x1f\x7f\u202a-\u202e]", shown), name
    assert showing.safe("a\x9b31mb") == "a31mb"


def test_doctor_and_completion():
    assert "FTS5" in run("doctor").output
    assert "_ACCORDING_COMPLETE" in run("completion", "bash").output
