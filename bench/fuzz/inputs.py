"""What is fuzzed with: a small sound file of every format, and hostile pieces to splice texts from."""

from __future__ import annotations

import gzip
import io
import json
import random
import zipfile
from email.message import EmailMessage

WORDS = "Shells hit the market in Ain al-Hajar on 9 March 2023, killing 18 people, Salma Haddad said.\n\n“No,” he said."
PAGE = (
    '<!doctype html><html lang="en-GB"><head><title>A</title><meta name=author content=B>'
    '<script type="application/ld+json">{"@type": "NewsArticle", "datePublished": "2023-03-10", "author": ["C"]}'
    f"</script></head><body><article><p>{WORDS}</p><blockquote>x</blockquote><table><tr><td>1</table></article></body>"
)
MARKS = "“ ” \" ' « » ( [ ] ) … — – - , . ; : ! ? % $ £ # @ * > | \t \n \n\n \r\n \u2028 \u200f \u202e \u0301 \ufeff"
TERMS = "1 18 2023 9/11 00:00 31.02.2023 at least between and from to not no never if said says told according"
ODD = "\x00 \x1b[31m \ud7ff \U0001f600 ﬁ Ⅷ ٣ 九 ʿ ß İ Karim Zand Dr. Mr. U.S. A.B.C. -year-old 0 00 -1 1e9 ½ ² 10⁹ IX"
TIMES = "yesterday Thursday last week 29 February 2023 the 1990s 9999 0000 month two days earlier Ramadan 25:61 1/1/1"
LONG = ("a" * 300, "9" * 40, "(" * 60, "“" * 40, "said " * 30, "the " * 200, "of the " * 100, "1," * 80)
PIECES = tuple(piece for words in (WORDS, MARKS, TERMS, ODD, TIMES) for piece in words.split(" ")) + LONG
SPLICED = (b"<", b"]]>", b"\0", b"\xff", b"%PDF", b"{", b'"', b"\r\n", b"&#x110000;", b"<!--", b"</", b"\xed\xa0\x80")
"""Bytes that mean something to some reader."""


def seeds() -> dict[str, bytes]:
    """A small sound file of every format, by suffix; `.meta.toml` and `.manifest` are what the user states."""
    page, plain = PAGE.encode(), WORDS.encode()
    rows = [{"text": WORDS, "published": "2023-03-10", "authors": ["A"], "language": "en-GB"}, {"text": "B.", "x": [1]}]
    warc = _warc()
    found = {".txt": plain, ".md": f"# A\n\n> {WORDS}\n- b\n".encode(), ".html": page, ".eml": _mail()}
    found[".jsonl"] = "".join(json.dumps(row) + "\n" for row in rows).encode()
    found[".csv"] = f'text,published,authors\n"{WORDS}",2023-03-10,A;B\nB.,,\n'.encode()
    found[".zip"] = zipped({"a.txt": plain, "b/c.html": page, "d.zip": zipped({"e.txt": plain})})
    found[".wacz"] = zipped({"archive/data.warc": warc, "pages/pages.jsonl": b"{}\n", "datapackage.json": b"{}"})
    found |= {".docx": _docx(), ".warc": warc, ".warc.gz": gzip.compress(warc, mtime=0), ".pdf": _pdf()}
    found[".parquet"] = _parquet([{"text": WORDS, "published": "2023-03-10"}])
    found[".meta.toml"] = b'outlet = "A"\npublished = 2023-03-10\nauthors = ["B", "C"]\nlanguage = "en-GB"\n'
    found[".manifest"] = b"path,outlet,published\ninput.txt,A,2023-03-10\ninput.txt#1,B,\n"
    return found


def zipped(members: dict[str, bytes]) -> bytes:
    """A zip archive of these members."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(zipfile.ZipInfo(name), data, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def _mail() -> bytes:
    mail = EmailMessage()
    mail["Subject"], mail["From"], mail["Date"] = "A", "b@example.org", "Thu, 9 Mar 2023 10:00:00 +0000"
    mail.set_content(WORDS)
    mail.add_alternative(PAGE, subtype="html")
    mail.add_attachment(WORDS.encode(), maintype="text", subtype="plain", filename="c.txt")
    return bytes(mail)


def _docx() -> bytes:
    import docx

    document, out = docx.Document(), io.BytesIO()
    document.add_heading("A")
    document.add_paragraph(WORDS)
    document.add_table(1, 2).cell(0, 0).text = "B"
    document.save(out)
    return out.getvalue()


def _warc() -> bytes:
    from warcio.warcwriter import WARCWriter

    out = io.BytesIO()
    writer = WARCWriter(out, gzip=False)
    payload = io.BytesIO(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + PAGE.encode())
    fixed = {"WARC-Date": "2023-03-10T00:00:00Z", "WARC-Record-ID": "<urn:uuid:0>"}
    record = writer.create_warc_record("http://example.org/", "response", payload, warc_headers_dict=fixed)
    writer.write_record(record)
    return out.getvalue()


def _pdf() -> bytes:
    from pypdf import PdfWriter
    from pypdf.generic import DecodedStreamObject, DictionaryObject, NameObject

    writer = PdfWriter()
    page = writer.add_blank_page(200, 200)
    font = {"/Type": "/Font", "/Subtype": "/Type1", "/BaseFont": "/Helvetica"}
    made = DictionaryObject({NameObject(key): NameObject(value) for key, value in font.items()})
    page[NameObject("/Resources")] = DictionaryObject({NameObject("/Font"): DictionaryObject({NameObject("/F"): made})})
    stream = DecodedStreamObject()
    stream.set_data(b"BT /F 12 Tf 10 100 Td (Shells hit the market.) Tj ET")
    page[NameObject("/Contents")] = writer._add_object(stream)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def _parquet(rows: list[dict[str, str]]) -> bytes:
    import pyarrow as pa
    from pyarrow import parquet

    out = io.BytesIO()
    parquet.write_table(pa.Table.from_pylist(rows), out)
    return out.getvalue()


def damaged(suffix: str, data: bytes, chance: random.Random) -> bytes:
    """The data after one to four accidents; half of the archives have them inside a member, under a sound checksum."""
    if suffix in (".zip", ".docx", ".wacz") and chance.random() < 0.5:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = {name: archive.read(name) for name in archive.namelist()}
        name = chance.choice(sorted(members))
        return zipped(members | {name: _damaged(members[name], chance)})
    if suffix == ".warc.gz" and chance.random() < 0.8:
        return gzip.compress(_damaged(gzip.decompress(data), chance), 1, mtime=0)
    return _damaged(data, chance)


def _damaged(data: bytes, chance: random.Random) -> bytes:
    made = bytearray(data)
    for _ in range(chance.randint(1, 4)):
        at, far = sorted(chance.randrange(len(made) + 1) for _ in range(2))
        match chance.randrange(6):
            case 0 if made:
                made[min(at, len(made) - 1)] ^= 1 << chance.randrange(8)
            case 1:
                del made[at : min(far, at + chance.choice((1, 4, 40, 4000)))]
            case 2:
                made[at:at] = made[at:far][:500] * chance.choice((1, 1, 20))
            case 3:
                made[at : at + chance.randrange(6)] = chance.randbytes(chance.randrange(6))
            case 4:
                made[at:at] = chance.choice(PIECES).encode("utf-8", "surrogatepass")
            case _:
                made[at:at] = chance.choice(SPLICED)
    return bytes(made)


def hostile(chance: random.Random) -> str:
    """A text spliced from words and hostile pieces."""
    glue = chance.choice((" ", "", " ", "\n", " "))
    return glue.join(chance.choice(PIECES) for _ in range(chance.randint(1, 40)))
