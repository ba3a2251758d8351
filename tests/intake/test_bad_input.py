"""Bad input: one clear line that names the file and the remedy; what is good beside it is taken unharmed."""

import gzip
import io
import json
import os
import re
import tarfile
import tracemalloc
import zipfile
from pathlib import Path

import pytest

from according import intake
from according.intake import Limits, Settings
from tests.intake import makers
from tests.intake.makers import WORDS

GOOD = {"good.txt": WORDS}
HALF = 2


def cut(data):
    return data[: len(data) // HALF]


BAD = {
    "empty file": ("bad.txt", b"", "is empty"),
    "only space": ("bad.txt", b" \n\n\t", "holds no text"),
    "binary junk as text": ("bad.txt", bytes(range(256)) * 40, "binary"),
    "binary junk as page": ("bad.html", bytes(range(256)) * 40, "binary"),
    "binary junk as PDF": ("bad.pdf", bytes(range(256)) * 40, "PDF"),
    "binary junk as Word": ("bad.docx", bytes(range(256)) * 40, "Word"),
    "binary junk as mail": ("bad.eml", bytes(range(256)) * 40, "mail"),
    "binary junk as web archive": ("bad.warc", bytes(range(256)) * 40, "WARC|breaks off"),
    "binary junk as zip": ("bad.zip", bytes(range(256)) * 40, "zip"),
    "unknown kind": ("bad.xyz", b"what is this", "kind that is not read"),
    "truncated PDF": ("bad.pdf", cut(makers.pdf()), "PDF"),
    "truncated Word": ("bad.docx", cut(makers.word()), "Word"),
    "truncated zip": ("bad.zip", cut(makers.zipped({"a.txt": WORDS * 50})), "zip"),
    "truncated WACZ": ("bad.wacz", cut(makers.zipped({"archive/a.warc.gz": makers.warc()})), "zip"),
    "truncated WARC": ("bad.warc", cut(makers.warc(gzip=False)), "early|breaks off"),
    "truncated gzip": ("bad.warc.gz", cut(makers.warc()), "early|breaks off"),
    "encrypted PDF": ("bad.pdf", makers.encrypted_pdf(), "encrypted"),
    "PDF without text": ("bad.pdf", makers.pdf(("",)), "text layer"),
    "row without text": ("bad.jsonl", b'{"title": "No words"}\n', "no text"),
    "row that is no JSON": ("bad.jsonl", b"{broken\n", "not JSON"),
    "row that is no object": ("bad.jsonl", b"[1, 2]\n", "not a JSON object"),
    "row too deep": ("bad.jsonl", b"[" * 100_000 + b"\n", "not JSON"),
    "table without text": ("bad.csv", b"url,title\na,b\n", "no column called text"),
    "row with too many cells": ("bad.csv", b"text,title\nwords here,b,c,d\n", "more cells"),
    "path out of a zip": ("bad.zip", makers.zipped({"../../evil.txt": WORDS}), "leads out"),
    "absolute path in a zip": ("bad.zip", makers.zipped({"/etc/evil.txt": WORDS}), "leads out"),
    "backslashes in a zip": ("bad.zip", makers.zipped({"..\\..\\evil.txt": WORDS}), "leads out"),
    "path out of a WACZ": ("bad.wacz", makers.zipped({"../archive/a.warc.gz": makers.warc()}), "leads out"),
    "WACZ without WARC": ("bad.wacz", makers.zipped({"pages/pages.jsonl": "{}"}), "no WARC"),
    "zip bomb by ratio": ("bad.zip", makers.zipped({"bomb.txt": b"a" * 20_000_000}), "bomb"),
    "Word bomb": ("bad.docx", makers.zipped({"word/document.xml": b" " * 50_000_000}), "bomb"),
}


@pytest.mark.parametrize(("name", "data", "says"), BAD.values(), ids=BAD)
def test_it_is_refused_in_one_line_and_nothing_else_is_harmed(take, name, data, says):
    texts, problems = take({**GOOD, name: data})
    assert [text.chars for text in texts] == [WORDS]
    assert len(problems) == 1, problems
    assert f"pile/{name}" in problems[0].path
    assert re.search(says, problems[0].what)
    assert problems[0].remedy
    assert "\n" not in problems[0].what + problems[0].remedy


def test_a_wacz_whose_index_leads_out_is_told_and_its_pages_are_taken(take):
    index = json.dumps({"resources": [{"path": "../../etc/passwd"}]})
    texts, problems = take({"a.wacz": makers.zipped({"archive/a.warc.gz": makers.warc(), "datapackage.json": index})})
    assert len(texts) == 1
    assert ["leads out" in problem.what for problem in problems] == [True]


def test_a_bomb_that_lies_about_its_size_is_stopped_while_it_is_read(take):
    honest = makers.zipped({"bomb.txt": b"a" * 20_000_000})
    size = (20_000_000).to_bytes(4, "little")
    texts, problems = take({"bomb.zip": honest.replace(size, (100).to_bytes(4, "little"))})
    assert texts == []
    assert len(problems) == 1


def test_a_bomb_of_many_members_is_stopped_by_the_sum(take):
    limits = Limits(unpacked_bytes=50_000)
    members = {f"{n}.txt": os.urandom(10_000).hex() for n in range(10)}
    texts, problems = take({"sum.zip": makers.zipped(members)}, Settings(limits=limits))
    assert len(texts) == 2
    assert all("limit for one archive" in problem.what for problem in problems)


def test_archives_in_archives_end_at_the_depth_limit(take):
    data = makers.zipped({"words.txt": WORDS})
    for _ in range(5):
        data = makers.zipped({"inner.zip": data})
    texts, problems = take({"deep.zip": data})
    assert texts == []
    assert ["archives deep" in problem.what for problem in problems] == [True]


def test_an_encrypted_member_is_told(take):
    data = bytearray(makers.zipped({"a.txt": WORDS, "b.txt": WORDS + " Again."}))
    central = data.index(b"PK\x01\x02")
    data[central + 8] |= 1
    texts, problems = take({"locked.zip": bytes(data)})
    assert len(texts) == 1
    assert ["encrypted" in problem.what for problem in problems] == [True]


def test_links_are_not_followed_and_a_loop_ends(take, tmp_path):
    pile = tmp_path / "pile"
    pile.mkdir()
    (tmp_path / "secret.txt").write_text("Not in the pile.")
    (pile / "loop").symlink_to(pile)
    (pile / "out.txt").symlink_to(tmp_path / "secret.txt")
    texts, problems = take(GOOD)
    assert [text.chars for text in texts] == [WORDS]
    assert sorted(problem.path for problem in problems) == ["pile/loop", "pile/out.txt"]


def test_a_link_in_a_zip_is_not_followed(take):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        link = zipfile.ZipInfo("link.txt")
        link.external_attr = 0o120777 << 16
        archive.writestr(link, "/etc/passwd")
    texts, problems = take({"a.zip": packed.getvalue()})
    assert texts == []
    assert "link" in problems[0].what


def test_a_pipe_is_not_waited_for(take, tmp_path):
    (tmp_path / "pile").mkdir()
    os.mkfifo(tmp_path / "pile" / "pipe.txt")
    texts, problems = take(GOOD)
    assert len(texts) == 1
    assert "pipe" in problems[0].what


def test_an_unreadable_file_is_told(take, monkeypatch):
    opening = Path.open

    def refusing(self, *args, **kwargs):
        if self.name == "shut.txt":
            raise PermissionError(13, "Permission denied")
        return opening(self, *args, **kwargs)

    files = {**GOOD, "shut.txt": WORDS}
    for name, data in files.items():
        take({name: data})
    monkeypatch.setattr(Path, "open", refusing)
    texts, problems = take({})
    assert len(texts) == 1
    assert [(problem.path, problem.what) for problem in problems] == [
        ("pile/shut.txt", "cannot be read (Permission denied)")
    ]


def test_a_path_that_does_not_exist(take, tmp_path):
    _, problems = take({}, paths=[tmp_path / "nowhere"])
    assert ["cannot be read" in problem.what for problem in problems] == [True]


def test_other_rows_are_taken(take):
    rows = "\n".join(
        ['{"text": "One came by sea."}', "{", '{"title": "x"}', '{"text": 5}', "", '{"text": "Two stayed."}']
    )
    texts, problems = take({"a.jsonl": rows})
    assert [(text.path, text.chars) for text in texts] == [
        ("pile/a.jsonl#1", "One came by sea."),
        ("pile/a.jsonl#6", "Two stayed."),
    ]
    assert [problem.path for problem in problems] == ["pile/a.jsonl#2", "pile/a.jsonl#3", "pile/a.jsonl#4"]


@pytest.mark.parametrize("date", ["2024-02-30", "2023-02-29", "2024-13-01", "soon", "2024-11-20T25:00"])
def test_a_date_that_does_not_exist_is_told_and_the_text_is_taken_without_one(take, date):
    texts, problems = take({"a.jsonl": json.dumps({"text": WORDS, "published": date})})
    assert texts[0].published is None
    assert texts[0].stated["published"] == date
    assert texts[0].basis["published"].startswith("unknown")
    assert [(problem.path, date in problem.what) for problem in problems] == [("pile/a.jsonl#1", True)]


def test_wrong_encoding_is_read_by_a_guess_that_says_so(take):
    words = "Der Fährmann sagte, die Brücke über die Ösel sei gesperrt. Größere Schäden gebe es nicht."
    texts, problems = take({"a.txt": words.encode("cp1252")})
    assert texts[0].chars == words
    assert "guessed" in texts[0].basis["text"]
    assert ["UTF-8" in problem.what for problem in problems] == [True]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "utf-32"])
def test_a_byte_order_mark_tells_the_encoding(take, encoding):
    mark = "\ufeff" if encoding == "utf-16-le" else ""
    texts, problems = take({"a.txt": (mark + WORDS).encode(encoding)})
    assert [text.chars for text in texts] == [WORDS]
    assert problems == []


def test_mixed_line_ends_stay_as_they_are(take):
    chars = "One line.\r\nTwo lines.\rThree lines.\n\nFour lines.\u2028Five lines."
    texts, problems = take({"a.txt": chars.encode()})
    assert texts[0].chars == chars
    assert [chars[block.start : block.stop] for block in texts[0].blocks] == [
        "One line.",
        "Two lines.",
        "Three lines.",
        "Four lines.",
        "Five lines.",
    ]
    assert problems == []


@pytest.mark.parametrize("strange", ["\0", "\ud800", "\udfff\ud800"])
def test_what_nothing_can_store_is_replaced_one_for_one_and_told(take, strange):
    texts, problems = take({"a.jsonl": json.dumps({"text": f"Before{strange}after.", "title": f"T{strange}"})})
    assert texts[0].chars == f"Before{chr(0xFFFD) * len(strange)}after."
    assert texts[0].title.encode()
    assert "U+FFFD" in texts[0].basis["text"]
    assert ["nothing can store" in problem.what for problem in problems] == [True]


def test_a_nul_in_a_text_file(take):
    texts, problems = take({"a.txt": WORDS.encode() + b"\0 and on."})
    assert texts[0].chars == WORDS + "\ufffd and on."
    assert len(problems) == 1


def test_right_to_left_and_combining_characters_keep_their_offsets(take):
    chars = "قال رئيس الميناء إن العبارة غرقت.\n\n"
    chars += "Le\u0301 phare e\u0301tait \u202eetnieté\u202c.\n\nBandiera 🏴\u200d☠️ al porto."
    texts, problems = take({"a.txt": chars.encode()})
    assert texts[0].chars == chars
    assert [chars[block.start : block.stop] for block in texts[0].blocks] == chars.split("\n\n")
    assert problems == []


def test_the_same_article_twice_is_one_text_of_two_sources(tmp_path):
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text(WORDS)
    taken = list(intake.read([tmp_path]))
    assert [one.source.path.rpartition("/")[2] for one in taken] == ["a.txt", "b.txt"]
    assert len({text.id for one in taken for text in one.texts}) == 1


@pytest.mark.parametrize("name", ["line.txt", "line.jsonl", "line.csv", "line.html"])
def test_one_line_beyond_the_limit_is_refused_within_bounded_memory(take, name):
    limits = Limits(document_bytes=1_000_000)
    head = {"line.csv": "text\n", "line.jsonl": '{"text": "'}.get(name, "")
    data = head.encode() + b"a" * 20_000_000 + b'"}\n{"text": "After it."}\n'
    tracemalloc.start()
    texts, problems = take({name: data}, Settings(limits=limits))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert [text.chars for text in texts] == (["After it."] if name == "line.jsonl" else [])
    assert ["1000000 bytes" in problem.what or "MiB" in problem.what for problem in problems] == [True]
    assert peak < 12_000_000


@pytest.mark.slow
def test_a_line_of_200_megabytes_is_refused(tmp_path):
    with (tmp_path / "line.txt").open("wb") as file:
        for _ in range(200):
            file.write(b"a" * 1_000_000)
    [taken] = intake.read([tmp_path])
    [problem] = taken.texts
    assert "larger than 64 MiB" in problem.what


def test_a_text_with_too_many_characters_is_refused(take):
    texts, problems = take({**GOOD, "long.txt": "words " * 100}, Settings(limits=Limits(text_chars=500)))
    assert len(texts) == 1
    assert "500 characters" in problems[0].what


def test_a_large_table_is_streamed(take):
    limits = Limits(document_bytes=10_000)
    rows = "".join(f'"Row {n} tells of the ferry, and\nof its captain."\n' for n in range(2_000))
    texts, problems = take({"big.csv": "text\n" + rows}, Settings(limits=limits))
    assert (len(texts), problems) == (2_000, [])


def test_external_entities_are_not_read(take, tmp_path):
    (tmp_path / "secret.txt").write_text("SECRET")
    entity = f'<!DOCTYPE r [<!ENTITY x SYSTEM "file://{tmp_path}/secret.txt">]>'
    files = dict(zip_members(makers.word()))
    xml = files["word/document.xml"].decode().replace("Two shells", "Two shells &x;")
    files["word/document.xml"] = xml.replace("?>", f"?>{entity}", 1).encode()
    texts, _ = take({"a.docx": makers.zipped(files), "b.html": f"{entity}<p>Two shells &x; fell.</p>"})
    assert "SECRET" not in "".join(text.chars for text in texts)


def zip_members(data):
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        return [(name, packed.read(name)) for name in packed.namelist()]


def test_gzip_of_something_else_is_told(take):
    texts, problems = take({"a.warc.gz": gzip.compress(WORDS.encode())})
    assert texts == []
    assert len(problems) == 1


def test_a_tar_is_told(take, tmp_path):
    with tarfile.open(tmp_path / "x.tar", "w"):
        pass
    _, problems = take({"a.tar": (tmp_path / "x.tar").read_bytes()})
    assert "kind that is not read" in problems[0].what


def test_a_date_for_all_that_is_none_is_told(take):
    texts, problems = take(GOOD, Settings(published="2024-02-30"))
    assert texts[0].published is None
    assert len(problems) == 1
