"""Small valid files of every kind, made in memory; all names and events in them are invented."""

import io
import zipfile
from email.message import EmailMessage

import docx
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

WORDS = "Two shells fell on the ferry landing of Oskavar on Tuesday, the harbour master Ilse Brandt said."
PAGE = f"""<!doctype html><html lang="en-GB"><head><meta charset="utf-8">
<title>Shells fall on ferry | The Lantern</title>
<meta property="og:site_name" content="The Lantern"><link rel="canonical" href="https://lantern.example/ferry">
<script type="application/ld+json">{{"@type": "NewsArticle", "datePublished": "2031-05-06T10:00:00+02:00",
"author": [{{"name": "Per Holm"}}]}}</script></head><body><nav><a>Home</a></nav><article><h1>Shells fall on ferry</h1>
<p class="byline">By Per Holm</p><p>{WORDS}</p></article></body></html>"""


def zipped(members, compression=zipfile.ZIP_DEFLATED):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", compression) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return packed.getvalue()


def pdf(pages=(WORDS,), info=""):
    """A PDF written by hand: one line of text an item of a page, pages being strings parted by line breaks."""
    objects = ["<< /Type /Catalog /Pages 2 0 R >>", "", "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"]
    kids = []
    for page in pages:
        shown = "".join(f"({line}) Tj 0 -14 Td " for line in page.split("\n"))
        stream = f"BT /F1 9 Tf 50 780 Td {shown} ET"
        objects.append(f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream")
        resources = "/Resources << /Font << /F1 3 0 R >> >>"
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] {resources} /Contents {len(objects)} 0 R >>"
        )
        kids.append(f"{len(objects)} 0 R")
    objects[1] = f"<< /Type /Pages /Kids [{' '.join(kids)}] /Count {len(kids)} >>"
    objects.append(f"<< {info} >>")
    out, offsets = "%PDF-1.4\n", []
    for number, body in enumerate(objects, start=1):
        offsets.append(len(out))
        out += f"{number} 0 obj\n{body}\nendobj\n"
    xref = len(out)
    out += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n"
    out += "".join(f"{offset:010} 00000 n \n" for offset in offsets)
    out += f"trailer\n<< /Size {len(objects) + 1} /Root 1 0 R /Info {len(objects)} 0 R >>\nstartxref\n{xref}\n%%EOF\n"
    return out.encode("latin-1")


def encrypted_pdf():
    from pypdf import PdfReader, PdfWriter

    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf())))
    writer.encrypt("secret", algorithm="AES-256")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def word(paragraphs=(("Heading 1", "Shells fall on ferry"), ("Normal", WORDS)), **properties):
    document = docx.Document()
    for style, words in paragraphs:
        document.add_paragraph(words, style=style)
    for name, value in properties.items():
        setattr(document.core_properties, name, value)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def warc(pages=((("https://lantern.example/ferry"), PAGE),), gzip=True, content_type="text/html; charset=utf-8"):
    out = io.BytesIO()
    writer = WARCWriter(out, gzip=gzip)
    for url, page in pages:
        headers = StatusAndHeaders("200 OK", [("Content-Type", content_type)], protocol="HTTP/1.0")
        record = writer.create_warc_record(
            url,
            "response",
            payload=io.BytesIO(page.encode()),
            http_headers=headers,
            warc_headers_dict={"WARC-Date": "2031-05-07T08:00:00Z"},
        )
        writer.write_record(record)
    return out.getvalue()


def mail(body=WORDS, attachments=(), **headers):
    message = EmailMessage()
    for name, value in {
        "From": "Ilse Brandt <ilse@lantern.example>",
        "Subject": "The ferry",
        "Date": "Tue, 06 May 2031 10:00:00 +0200",
        **headers,
    }.items():
        message[name] = value
    message.set_content(body)
    for name, data in attachments:
        message.add_attachment(data, maintype="application", subtype="octet-stream", filename=name)
    return message.as_bytes()
