"""`according verify` finds and names whatever was changed in a case."""

import json
import random
import sqlite3

import pytest
from click.testing import CliRunner

from according.cli import main


def verified(case):
    done = CliRunner().invoke(main, ["verify", str(case)])
    return done.exit_code, done.output


def flip(file, where):
    data = bytearray(file.read_bytes())
    data[where % len(data)] ^= 1 << where % 8
    file.write_bytes(bytes(data))


def test_a_whole_case_holds(sample):
    code, said = verified(sample)
    assert code == 0, said
    assert "everything holds" in said


@pytest.mark.parametrize("seed", range(3))
def test_a_byte_of_an_original(copied, seed):
    chance = random.Random(seed)
    file = chance.choice(sorted((copied / "originals").glob("??/*")))
    flip(file, chance.randrange(1 << 30))
    code, said = verified(copied)
    assert code == 1
    assert file.name in said


@pytest.mark.parametrize("seed", range(3))
def test_a_byte_of_the_custody_chain(copied, seed):
    flip(copied / "custody.jsonl", random.Random(seed).randrange(1 << 30))
    code, said = verified(copied)
    assert code == 1
    assert "custody.jsonl line" in said


def test_a_missing_original(copied):
    file = min((copied / "originals").glob("??/*"))
    file.unlink()
    code, said = verified(copied)
    assert code == 1
    assert f"{file.name}: is in the custody chain and missing" in said


@pytest.mark.parametrize("table", ["text", "reading", "row"])
def test_a_change_in_the_database(copied, table):
    with sqlite3.connect(copied / "case.db") as db:
        rowid, packed = db.execute(f"SELECT id, packed FROM {table} WHERE id != '' ORDER BY id LIMIT 1").fetchone()
        digit = next(at for at, char in enumerate(packed) if char.isdigit())
        changed = packed[:digit] + str((int(packed[digit]) + 1) % 10) + packed[digit + 1 :]
        db.execute(f"UPDATE {table} SET packed = ? WHERE id = ?", (changed, rowid))
    code, said = verified(copied)
    assert code == 1
    assert rowid in said


def test_a_text_changed_together_with_its_digest(copied):
    from according.case.database import digest

    with sqlite3.connect(copied / "case.db") as db:
        one, packed = db.execute("SELECT id, packed FROM row WHERE kind = 'text' ORDER BY id LIMIT 1").fetchone()
        row = json.loads(packed)
        row["text"] = row["text"].replace("e", "a", 1)
        packed = json.dumps(row, ensure_ascii=False, separators=(",", ":"))
        db.execute(
            "UPDATE row SET packed = ?, digest = ? WHERE id = ? AND kind = 'text'",
            (packed, digest("text", one, one, one, packed), one),
        )
    code, said = verified(copied)
    assert code == 1
    assert f"text {one}: is not what stands in the original" in said


def test_a_removed_row(copied):
    with sqlite3.connect(copied / "case.db") as db:
        db.execute("DELETE FROM row WHERE key = (SELECT max(key) FROM row)")
    code, said = verified(copied)
    assert code == 1
    assert "rows" in said


def test_a_database_that_is_none(copied):
    (copied / "case.db").write_bytes(b"no database")
    assert verified(copied)[0] == 1
