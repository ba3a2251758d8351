"""Fuzzing: damaged and made-up inputs for every reader of intake, and for the per-text rooms.

    python -m bench.fuzz [--seconds 60] [--seed N]

Inputs are small files of each format, damaged (bytes flipped, cut, doubled, spliced), and texts spliced from hostile
pieces. A reader may refuse an input or give texts; anything else it raises is a finding, and is printed with the seed.
"""

from __future__ import annotations

import argparse
import io
import json
import random
import time
import zipfile
from collections.abc import Callable
from email.message import EmailMessage
from itertools import count

from according import corridor, intake
from according.intake.formats import read_input
from according.intake.inputs import Input, Refused
from according.intake.settings import Limits
from according.model import Annotation, TextRecord

LIMITS = Limits(document_bytes=1 << 20, text_chars=200_000, unpacked_bytes=4 << 20)
WORDS = "Shells hit the market in Ain al-Hajar on 9 March 2023, killing 18 people, Salma Haddad said.\n\n“No,” he said."
PAGE = f"<html><head><title>A</title><meta name=author content=B></head><body><p>{WORDS}</p><blockquote>x</blockquote>"
MARKS = "“ ” \" ' « » ( [ ] ) … — – - , . ; : ! ? % $ £ # @ * > | \t \n \n\n \r\n \u2028 \u200f \u202e \u0301 \ufeff"
TERMS = "1 18 2023 9/11 00:00 31.02.2023 at least between and from to not no never if said says told according"
ODD = "\x00 \x1b[31m \ud7ff \U0001f600 ﬁ Ⅷ ٣ 九 ʿ ß İ Karim Zand Dr. Mr. U.S. A.B.C. -year-old"
LONG = ("a" * 300, "9" * 40, "(" * 60, "“" * 40, "said " * 30)
PIECES = (*WORDS.split(" "), *MARKS.split(" "), *TERMS.split(" "), *ODD.split(" "), *LONG)


def seeds() -> dict[str, bytes]:
    """A small sound file of every format, by suffix."""
    mail = EmailMessage()
    mail["Subject"], mail["From"], mail["Date"] = "A", "b@example.org", "Thu, 9 Mar 2023 10:00:00 +0000"
    mail.set_content(WORDS)
    mail.add_alternative(PAGE, subtype="html")
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.txt", WORDS)
        archive.writestr("b.html", PAGE)
    found = {".txt": WORDS.encode(), ".md": f"# A\n\n> {WORDS}\n".encode(), ".html": PAGE.encode(), ".eml": bytes(mail)}
    found[".jsonl"] = (json.dumps({"text": WORDS, "published": "2023-03-10", "authors": ["A"]}) + "\n").encode() * 2
    found[".csv"] = f'text,published\n"{WORDS}",2023-03-10\n'.encode()
    return found | {".zip": packed.getvalue(), ".docx": _docx(), ".warc": _warc(), ".pdf": _pdf()}


def _docx() -> bytes:
    import docx

    document, out = docx.Document(), io.BytesIO()
    document.add_heading("A")
    document.add_paragraph(WORDS)
    document.save(out)
    return out.getvalue()


def _warc() -> bytes:
    from warcio.warcwriter import WARCWriter

    out = io.BytesIO()
    writer = WARCWriter(out, gzip=False)
    payload = io.BytesIO(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + PAGE.encode())
    writer.write_record(writer.create_warc_record("http://example.org/", "response", payload=payload))
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


def damaged(data: bytes, chance: random.Random) -> bytes:
    """The data after one to four accidents."""
    made = bytearray(data)
    for _ in range(chance.randint(1, 4)):
        at, far = sorted(chance.randrange(len(made) + 1) for _ in range(2))
        match chance.randrange(5):
            case 0 if made:
                made[min(at, len(made) - 1)] ^= 1 << chance.randrange(8)
            case 1:
                del made[at:far]
            case 2:
                made[at:at] = made[at:far][:500]
            case 3:
                made[at : at + chance.randrange(6)] = chance.randbytes(chance.randrange(6))
            case _:
                made[at:at] = chance.choice((b"<", b"]]>", b"\0", b"\xff", b"%PDF", b"{", b'"', b"\r\n", b"&#x110000;"))
    return bytes(made)


def hostile(chance: random.Random) -> str:
    """A text spliced from words and hostile pieces."""
    glue = chance.choice((" ", "", " ", "\n"))
    return glue.join(chance.choice(PIECES) for _ in range(chance.randint(1, 40)))


def read_file(suffix: str, data: bytes) -> int:
    """Lead a file through intake; how many texts it gave. Texts must be storable and blocks lie inside them."""
    texts = 0
    given = Input(f"input{suffix}", io.BytesIO(data), LIMITS)
    for _, draft in read_input(given):
        chars = getattr(draft, "chars", None)
        if chars is None:
            continue
        texts += 1
    return texts


def read_room(chars: str) -> None:
    """Lead a text through intake's block pass and the per-text rooms; every span must lie inside it."""
    text = intake.text_of(chars, published="2023-03-10")
    text.chars.encode("utf-8")
    check(corridor.read_text(text))


def check(record: TextRecord) -> None:
    """Raises AssertionError if a span lies outside its text."""
    stop = len(record.text.chars)
    spans = [(one.start, one.stop) for one in (*record.annotations, *record.mentions)]
    spans += [span for one in record.attributions for span in one.said]
    spans += [span for claim in record.claims for filled in claim.slots.values() for span in filled]
    spans += [claim.trigger for claim in record.claims]
    assert all(isinstance(one, Annotation) for one in record.annotations)
    bad = [span for span in spans if not 0 <= span[0] <= span[1] <= stop]
    assert not bad, f"spans outside the text: {bad[:3]}"


def _attempt(what: Callable[[], object], name: str, seed: int, findings: dict[str, str]) -> None:
    try:
        what()
    except (Refused, ValueError) as error:
        if not isinstance(error, Refused) and name != "rooms":
            findings.setdefault(f"{name}: {type(error).__name__}", f"seed {seed}: {error}")
    except Exception as error:  # every other exception is what is looked for
        findings.setdefault(f"{name}: {type(error).__name__}", f"seed {seed}: {str(error)[:200]}")


def fuzz(seconds: float, first: int, share: float = 0.5) -> tuple[dict[str, int], dict[str, str]]:
    """Fuzz for so long, this share of it on intake; how many inputs each reader had, and the findings."""
    files, done, findings = seeds(), dict.fromkeys([*seeds(), "rooms"], 0), {}
    begun = time.monotonic()
    for seed in count(first):
        passed = time.monotonic() - begun
        if passed >= seconds:
            return done, findings
        chance = random.Random(seed)
        if passed < seconds * share:
            suffix = chance.choice(list(files))
            data = damaged(files[suffix], chance)
            _attempt(lambda s=suffix, d=data: read_file(s, d), suffix, seed, findings)
        else:
            suffix, chars = "rooms", hostile(chance)
            _attempt(lambda c=chars: read_room(c), "rooms", seed, findings)
        done[suffix] += 1
    raise AssertionError("never ends")


def main() -> None:
    """Fuzz and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--share", type=float, default=0.5, help="share of the time for intake")
    parser.add_argument("--seed", type=int, default=0)
    given = parser.parse_args()
    done, findings = fuzz(given.seconds, given.seed, given.share)
    print(f"{sum(done.values())} inputs: {done}")
    for name, told in findings.items():
        print(f"{name}: {told}")
    raise SystemExit(bool(findings))


if __name__ == "__main__":
    main()
