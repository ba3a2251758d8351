"""Builds: the same pile gives the same record, whatever the order, the workers, the interruptions and the history."""

import os
from dataclasses import replace
from itertools import permutations

import pytest

import according
from according import corridor, trace
from according.case import Case, Folder, Held
from according.case.custody import Custody
from according.case.database import Database
from according.case.lock import writing
from according.engine import local, shares
from tests.corridor.support import REPORTS, exported, pile


def build(paths, case, **options):
    told = {}
    options = corridor.Options(**{"workers": 1, **options})
    corridor.build(paths, case, options, lambda step, done, total: told.update({step: (done, total)})).close()
    return told


@pytest.fixture(scope="module")
def whole(tmp_path_factory):
    """The pile, and the export of a case built from it at once."""
    folder = tmp_path_factory.mktemp("whole")
    pile(folder / "pile")
    build([folder / "pile"], folder / "a-case")
    return folder / "pile", folder / "a-case", exported(folder / "a-case")


def test_the_order_of_paths_does_not_show(whole, tmp_path):
    files = sorted(path for path in whole[0].iterdir() if not path.name.endswith(".toml"))
    exports = set()
    for number, order in enumerate(list(permutations(files))[::37]):
        build(order, tmp_path / f"{number}-case")
        exports.add(exported(tmp_path / f"{number}-case"))
    assert len(exports) == 1


def test_taking_in_one_by_one_gives_the_same_as_at_once(whole, tmp_path):
    files = [path for path in whole[0].iterdir() if not path.name.endswith(".toml")]
    build(files, tmp_path / "once-case")
    for file in sorted(files, reverse=True):
        build([file], tmp_path / "slow-case")
    assert exported(tmp_path / "slow-case") == exported(tmp_path / "once-case")


@pytest.mark.slow
def test_workers_do_not_show(whole, tmp_path, monkeypatch):
    monkeypatch.setattr(local, "FEW_CHARS", 100)
    monkeypatch.setattr(local, "BATCH_CHARS", 100)
    build([whole[0]], tmp_path / "a-case", workers=2)
    assert exported(tmp_path / "a-case") == whole[2]


def test_what_has_not_changed_is_not_read_again(whole):
    assert build([whole[0]], whole[1])["reading"] == (0, 0)
    assert build([whole[0]], whole[1])["unchanged"] == (6, 6)
    assert exported(whole[1]) == whole[2]


def test_a_deleted_database_comes_back_from_the_originals_alone(whole, tmp_path):
    case = tmp_path / "a-case"
    build([whole[0]], case)
    Folder(case).database.unlink()
    build([], case)
    assert exported(case) == whole[2]


def test_what_is_given_later_replaces_what_was_given_before(whole, tmp_path):
    folder, case = pile(tmp_path / "pile"), tmp_path / "a-case"
    build([folder], case)
    sidecar = folder / "harbour.txt.meta.toml"
    sidecar.write_text(sidecar.read_text().replace("Harbour Daily", "Harbour Weekly"))
    told = build([folder], case)
    assert told["unchanged"] == (5, 6)
    with Case(case) as opened:
        assert [row["outlet"] for row in opened.records("text") if row["path"].endswith("harbour.txt")] == [
            "Harbour Weekly"
        ]
        actions = [line["action"] for line in opened.custody()]
    assert actions == ["taken in"] * 5 + ["described"]
    Folder(case).database.unlink()
    before = exported_after(case)
    assert "Harbour Weekly" in before


def exported_after(case):
    build([], case)
    return exported(case)


def test_one_text_in_two_files_is_one_text_with_two_lines_of_custody(tmp_path):
    for name in ("b.txt", "a.txt"):
        (tmp_path / name).write_text(REPORTS["lamp.txt"])
        build([tmp_path / name], tmp_path / "a-case")
    with Case(tmp_path / "a-case") as case:
        assert [row["path"] for row in case.records("text")] == ["a.txt"]
        assert [line["path"] for line in case.custody()] == ["b.txt", "a.txt"]
    assert len(list(Folder(tmp_path / "a-case").kept())) == 1


def test_a_text_that_cannot_be_read_is_set_aside_and_stays_in_the_case(tmp_path, monkeypatch):
    (tmp_path / "lamp.txt").write_text(REPORTS["lamp.txt"])

    def broken(text, reader="default"):
        raise RecursionError("too deep")

    monkeypatch.setattr(corridor, "read_text", broken)
    build([tmp_path / "lamp.txt"], tmp_path / "a-case")
    with Case(tmp_path / "a-case") as case:
        assert [row["text"] for row in case.records("text")] == [REPORTS["lamp.txt"]]
        (problem,) = case.problems()
    assert problem.path == "lamp.txt"
    assert "RecursionError" in problem.what


def test_a_text_without_a_model_of_its_language_says_so(tmp_path):
    (tmp_path / "lamp.txt").write_text(REPORTS["lamp.txt"])
    settings = replace(corridor.Options().intake, language="xx")
    build([tmp_path / "lamp.txt"], tmp_path / "a-case", intake=settings)
    with Case(tmp_path / "a-case") as case:
        (problem,) = case.problems()
    assert "xx" in problem.what


def test_a_missing_file_is_a_problem_and_the_rest_is_built(whole, tmp_path):
    build([whole[0], tmp_path / "nowhere.txt"], tmp_path / "a-case")
    with Case(tmp_path / "a-case") as case:
        assert case.count("text") == 6
        assert ["nowhere.txt" in one.path for one in case.problems()] == [True]


def test_only_one_builds_at_a_time(whole, tmp_path):
    case = tmp_path / "a-case"
    build([whole[0]], case)
    with writing(Folder(case).lock):
        with pytest.raises(Held, match=f"process {os.getpid()}"):
            build([whole[0]], case)
        assert exported(case) == whole[2]


def test_a_torn_custody_line_is_mended_by_the_next_build(whole, tmp_path):
    case = tmp_path / "a-case"
    build([whole[0]], case)
    file = Folder(case).custody
    file.write_bytes(file.read_bytes()[:-20])
    build([whole[0]], case)
    assert not list(Custody(file).verify())
    assert exported(case) == whole[2]


def test_every_span_lies_inside_its_text(whole):
    with Case(whole[1]) as case:
        assert not list(case.damaged())
        assert case.count("claim")


def test_the_functions_of_one_text_are_at_hand_and_agree():
    chars = REPORTS["northgate.txt"]
    times = [one for one in according.annotate(chars, published="2023-03-10") if one.kind == "time"]
    assert [one.edtf for one in times] == ["2023-03-09"]
    speakers = [chars[slice(*one.speaker)] for one in according.attribute(chars) if one.speaker]
    assert "Salma Haddad" in speakers
    assert "killed" in {one.type for one in according.extract(chars)}
    with pytest.raises(ValueError, match="2023-02-30"):
        according.annotate(chars, published="2023-02-30")


def test_pairs_of_texts_divided_among_processes_give_the_same_record(whole, tmp_path, monkeypatch):
    monkeypatch.setattr(shares, "FEW", 2)
    build([whole[0]], tmp_path / "a-case", workers=3)
    assert exported(tmp_path / "a-case") == whole[2]


def test_derivations_are_those_of_the_room(whole):
    database = Database(Folder(whole[1]).database)
    records = list(database.readings())
    database.close()
    found = corridor.joined(records, ())
    assert found.derivations == trace.derivations(records, found.events, found.entities) != ()
