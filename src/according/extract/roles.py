"""Roles: which person holds, held, gets or loses which title in which body."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from according.extract import grammar
from according.extract.reading import Reading
from according.extract.triggers import phrase_of
from according.lang import table
from according.model import Claim, Name, Stretch

BODY_KINDS = ("organization", "place", "group", "facility")
TITLE_WORDS_BEFORE = 6
"""Words of a title in front of a name that are read back: "deputy chief of staff of the armed forces" needs more."""


def claims(reading: Reading) -> list[Claim]:
    """The roles of a text, each said once per place where it is said."""
    found: dict[tuple[Stretch, Stretch], Claim] = {}
    for claim in (*_before_names(reading), *_described(reading), *_given(reading)):
        found.setdefault((claim.slots["person"][0], claim.slots["title"][0]), claim)
    return list(found.values())


@cache
def _words(key: str) -> frozenset[str]:
    return frozenset(table("en", "roles")[key].split())


def is_title(reading: Reading, index: int) -> bool:
    """Whether a noun is the head of a title."""
    token, known = reading.token(index), _words("titles")
    if token.upos not in ("NOUN", "PROPN", "ADJ") or (
        reading.lemma(index) not in known and token.word.lower() not in known
    ):
        return False
    return not hyphened(reading, index - 1)


def hyphened(reading: Reading, index: int) -> bool:
    """Whether a token is a hyphen that joins its neighbours."""
    if index < 1 or index + 1 >= len(reading.tokens) or reading.token(index).word not in ("-", "–"):
        return False
    token = reading.token(index)
    return reading.token(index - 1).stop == token.start and token.stop == reading.token(index + 1).start


def _last(reading: Reading, head: int) -> int:
    """The last token of a title's head: "commander-in-chief" is one word in several tokens."""
    while hyphened(reading, head + 1):
        head += 2
    return head


def _persons(reading: Reading) -> list[Name]:
    return [n for n in reading.names if n.kind == "person"]


def _claim(
    reading: Reading, person: Stretch, title: Stretch, body: Stretch | None, rule: str, kind: str | None = None
) -> Claim:
    words = reading.words(title).lower().split()
    before = reading.chars[max(0, title[0] - 12) : title[0]].lower().split()[-1:]
    former = set(table("en", "roles")["former"]) & {*words, *before}
    held = {"person": (person,), "title": (title,)} | ({"body": (body,)} if body else {})
    basis = {"former": sorted(former)[0]} if former else {}
    return Claim("role", kind or ("held" if former else "holds"), title, held, f"role/{rule}", basis=basis)


def _before_names(reading: Reading) -> Iterator[Claim]:
    """ "Velin's deputy governor Ana Sorel", "head of the relief agency Ana Sorel"."""
    for name in _persons(reading):
        inside = reading.parse.within((name.start, name.stop))
        if not inside:
            continue
        first = inside[0]
        while first + 1 < inside.stop and is_title(reading, first) and reading.token(first).upos != "PROPN":
            first += 1
        head = first - 1
        if head >= 0 and is_title(reading, head):
            title = _title_back(reading, head)
            body = _body_before(reading, title[0]) or _body_after(reading, head)
            start, stop = reading.token(title[0]).start, reading.token(_last(reading, head)).stop
            yield _claim(reading, (reading.token(first).start, name.stop), (start, stop), body, "before name")
        else:
            yield from _with_body_between(reading, name, first)


def _title_back(reading: Reading, head: int) -> range:
    """The tokens of a title that ends with `head`."""
    first = head
    low = max(reading.sentence(head)[0], head - TITLE_WORDS_BEFORE)
    while first - 1 >= low:
        token = reading.token(first - 1)
        joined = token.word in ("-", "–") and first - 2 >= low
        if token.word.lower() in _words("before") or (
            is_title(reading, first - 1) and reading.name_at(first - 1) is None
        ):
            first -= 1
        elif joined and reading.token(first - 2).word.lower() in _words("before"):
            first -= 2
        else:
            break
    return range(first, head + 1)


def _body_before(reading: Reading, first: int) -> Stretch | None:
    """ "Velin's …", "Northern Front commander": the name right before a title."""
    at = first - 1
    if at >= 0 and reading.lemma(at) in ("'s", "’s", "'"):
        at -= 1
    if at < reading.sentence(first)[0]:
        return None
    name = reading.name_at(at)
    if name is not None and name.kind in BODY_KINDS:
        return name.start, name.stop
    return None


def _body_after(reading: Reading, head: int) -> Stretch | None:
    """The phrase behind "of", "for", "at" under a title."""
    last = _last(reading, head)
    for kid in (k for k in reading.kids(head, "nmod", "obl") if not head < k <= last):
        first = (*reading.prepositions(kid), "")[0]
        if first in table("en", "roles")["body"]["prepositions"] and reading.time_at(kid) is None:
            return reading.phrase(kid)
    for kid in reading.kids(head, "nmod:poss", "compound"):
        name = reading.name_at(kid)
        if name is not None and name.kind in BODY_KINDS:
            return name.start, name.stop
    return None


def _body_behind(reading: Reading, head: int) -> Stretch | None:
    """ "commander-in-chief of …": the phrase behind the last part of a hyphened title, wherever the tree hangs it."""
    last = _last(reading, head)
    if last == head:
        return None
    for part in range(head + 1, last + 1):
        found = _body_after(reading, part)
        if found is not None:
            return found
    return None


def _with_body_between(reading: Reading, name: Name, first: int) -> Iterator[Claim]:
    """ "director of the Sarvan clinic Ana Sorel": title, "of", body, name, without a comma."""
    at = first - 1
    body = reading.name_at(at) if at >= 0 else None
    low = reading.sentence(first)[0]
    if body is None or body.kind not in BODY_KINDS:
        return
    before = reading.parse.at(body.start)
    back = before - 1 if before is not None else -1
    while back >= low and reading.token(back).upos in ("DET", "ADJ", "NOUN") and not is_title(reading, back):
        back -= 1
    if back - 1 >= low and reading.lemma(back) in ("of", "for", "at") and is_title(reading, back - 1):
        title = _title_back(reading, back - 1)
        stretch = reading.token(title[0]).start, reading.token(back - 1).stop
        yield _claim(reading, (name.start, name.stop), stretch, (body.start, body.stop), "title of body")


def _described(reading: Reading) -> Iterator[Claim]:
    """Appositions and copulas: "Ana Sorel, deputy head of …", "Sorel is the mayor of …", "the mayor, Ana Sorel"."""
    for index in range(len(reading.tokens)):
        if not is_title(reading, index):
            continue
        for person in _said_of(reading, index):
            name = reading.name_at(person)
            whom = (name.start, name.stop) if name is not None else reading.phrase(person)
            title = _title_back(reading, index)
            stretch = reading.token(title[0]).start, reading.token(_last(reading, index)).stop
            body = _body_before(reading, title[0]) or _body_after(reading, index) or _body_behind(reading, index)
            if whom[0] < stretch[1] and stretch[0] < whom[1]:
                continue
            yield _claim(reading, whom, stretch, body, "description", _by_verb(reading, person, title[0]))


def _by_verb(reading: Reading, person: int, title: int) -> str | None:
    """ "appointed Ana Sorel governor": the verb over a name gives the title that stands behind it without a comma."""
    token = reading.token(person)
    between = range(min(person, title) + 1, max(person, title))
    if token.deprel not in ("obj", "nsubj:pass") or any(reading.token(i).upos == "PUNCT" for i in between):
        return None
    verbs = table("en", "roles")["verbs"]["appointed"]
    return "appointed" if phrase_of(reading, token.head) in verbs and title > person else None


def _said_of(reading: Reading, title: int) -> Iterator[int]:
    token = reading.token(title)

    def person(index: int) -> bool:
        name = reading.name_at(index)
        return name is not None and name.kind == "person"

    another = bool(reading.kids(title, "cc")) or (title + 1 < len(reading.tokens) and person(title + 1))
    beside = token.deprel in ("appos", "list", "parataxis") or (token.deprel == "conj" and not another)
    if beside and token.head >= 0 and person(token.head):
        yield token.head
    for kid in reading.kids(title, "appos", "flat", "nmod:desc"):
        if person(kid) and kid > title + 1:
            yield kid
    if reading.kids(title, "cop"):
        yield from (k for k in grammar.subject(reading, title) if person(k) or reading.chain(k) is not None)


def _given(reading: Reading) -> Iterator[Claim]:
    """ "appointed Ana Sorel (as) governor of …", "Sorel was named chief", "Sorel, who heads the agency"."""
    kinds = {verb: kind for kind, verbs in table("en", "roles")["verbs"].items() for verb in verbs}
    for token in reading.tokens:
        kind = kinds.get(phrase_of(reading, token.index)) if token.upos == "VERB" else None
        if kind is None:
            continue
        persons = grammar.subject(reading, token.index) if kind == "holds" else grammar.undergoer(reading, token.index)
        if (
            token.lemma in ("become", "resign", "quit", "retire", "serve")
            or phrase_of(reading, token.index) == "step down"
        ):
            persons = grammar.subject(reading, token.index)
        for person in (p for p in persons if (n := reading.name_at(p)) is not None and n.kind == "person"):
            name = reading.name_at(person)
            whom = (name.start, name.stop) if name else reading.phrase(person)
            yield from _office(reading, token.index, whom, kind)


def _office(reading: Reading, verb: int, person: Stretch, kind: str) -> Iterator[Claim]:
    if kind == "holds" and reading.lemma(verb) != "serve":
        for body in reading.kids(verb, "obj"):
            name = reading.name_at(body)
            if name is not None and name.kind in BODY_KINDS:
                yield _claim(reading, person, reading.stretch(verb), reading.phrase(body), "heads")
        return
    for kid in reading.kids(verb, "xcomp", "obl", "obj", "ccomp"):
        if is_title(reading, kid) and reading.name_at(kid) is None:
            title = _title_back(reading, kid)
            words = reading.token(title[0]).start, reading.token(kid).stop
            held = _body_before(reading, title[0]) or _body_after(reading, kid)
            yield _claim(reading, person, words, held, "office given or taken", kind)
