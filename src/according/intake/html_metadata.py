"""What a page states about itself in JSON-LD, OpenGraph, other `<meta>`, `<time>` and links; each with its basis."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from lxml import html as lxml_html

from according.intake.dates import loose_date

ARTICLE_TYPES = re.compile(
    r"(?:\w*Article|BlogPosting|LiveBlogPosting|Report|SocialMediaPosting|DiscussionForumPosting)$"
)
JSON_LD_CHARS = 1_000_000
JSON_LD_OBJECTS = 2_000
"""How many objects of a page's JSON-LD are looked at: pages of record have a handful."""

META = {
    field: tuple(names.split())
    for field, names in {
        "published": "article:published_time og:article:published_time datepublished publish-date publishdate pubdate"
        " publication_date parsely-pub-date sailthru.date citation_publication_date citation_date dc.date.issued"
        " dcterms.issued dc.date dcterms.date dcterms.created dc.date.created date article.published og:pubdate",
        "title": "og:title citation_title parsely-title twitter:title dc.title dcterms.title title",
        "outlet": "og:site_name application-name publisher dc.publisher dcterms.publisher citation_journal_title",
        "authors": "author parsely-author sailthru.author citation_author dc.creator dcterms.creator byl",
        "url": "og:url parsely-link twitter:url citation_public_url dc.identifier",
        "modified": "article:modified_time og:updated_time lastmod last-modified dcterms.modified dc.date.modified",
        "description": "og:description description twitter:description dc.description",
    }.items()
}
"""Names of `<meta>` per field, the more trusted first."""
IS_URL = re.compile(r"https?://\S+$")

Found = tuple[str, Any]
"""Where a value stands, and the value."""


def metadata_of(root: lxml_html.HtmlElement) -> tuple[dict[str, Any], dict[str, str], dict[str, Any]]:
    """The values that a page states, the basis of each, and what else it says (`description`, `modified`)."""
    linked = list(_json_ld(root))
    named = _metas(root)
    found: dict[str, Any] = {}
    basis: dict[str, str] = {}
    extra: dict[str, Any] = {}
    for name, candidates in (
        ("title", [*_linked(linked, "headline"), *_named(named, "title"), *_title(root)]),
        ("outlet", [*_named(named, "outlet"), *_linked(linked, "publisher")]),
        ("authors", [*_linked(linked, "author"), *_named(named, "authors")]),
        ("url", [*_links(root), *_named(named, "url"), *_linked(linked, "url"), *_linked(linked, "mainEntityOfPage")]),
        ("language", [*_linked(linked, "inLanguage"), *_language(root)]),
    ):
        for where, value in candidates:
            clean = _clean(name, value)
            if clean:
                found[name], basis[name] = clean, where
                break
    dates = [*_linked(linked, "datePublished"), *_named(named, "published"), *_itemprops(root), *_times(root)]
    _date(dates, found, basis)
    for name, candidates in (
        ("modified", [*_linked(linked, "dateModified"), *_named(named, "modified")]),
        ("description", _named(named, "description")),
    ):
        if candidates and isinstance(candidates[0][1], str):
            extra[name] = candidates[0][1]
    return found, basis, extra


def _date(candidates: list[Found], found: dict[str, Any], basis: dict[str, str]) -> None:
    """The first candidate that is a date; if none is, the basis tells what stood there."""
    for where, value in candidates:
        stated = loose_date(str(value))
        if stated:
            found["published"], basis["published"] = stated, where
            return
    if candidates:
        where, value = candidates[0]
        basis["published"] = f"unknown: {where} says {str(value)[:60]!r}"


def _clean(name: str, value: Any) -> Any:
    """A value in the form that its field has, or something empty."""
    if name == "authors":
        return [author for author in _names(value) if not IS_URL.match(author)]
    text = next(iter(_names(value)), "")
    if name == "url":
        return text if IS_URL.match(text) else ""
    if name == "language":
        return text if re.fullmatch(r"[A-Za-z]{2,3}([-_]\w{2,8})*", text) else ""
    return "" if name == "outlet" and text.startswith("@") else text


def _names(value: Any) -> list[str]:
    """The strings in a JSON-LD value: a string, an object with a name, or a list of either."""
    if isinstance(value, str):
        return [" ".join(value.split())] if value.strip() else []
    if isinstance(value, Mapping):
        return _names(value.get("name") or value.get("@id") or "")
    if isinstance(value, list):
        return [name for one in value[:100] if not isinstance(one, list) for name in _names(one)]
    return []


def _json_ld(root: lxml_html.HtmlElement) -> Iterator[Mapping[str, Any]]:
    """The articles that the page describes in JSON-LD."""
    for script in root.iter("script"):
        if (script.get("type") or "").strip().lower() != "application/ld+json":
            continue
        try:
            data = json.loads((script.text or "")[:JSON_LD_CHARS], strict=False)
        except (ValueError, RecursionError):
            continue  # a page with broken JSON-LD states nothing there; the other places are looked at
        yield from (one for one in _objects(data) if _is_article(one))


def _objects(data: Any) -> Iterator[Mapping[str, Any]]:
    todo, seen = [data], 0
    while todo and seen < JSON_LD_OBJECTS:
        one = todo.pop(0)
        seen += 1
        if isinstance(one, list):
            todo.extend(one[:JSON_LD_OBJECTS])
        elif isinstance(one, Mapping):
            yield one
            todo.extend(one[name] for name in ("@graph", "mainEntity", "mainEntityOfPage") if name in one)


def _is_article(one: Mapping[str, Any]) -> bool:
    types = one.get("@type")
    types = types if isinstance(types, list) else [types]
    return any(isinstance(kind, str) and ARTICLE_TYPES.search(kind) for kind in types)


def _linked(linked: list[Mapping[str, Any]], name: str) -> list[Found]:
    return [(f"JSON-LD {name}", one[name]) for one in linked if one.get(name)]


def _metas(root: lxml_html.HtmlElement) -> dict[str, list[str]]:
    """The contents of `<meta>` by lower-case name or property."""
    named: dict[str, list[str]] = {}
    for meta in root.iter("meta"):
        name = meta.get("property") or meta.get("name") or meta.get("itemprop") or ""
        content = (meta.get("content") or "").strip()
        if name and content:
            named.setdefault(name.strip().lower(), []).append(content)
    return named


def _named(named: Mapping[str, list[str]], name: str) -> list[Found]:
    several = name == "authors"
    return [(f"meta {key}", named[key] if several else named[key][0]) for key in META[name] if key in named]


def _title(root: lxml_html.HtmlElement) -> list[Found]:
    title = root.find(".//title")
    return [] if title is None else [("title element", "".join(title.itertext()))]


def _language(root: lxml_html.HtmlElement) -> list[Found]:
    spoken = root.get("lang") or root.get("{http://www.w3.org/XML/1998/namespace}lang") or root.get("xml:lang")
    return [("html lang", spoken)] if spoken else []


def _links(root: lxml_html.HtmlElement) -> list[Found]:
    links = (link for link in root.iter("link") if "canonical" in (link.get("rel") or "").lower().split())
    return [("link canonical", link.get("href")) for link in links if link.get("href")]


def _itemprops(root: lxml_html.HtmlElement) -> list[Found]:
    marked = root.xpath(".//*[@itemprop='datePublished']")
    values = ((one.get("datetime") or one.get("content") or "".join(one.itertext())) for one in marked[:3])
    return [("itemprop datePublished", value) for value in values if value]


def _times(root: lxml_html.HtmlElement) -> list[Found]:
    """`<time>`: one marked as the date of publication, else the first in the article or its header."""
    times = [time for time in root.iter("time") if time.get("datetime")]
    marked = [time for time in times if time.get("pubdate") is not None]
    inside = root.xpath("(.//article | .//main | .//header)//time[@datetime]")
    return [("time element", time.get("datetime")) for time in (marked or inside[:1])]
