"""The database: readers see whole builds only, and a reader needs no right to write."""

import os

import pytest

from according.case import Case, Folder
from according.case.database import Database
from according.case.rows import Line


def line(one, chars):
    return Line(one, one, one, {"record": "text", "id": one, "title": "", "text": chars})


@pytest.fixture
def folder(tmp_path):
    made = Folder(tmp_path / "my-case")
    made.path.mkdir()
    made.create()
    return made


def published(folder, *lines):
    database = Database(folder.database, write=True)
    database.publish(lines)
    database.close()


def test_a_reader_sees_the_record_before_until_the_new_one_is_whole(folder):
    published(folder, line("a", "before"))

    def breaking():
        yield line("a", "after")
        with Case(folder.path) as reader:
            assert [row["text"] for row in reader.records("text")] == ["before"]
        raise KeyboardInterrupt

    database = Database(folder.database, write=True)
    with pytest.raises(KeyboardInterrupt):
        database.publish(breaking())
    database.close()
    with Case(folder.path) as reader:
        assert [row["text"] for row in reader.records("text")] == ["before"]
        assert not list(reader.damaged())


def test_rows_and_their_words_go_when_they_are_no_longer_found(folder):
    published(folder, line("a", "the old bridge"), line("b", "the new bridge"))
    with Case(folder.path) as reader:
        before = reader.state()
        assert reader.search("bridge")[0] == 2
    published(folder, line("b", "the new harbour"))
    with Case(folder.path) as reader:
        assert reader.search("bridge")[0] == 0
        assert reader.search("harbour")[0] == 1
        assert [row["id"] for row in reader.records("text")] == ["b"]
        assert reader.state() != before


def test_the_order_in_which_lines_come_does_not_show(folder, tmp_path):
    published(folder, line("a", "one"), line("b", "two"))
    with Case(folder.path) as reader:
        state = reader.state()
    published(folder, line("b", "two"), line("a", "one"))
    with Case(folder.path) as reader:
        assert reader.state() == state
        assert [row["id"] for row in reader.records("text")] == ["a", "b"]


def test_a_query_that_is_none_is_a_value_error(folder):
    published(folder, line("a", "one"))
    with Case(folder.path) as reader, pytest.raises(ValueError, match="no search"):
        reader.search('"open')


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_case_in_a_folder_that_may_not_be_written_can_be_read(folder):
    published(folder, line("a", "one"))
    folder.path.chmod(0o555)
    try:
        with Case(folder.path) as reader:
            assert reader.count("text") == 1
    finally:
        folder.path.chmod(0o755)
