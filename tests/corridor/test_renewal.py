"""A record that is brought up to date is that of a build from nothing, and what did not change is left as it stands."""

import shutil
import sqlite3
from pathlib import Path

import pytest

from according import corridor
from according.case.database import Database
from according.model import Judgement
from according.publish import index
from tests.corridor.support import pile

SAMPLE = Path(__file__).parents[2] / "examples" / "sample"
TEXTS = sorted(one for one in SAMPLE.iterdir() if one.suffix in (".html", ".txt", ".md"))


def built(case, *files):
    corridor.build(files, case, corridor.Options(workers=1)).close()
    return case / "case.db"


def kept(file):
    """All that stands in the record and in its reading index, in an order of its own."""
    with sqlite3.connect(file) as db:
        names = [
            one for (one,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'table' AND name GLOB 'ix_*'")
        ]
        tables = ["row", *(one for one in names if not one.startswith("ix_words"))]
        found = {one: sorted(map(repr, db.execute(f"SELECT * FROM {one}"))) for one in tables}
        found["words"] = db.execute("SELECT id FROM words WHERE words MATCH 'bridge' ORDER BY id").fetchall()
        searched = "SELECT rowid FROM ix_words WHERE ix_words MATCH 'killed OR bridge' ORDER BY rowid"
        found["ix_words"] = db.execute(searched).fetchall()
        found["meta"] = db.execute("SELECT key, value FROM meta ORDER BY key").fetchall()
    return found


def standing(file):
    """The numbers of rows by text: a sheet that is written anew gets others."""
    with sqlite3.connect(file) as db:
        return dict(db.execute("SELECT id, rowid FROM row WHERE kind = 'text'"))


@pytest.fixture(scope="module")
def whole(tmp_path_factory):
    return built(tmp_path_factory.mktemp("whole") / "case", *TEXTS)


@pytest.mark.parametrize("last", [0, 5, -1])
def test_a_text_more_gives_the_record_of_a_build_from_nothing(tmp_path, whole, last):
    added = TEXTS[last]
    file = built(tmp_path / "case", *(one for one in TEXTS if one != added))
    built(tmp_path / "case", added)
    assert kept(file) == kept(whole)


def test_a_text_of_something_else_leaves_the_sheets_of_others(tmp_path):
    file = built(tmp_path / "case", pile(tmp_path / "pile"))
    before = standing(file)
    (tmp_path / "other.txt").write_text("A ferry sank off Orlan Head, and its captain, Wim Daal, was saved.\n")
    built(tmp_path / "case", tmp_path / "other.txt")
    assert before.items() < standing(file).items()


def test_lines_that_rest_on_several_texts_are_made_anew(tmp_path):
    told = "The Valley Government met in Velin. The ministries have no money.\n", "A ferry sank off Orlan Head.\n"
    files = [tmp_path / "government.txt", tmp_path / "ferry.txt"]
    for file, words in zip(files, told, strict=True):
        file.write_text(words)
    wanted = kept(built(tmp_path / "whole", *files))
    file = built(tmp_path / "case", files[0])
    with sqlite3.connect(file) as db:
        kind = index.GROUPS.index(index.SAID_OF_ITS_KIND)
        assert db.execute("SELECT count(*) FROM ix_line WHERE grp = ?", (kind,)).fetchone()[0]
    built(tmp_path / "case", files[1])
    assert kept(file) == wanted


def test_nothing_new_leaves_every_sheet(tmp_path, whole):
    shutil.copytree(whole.parent, tmp_path / "case")
    file = tmp_path / "case" / "case.db"
    before = standing(file)
    built(tmp_path / "case")
    assert standing(file) == before
    assert kept(file) == kept(whole)


def test_the_index_of_a_build_is_the_one_that_its_rows_give(tmp_path, whole):
    shutil.copytree(whole.parent, tmp_path / "case")
    file = tmp_path / "case" / "case.db"
    database = Database(file, write=True)
    with sqlite3.connect(file) as db:
        db.execute("DELETE FROM meta WHERE key = ?", (index.KEY,))
    database.write_beside(index.write)
    database.close()
    assert kept(file) == kept(whole)


def test_a_name_given_to_who_had_none_reaches_the_chains_of_his_text(tmp_path):
    (tmp_path / "a.txt").write_text("The mayor came late. He said that the bridge had burned.\n")
    case = tmp_path / "case"
    built(case, tmp_path / "a.txt")
    with corridor.Case(case) as opened:
        mayor = next(one for one in opened.records("entity") if len(one["mentions"]) == 2 and not one["name"])
    at = "{text_id}:{start}-{stop}".format(**mayor["mentions"][0])
    corridor.judge(case, Judgement("2031-03-01T10:00:00Z", "Ada", "rename", at, "The mayor", ""))
    with corridor.Case(case) as opened:
        assert [one["chain"][-1] for one in opened.records("attribution")] == ["The mayor"]


def test_a_text_whose_row_is_lost_comes_back(tmp_path, whole):
    shutil.copytree(whole.parent, tmp_path / "case")
    file = tmp_path / "case" / "case.db"
    with sqlite3.connect(file) as db:
        db.execute("DELETE FROM row WHERE kind = 'text' AND rowid = (SELECT min(rowid) FROM row WHERE kind = 'text')")
    built(tmp_path / "case")
    assert kept(file)["row"] == kept(whole)["row"]


def test_a_judgement_and_its_undo_change_the_sheets_that_it_is_about_and_no_other(tmp_path, whole):
    shutil.copytree(whole.parent, tmp_path / "case")
    case, file = tmp_path / "case", tmp_path / "case" / "case.db"
    before, sheets = kept(file), standing(file)
    with corridor.Case(case) as opened:
        claim = next(one for one in opened.records("claim") if one["kind"] == "count")
    given = Judgement("2031-03-01T10:00:00Z", "Ada", "correct", claim["id"], "low=99", "counted again")
    corridor.judge(case, given)
    assert kept(file)["row"] != before["row"]
    assert standing(file)[claim["text_id"]] != sheets[claim["text_id"]]
    key = corridor.judgements.key(corridor.judgements.read(case / "judgements.jsonl")[-1])
    corridor.judge(case, Judgement("2031-03-01T10:01:00Z", "Ada", "undo", key, "", ""))
    after = kept(file)
    assert after["row"] == before["row"]
    assert {name: rows for name, rows in after.items() if name.startswith("ix_")} == {
        name: rows for name, rows in before.items() if name.startswith("ix_")
    }
