"""Mails (.eml): the body is a text, and so is every attachment of a kind that is read."""

from __future__ import annotations

import email
import email.policy
import io
from collections.abc import Iterator
from email.message import EmailMessage, Message
from email.utils import getaddresses
from typing import Any

from according.intake.dates import loose_date
from according.intake.decoding import decode
from according.intake.html import html_draft
from according.intake.inputs import Input, Refused
from according.intake.texts import Draft
from according.model import Problem

MAX_PARTS = 1_000
"""Parts of one mail beyond which it is no mail but an attack."""
FAULTS = (ValueError, LookupError, AttributeError, TypeError, IndexError, UnicodeError, RecursionError, AssertionError)
"""What the standard library raises on headers and encodings that are not what they say."""
NO_MAIL = Refused("is not a mail", "save the mail again as .eml")


def read_mail(given: Input) -> Iterator[Draft | Problem | Input]:
    """The text of the body, then each attachment as a file of its own."""
    try:
        message = email.message_from_bytes(given.bytes(), policy=email.policy.default)
        assert isinstance(message, EmailMessage)  # what the default policy makes
        headers = _headers(message)
        parts = _parts(message)
    except FAULTS as error:
        raise Refused(f"cannot be read as a mail ({str(error)[:60]})", NO_MAIL.remedy) from None
    if not message.keys():
        raise NO_MAIL
    yield from _body(given, parts, headers)
    for number, part in enumerate(parts):
        if _is_attachment(part):
            name = _name(part, number)
            yield Input(
                f"{given.path}/{name}", io.BytesIO(_payload(part)), given.limits, given.language, given.depth + 1
            )


def _parts(message: EmailMessage) -> list[EmailMessage]:
    """The leaves of a mail, and the mails attached to it."""
    found: list[EmailMessage] = []
    todo: list[Any] = [message]
    while todo and len(found) < MAX_PARTS:
        part = todo.pop(0)
        if part.get_content_type() == "message/rfc822" and part is not message:
            found.append(part)
        elif part.is_multipart():
            todo[:0] = part.get_payload()
        else:
            found.append(part)
    return found


def _is_attachment(part: EmailMessage) -> bool:
    named = bool(part.get_filename()) or part.get_content_type() == "message/rfc822"
    return named and not (part.get_content_disposition() == "inline" and part.get_content_maintype() == "image")


def _name(part: EmailMessage, number: int) -> str:
    """The name of an attachment, without any path that a sender put there."""
    name = (part.get_filename() or f"{number}.eml").replace("\\", "/").rpartition("/")[2]
    return name if name.strip(". \0") else f"{number}"


def _payload(part: EmailMessage) -> bytes:
    if part.get_content_type() == "message/rfc822":
        inner = part.get_payload()
        first = inner[0] if isinstance(inner, list) and inner else None
        return first.as_bytes() if isinstance(first, Message) else b""
    data = part.get_payload(decode=True)
    return data if isinstance(data, bytes) else b""


def _body(given: Input, parts: list[EmailMessage], headers: dict[str, Any]) -> Iterator[Draft | Problem]:
    """The first plain text of the mail, else its first page."""
    for kind in ("text/plain", "text/html"):
        for part in parts:
            if part.get_content_type() == kind and not _is_attachment(part):
                yield _draft(part, headers, given)
                return
    if not any(_is_attachment(part) for part in parts):
        raise Refused("has no text", "save the mail again with its text")


def _draft(part: EmailMessage, headers: dict[str, Any], given: Input) -> Draft:
    charset = str(part.get_content_charset() or "")
    basis = dict.fromkeys(headers, "mail header")
    if part.get_content_type() == "text/html":
        page = html_draft(_payload(part), given.language, charset)
        found = dict(page.found) | headers
        return Draft(page.chars, blocks=page.blocks, found=found, basis=dict(page.basis) | basis, extra=page.extra)
    decoded = decode(_payload(part), charset)
    return Draft(decoded.chars, found=headers, basis=basis | decoded.as_basis())


def _headers(message: EmailMessage) -> dict[str, Any]:
    """Who sent it, when, and about what."""
    senders = [name or address for name, address in getaddresses([str(message.get("From", ""))]) if name or address]
    dated = loose_date(str(message.get("Date", "")))
    found = {"title": " ".join(str(message.get("Subject", "")).split()), "authors": senders, "published": dated}
    return {name: value for name, value in found.items() if value}
