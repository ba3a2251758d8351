"""Training data as documents of sentences: treebanks in CoNLL-U and name files in JSON lines.

Names come in the B-/I-/O scheme over five types. A source that does not mark a type must not teach
that it is absent, so every word carries the *set* of labels it may have (a bit mask), not one label.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import random
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

TYPES = ("PER", "ORG", "LOC", "NORP", "MISC")
LABELS = ("O", *(f"{mark}-{kind}" for kind in TYPES for mark in "BI"))
BIT = {label: 1 << place for place, label in enumerate(LABELS)}
ANY_LABEL = (1 << len(LABELS)) - 1
TYPE_OF = {"FAC": "LOC", "EVENT": "MISC"}
"""Facilities and events are too few to learn: rules tell them from places and others afterwards."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """Words with what is known of them. Empty lists: not annotated. `heads` count from 0, -1 at the root."""

    words: list[str]
    allowed: list[int] = field(default_factory=list)
    upos: list[str] = field(default_factory=list)
    xpos: list[str] = field(default_factory=list)
    heads: list[int] = field(default_factory=list)
    deprels: list[str] = field(default_factory=list)
    paragraph: bool = False
    lemmas: list[str] = field(default_factory=list)
    spaces: list[bool] = field(default_factory=list)
    """Whether white space follows each word."""


@dataclass(frozen=True, slots=True)
class Document:
    """Sentences that follow each other; `starts_known` if every one of them is a single sentence."""

    name: str
    sentences: list[Sentence]
    starts_known: bool


@dataclass(frozen=True, slots=True)
class Source:
    """A line of `sources.toml`: the file, its checksum and licence, and what its labels mean."""

    path: str
    sha256: str
    licence: str
    use: str
    times: float = 1.0
    open: bool = True
    unmarked: tuple[str, ...] = ()
    """Types that the source does not mark, or not always: a word without a label may still have them."""
    loose: tuple[str, ...] = ()
    """Types that its MISC may stand for."""


def sources() -> list[Source]:
    """All data, as listed in `sources.toml` beside this module."""
    listed = tomllib.loads((Path(__file__).parent / "sources.toml").read_text(encoding="utf-8"))
    return [
        Source(**{key: tuple(value) if isinstance(value, list) else value for key, value in row.items()})
        for row in listed["source"]
    ]


def verify(folder: Path, source: Source) -> Path:
    """The file of a source; raises ValueError if its bytes are not those that the figures rest on."""
    path = folder / source.path
    if hashlib.sha256(path.read_bytes()).hexdigest() != source.sha256:
        raise ValueError(f"{path} is not the file listed in sources.toml")
    return path


def _lines(path: Path) -> Iterator[str]:
    with gzip.open(path, "rt", encoding="utf-8") as stream:
        yield from stream


def _sentence(rows: list[list[str]], paragraph: bool) -> Sentence:
    """A sentence from the rows of its words; multi-word ranges and empty nodes are left out."""
    kept = [row for row in rows if row[0].isdigit()]
    glued = {number for row in rows if "-" in row[0] for number in range(*map(int, row[0].split("-")))}
    closed = {int(row[0].split("-")[-1]) for row in rows if "SpaceAfter=No" in row[9]}
    return Sentence(
        words=[row[1] for row in kept],
        upos=[row[3] for row in kept],
        xpos=[row[4] for row in kept],
        heads=[int(row[6]) - 1 for row in kept],
        deprels=[row[7] for row in kept],
        paragraph=paragraph,
        lemmas=[row[2] for row in kept],
        spaces=[int(row[0]) not in glued | closed for row in kept],
    )


def treebank(path: Path) -> list[Document]:
    """The documents of a CoNLL-U file."""
    documents: list[Document] = []
    rows: list[list[str]] = []
    paragraph = True
    for line in _lines(path):
        if line.startswith("# newdoc"):
            documents.append(Document(line.split("=")[-1].strip(), [], True))
        elif line.startswith("# newpar"):
            paragraph = True
        elif line.strip() and not line.startswith("#"):
            rows.append(line.rstrip("\n").split("\t"))
        elif rows and not line.strip():
            documents[-1].sentences.append(_sentence(rows, paragraph))
            rows, paragraph = [], False
    return documents


def _allowed(tag: str, source: Source) -> int:
    """The set of labels that a source's tag leaves possible."""
    if tag == "O":
        return BIT["O"] | sum(BIT[f"{mark}-{kind}"] for kind in source.unmarked for mark in "BI")
    mark, kind = tag.split("-")
    kind = TYPE_OF.get(kind, kind)
    kinds = {kind, *source.loose} if kind == "MISC" else {kind}
    return sum(BIT[f"{mark}-{one}"] for one in kinds)


def opened(tags: list[str]) -> list[str]:
    """The tags, with B- where an I- follows nothing of its type (some sources slip there)."""
    return [
        f"B-{tag[2:]}" if tag[:2] == "I-" and (not at or tags[at - 1][2:] != tag[2:]) else tag
        for at, tag in enumerate(tags)
    ]


def names(path: Path, source: Source) -> list[Document]:
    """The documents of a name file; rows without a document stand alone."""
    documents: list[Document] = []
    for number, line in enumerate(_lines(path)):
        row: dict[str, Any] = json.loads(line)
        name = row.get("doc") or f"{source.path}:{number}"
        allowed = [_allowed(tag, source) for tag in opened(row["tags"])]
        if not documents or documents[-1].name != name:
            documents.append(Document(name, [], False))
        documents[-1].sentences.append(Sentence(row["words"], allowed, paragraph=True))
    return documents


def _key(words: list[str]) -> tuple[str, ...]:
    return tuple(words)


def with_names(trees: list[Document], named: list[Document]) -> list[Document]:
    """Trees with the names of the same sentences in another file, where the words are the same."""
    known = {_key(one.words): one.allowed for document in named for one in document.sentences}
    return [
        replace(
            document,
            sentences=[replace(one, allowed=known.get(_key(one.words), [])) for one in document.sentences],
        )
        for document in trees
    ]


def training_set(folder: Path, open_only: bool) -> list[tuple[float, list[Document]]]:
    """Every source's documents with how often they are seen per epoch; names are joined to their trees."""
    trees: dict[str, tuple[float, list[Document]]] = {}
    rest: list[tuple[float, list[Document]]] = []
    for source in sources():
        if source.use == "dev" or (open_only and not source.open):
            continue
        path = verify(folder, source)
        if source.use == "trees":
            trees[source.path] = (source.times, treebank(path))
        elif source.use.startswith("names of "):
            times, documents = trees[source.use.removeprefix("names of ")]
            trees[source.use.removeprefix("names of ")] = (times, with_names(documents, names(path, source)))
        else:
            rest.append((source.times, names(path, source)))
    return [*trees.values(), *rest]


def drawn(data: list[tuple[float, list[Document]]], rng: random.Random) -> Iterator[Document]:
    """One epoch of documents: each as often as its source says, fractions by chance."""
    for times, documents in data:
        for document in documents:
            for _ in range(int(times) + (rng.random() < times % 1)):
                yield document
