"""Every format, alone and inside folders and archives: its words, its blocks, what it states."""

import json

import pytest

from according import intake
from according.intake import Settings
from tests.intake import makers
from tests.intake.makers import WORDS


def roles(text):
    return [(block.value, text.chars[block.start : block.stop]) for block in text.blocks]


FILES = {
    "a.txt": WORDS,
    "a.md": WORDS,
    "a.html": makers.PAGE,
    "a.htm": makers.PAGE,
    "a.pdf": makers.pdf(),
    "a.docx": makers.word(),
    "a.eml": makers.mail(),
    "a.jsonl": json.dumps({"text": WORDS}),
    "a.csv": f'text,outlet\n"{WORDS}",The Lantern\n',
    "a.warc": makers.warc(gzip=False),
    "a.warc.gz": makers.warc(),
    "a.wacz": makers.zipped({"archive/data.warc.gz": makers.warc(), "datapackage.json": "{}"}),
    "a.zip": makers.zipped({"inner/a.txt": WORDS, "__MACOSX/._a.txt": "x", "README.md": "About"}),
}


@pytest.mark.parametrize(("name", "data"), FILES.items(), ids=FILES)
def test_the_words_are_taken(take, name, data):
    texts, problems = take({name: data})
    assert problems == []
    assert [WORDS in text.chars for text in texts] == [True]
    assert texts[0].path.startswith(f"pile/{name}")


def test_all_formats_in_a_zip_in_a_folder(take):
    texts, problems = take({"all.zip": makers.zipped(FILES)})
    assert problems == []
    assert sorted(text.path for text in texts)[-1] == "pile/all.zip/a.zip/inner/a.txt"
    assert len(texts) == len(FILES)


def test_bytes_and_hash_of_the_source(tmp_path):
    import hashlib

    (tmp_path / "a.zip").write_bytes(FILES["a.zip"])
    [taken] = intake.read([tmp_path / "a.zip"])
    with taken.open() as stream:
        assert stream.read() == FILES["a.zip"]
    assert taken.source.sha256 == hashlib.sha256(FILES["a.zip"]).hexdigest()
    assert [text.sha256 for text in taken.texts] == [taken.source.sha256]


def test_what_a_row_states_comes_back_unchanged(take):
    row = {
        "id": "7",
        "url": "https://lantern.example/x?a= b",
        "outlet": " The  Lantern",
        "title": "Ferry\u00a0hit",
        "authors": ["Per Holm", "AB"],
        "published": "2031-05~",
        "retrieved": "2031-06-01T00:00:00Z",
        "language": "en-GB",
        "text": f"  {WORDS}\r\n\r\n",
        "desk": {"a": [1]},
    }
    [text], problems = take({"a.jsonl": json.dumps(row)})
    assert problems == []
    assert text.chars == row["text"]
    assert text.stated == {name: value for name, value in row.items() if name not in ("text", "desk")}
    assert text.extra == {"desk": {"a": [1]}}
    assert (text.url, text.outlet, text.title, text.authors) == (
        row["url"],
        row["outlet"],
        row["title"],
        ("Per Holm", "AB"),
    )
    assert (text.published.edtf, text.published.earliest, text.published.latest) == (
        "2031-05~",
        "2031-05-01",
        "2031-05-31",
    )


def test_what_a_page_states(take):
    [text], _ = take({"a.html": makers.PAGE})
    assert (text.title, text.outlet, text.authors) == ("Shells fall on ferry", "The Lantern", ("Per Holm",))
    assert (text.url, text.language) == ("https://lantern.example/ferry", "en")
    assert text.basis["language"].endswith(": en-GB")
    assert text.published.edtf == "2031-05-06T10:00:00+02:00"
    assert text.published.latest == "2031-05-06"
    assert text.published.basis == text.basis["published"] == "JSON-LD datePublished"
    assert text.basis["outlet"] == "meta og:site_name"
    assert roles(text) == [
        ("furniture", "Home"),
        ("headline", "Shells fall on ferry"),
        ("byline", "By Per Holm"),
        ("paragraph", WORDS),
    ]


def test_what_a_web_archive_states(take):
    [text], _ = take({"a.warc.gz": makers.warc((("https://mirror.example/ferry", makers.PAGE),))})
    assert (text.url, text.basis["url"]) == ("https://mirror.example/ferry", "WARC-Target-URI")
    assert (text.retrieved, text.basis["retrieved"]) == ("2031-05-07T08:00:00Z", "WARC-Date")


def test_pages_of_a_web_archive_are_numbered(take):
    pages = [(f"https://lantern.example/{n}", makers.PAGE.replace("Tuesday", f"day {n}")) for n in range(3)]
    texts, _ = take({"a.warc.gz": makers.warc(pages)})
    assert [text.path for text in texts] == ["pile/a.warc.gz#1", "pile/a.warc.gz#2", "pile/a.warc.gz#3"]


def test_what_is_no_page_in_a_web_archive_is_passed_over(take):
    texts, problems = take({"a.warc": makers.warc(gzip=False, content_type="image/png")})
    assert (texts, problems) == ([], [])


def test_a_mail_with_attachments(take):
    attached = [
        ("../note.txt", b"The ferry was the Sankta Birgit."),
        ("page.html", makers.PAGE.encode()),
        ("x.bin", b"\0\1"),
    ]
    texts, problems = take({"a.eml": makers.mail(attachments=attached)})
    assert [text.path for text in texts] == ["pile/a.eml", "pile/a.eml/note.txt", "pile/a.eml/page.html"]
    assert [problem.path for problem in problems] == ["pile/a.eml/x.bin"]
    assert (texts[0].title, texts[0].authors, texts[0].published.edtf) == (
        "The ferry",
        ("Ilse Brandt",),
        "2031-05-06T10:00:00+02:00",
    )
    assert texts[0].basis["published"] == "mail header"


def test_running_heads_and_page_numbers_of_a_pdf_are_furniture(take):
    bodies = [
        f"On the {day} day the harbour master said that the ferry was hit by shells\nin the night."
        for day in ("first", "second")
    ]
    pages = [f"Harbour Report 2031\n{body}\nNo other ship came.\nPage {n}" for n, body in enumerate(bodies, 1)]
    info = "/Title (The ferry) /Author (Per Holm) /CreationDate (D:20310506100000)"
    [text], _ = take({"a.pdf": makers.pdf(pages, info)})
    wanted = []
    for number, body in enumerate(bodies, 1):
        wanted += [("furniture", "Harbour Report 2031"), ("paragraph", body)]
        wanted += [("paragraph", "No other ship came."), ("furniture", f"Page {number}")]
    assert roles(text) == wanted
    assert (text.title, text.authors, text.extra["created"]) == ("The ferry", ("Per Holm",), "2031-05-06")
    assert text.published is None


def test_styles_of_a_word_file(take):
    paragraphs = (
        ("Title", "The ferry"),
        ("Heading 1", "What was seen"),
        ("Normal", WORDS),
        ("List Bullet", "one shell"),
        ("Caption", "The landing"),
    )
    [text], _ = take({"a.docx": makers.word(paragraphs, title="The ferry", author="Per Holm")})
    assert [role for role, _ in roles(text)] == ["headline", "heading", "paragraph", "list_item", "caption"]
    assert (text.title, text.authors) == ("The ferry", ("Per Holm",))


@pytest.mark.parametrize("name", ["a.txt.meta.toml", "a.meta.toml"])
def test_a_sidecar_wins(take, name):
    sidecar = 'outlet = "The Lantern"\npublished = 2031-05-06\nauthors = ["Per Holm"]\ndesk = "coast"\n'
    [text], problems = take({"a.txt": WORDS, name: sidecar}, Settings(published="2030"))
    assert problems == []
    assert (text.outlet, text.authors, text.published.edtf, text.extra) == (
        "The Lantern",
        ("Per Holm",),
        "2031-05-06",
        {"desk": "coast"},
    )
    assert text.basis["published"] == text.published.basis == "sidecar"
    assert text.stated["outlet"] == "The Lantern"


def test_a_broken_sidecar_is_told(take):
    texts, problems = take({"a.txt": WORDS, "a.meta.toml": "outlet = "})
    assert texts == []
    assert "a.meta.toml" in problems[0].what


def test_a_manifest_in_the_folder_wins_over_the_file_and_names_texts_in_it(take):
    manifest = "path,outlet,published\na.html,The Mirror,2029\nrows.jsonl#2,The Buoy,2028\nsub/b.txt,The Quay,\n"
    rows = '{"text": "One.", "outlet": "Own"}\n{"text": "Two.", "outlet": "Own"}'
    texts, problems = take({"manifest.csv": manifest, "a.html": makers.PAGE, "rows.jsonl": rows, "sub/b.txt": WORDS})
    assert problems == []
    assert [text.outlet for text in texts] == ["The Mirror", "Own", "The Buoy", "The Quay"]
    assert texts[0].basis["outlet"] == "manifest"
    assert texts[2].published.edtf == "2028"


def test_a_manifest_that_names_what_is_not_there(take):
    _, problems = take({"manifest.csv": "path,outlet\na.txt,X\ngone.txt,Y\n", "a.txt": WORDS})
    assert [("gone.txt" in problem.what, problem.path) for problem in problems] == [(True, "pile/manifest.csv")]


def test_a_manifest_named_in_the_settings(take, tmp_path):
    manifest = tmp_path / "list.csv"
    manifest.write_text("path,outlet\npile/a.txt,The Quay\n")
    [text], problems = take({"a.txt": WORDS}, Settings(manifest=manifest))
    assert (text.outlet, problems) == ("The Quay", [])


def test_a_date_given_for_all(take):
    texts, _ = take(
        {"a.html": makers.PAGE, "b.jsonl": '{"text": "One.", "published": "2001"}'}, Settings(published="2030-01")
    )
    assert [text.published.edtf for text in texts] == ["2030-01", "2030-01"]
    assert [text.basis["published"] for text in texts] == ["--published", "--published"]


def test_publications_of_the_same_words_are_different_texts(take):
    rows = [
        {"text": WORDS, "url": "https://a.example"},
        {"text": WORDS, "url": "https://b.example"},
        {"text": WORDS, "url": "https://a.example"},
    ]
    texts, _ = take({"a.jsonl": "\n".join(map(json.dumps, rows))})
    assert len({text.id for text in texts}) == 2


def test_files_come_in_the_order_of_their_paths_whatever_was_named_first(tmp_path):
    for name in ("b.txt", "a.txt", "c.txt"):
        (tmp_path / name).write_text(name)
    names = [tmp_path / name for name in ("c.txt", "a.txt", "b.txt")]
    assert [taken.source.path for taken in intake.read(names)] == ["a.txt", "b.txt", "c.txt"]


def test_a_language_without_rules_says_so(take):
    [text], _ = take({"a.jsonl": json.dumps({"text": "Foo bar.\n\nBaz.", "language": "../../x"})})
    assert "layout only" in text.basis["blocks"]
    assert len(text.blocks) == 2
