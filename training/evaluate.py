"""Measuring a reader on treebanks (raw text, CoNLL 2018 measures) and on files of names."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from according.language.chains import stretches
from according.language.parse import Parse, Reader
from according.language.reader import KINDS, NetworkReader
from according.model import Stretch
from training.data import BIT, Document, Source, names, sources, treebank, verify

NOT_COUNTED = "punct"


@dataclass(frozen=True, slots=True)
class Raw:
    """A document as running text, with where each word and sentence stands."""

    chars: str
    breaks: list[Stretch]
    words: list[Stretch]
    sentences: list[Stretch]


def raw(document: Document) -> Raw:
    """The text of a treebank's document; paragraphs are set apart by a blank line."""
    chars, words, found, breaks = "", [], [], [0]
    for sentence in document.sentences:
        if sentence.paragraph and chars:
            chars = chars.rstrip() + "\n\n"
            breaks.append(len(chars))
        first = len(words)
        for word, space in zip(sentence.words, sentence.spaces, strict=True):
            words.append((len(chars), len(chars) + len(word)))
            chars += word + (" " if space else "")
        found.append((words[first][0], words[-1][1]))
    return Raw(chars, list(zip(breaks, [*breaks[1:], len(chars)], strict=True)), words, found)


def f1(right: int, gold: int, found: int) -> float:
    """F1 in per cent."""
    return round(200 * right / max(gold + found, 1), 2)


def _gold(document: Document, text: Raw) -> dict[Stretch, tuple[str, str, str, Stretch | None, str]]:
    """Word to its coarse and fine tag, base form, head's stretch and relation."""
    gold: dict[Stretch, tuple[str, str, str, Stretch | None, str]] = {}
    offset = 0
    for one in document.sentences:
        for at, head in enumerate(one.heads):
            above = text.words[offset + head] if head >= 0 else None
            gold[text.words[offset + at]] = (one.upos[at], one.xpos[at], one.lemmas[at], above, one.deprels[at])
        offset += len(one.words)
    return gold


def _compare(counts: Counter[str], document: Document, text: Raw, parse: Parse) -> None:
    gold = _gold(document, text)
    spans = {(parse.tokens[first].start, parse.tokens[last - 1].stop) for first, last in parse.sentences}
    counts.update(gold_words=len(gold), words=len(parse.tokens), gold_sentences=len(text.sentences))
    counts.update(sentences=len(spans), right_sentences=len(spans & set(text.sentences)))
    counts.update(gold_arcs=sum(row[4] != NOT_COUNTED for row in gold.values()))
    for token in parse.tokens:
        row = gold.get((token.start, token.stop))
        above = parse.tokens[token.head] if token.head >= 0 else None
        if row is None:
            counts.update(arcs=token.deprel != NOT_COUNTED)
            continue
        counts.update(right_words=1, upos=token.upos == row[0], xpos=token.xpos == row[1], lemmas=token.lemma == row[2])
        counts.update(arcs=row[4] != NOT_COUNTED)
        attached = row[3] == ((above.start, above.stop) if above else None) and row[4] != NOT_COUNTED
        same = token.deprel.split(":")[0] == row[4].split(":")[0]
        counts.update(uas=attached, las=attached and same, full=attached and token.deprel == row[4])


def trees(reader: Reader, path: Path, blocks: bool = False) -> dict[str, float]:
    """F1 of words, sentences, tags, base forms and arcs (without punctuation) on raw text.

    `las` leaves out subtypes of relations, as CoNLL 2018 does; `las full` holds them too.
    """
    counts: Counter[str] = Counter()
    for document in treebank(path):
        text = raw(document)
        _compare(counts, document, text, reader.read(text.chars, text.breaks if blocks else ()))
    words, arcs = (counts["gold_words"], counts["words"]), (counts["gold_arcs"], counts["arcs"])
    return {
        "words": f1(counts["right_words"], *words),
        "sentences": f1(counts["right_sentences"], counts["gold_sentences"], counts["sentences"]),
        **{name: f1(counts[name], *words) for name in ("upos", "xpos", "lemmas")},
        "uas": f1(counts["uas"], *arcs),
        "las": f1(counts["las"], *arcs),
        "las full": f1(counts["full"], *arcs),
    }


def word_errors(read: Iterable[tuple[Document, Parse]]) -> Counter[tuple[str, str]]:
    """The commonest stretches that are cut into other words: ours and the treebank's."""
    found: Counter[tuple[str, str]] = Counter()
    for document, parse in read:
        text = raw(document)
        wanted, ours = set(text.words), {(one.start, one.stop) for one in parse.tokens}
        for start, stop in sorted(wanted - ours):
            near = [text.chars[a:b] for a, b in sorted(ours) if a < stop and b > start]
            found[" ".join(near), text.chars[start:stop]] += 1
    return found


def measure(folder: Path, model: Path) -> dict[str, dict[str, float]]:
    """All figures of a model on the development parts; names before the rules of the annotate room."""
    reader = NetworkReader(model)
    found: dict[str, dict[str, float]] = {}
    for source in sources():
        if source.use != "dev":
            continue
        path = verify(folder, source)
        found[source.path] = trees(reader, path) if source.path.startswith("ud/") else named(reader, path, source)
    return found


def named(reader: Reader, path: Path, source: Source) -> dict[str, float]:
    """F1 of names on words joined with spaces: exact extent and type, MISC left out."""
    counts: Counter[str] = Counter()
    for document in names(path, source):
        chars, gold, breaks = joined(document)
        told = {(one.start, one.stop, one.kind) for one in reader.read(chars, breaks).names if one.kind != "misc"}
        for kind in {kind for _, _, kind in gold | told}:
            ours, theirs = ({one for one in some if one[2] == kind} for some in (told, gold))
            counts.update(
                {f"{kind} right": len(ours & theirs), f"{kind} found": len(ours), f"{kind} gold": len(theirs)}
            )
    kinds = sorted({key.split()[0] for key in counts if key.endswith(" gold") and counts[key]})
    pooled = (sum(counts[f"{kind} {part}"] for kind in kinds) for part in ("right", "gold", "found"))
    each = {kind: f1(*(counts[f"{kind} {part}"] for part in ("right", "gold", "found"))) for kind in kinds}
    return {"all": f1(*pooled), **each}


def joined(document: Document) -> tuple[str, set[tuple[int, int, str]], list[Stretch]]:
    """A document of a name file as text, with its names and its lines."""
    chars, gold, breaks = "", set(), []
    for one in document.sentences:
        starts, start = [], len(chars)
        for word in one.words:
            starts.append(len(chars))
            chars += word + " "
        chars = chars[:-1] + "\n"
        breaks.append((start, len(chars) - 1))
        labels = [next(label for label, bit in BIT.items() if allowed & bit) for allowed in one.allowed]
        for first, last, kind in stretches(labels, [(0, len(labels))]):
            if kind != "MISC":
                gold.add((starts[first], starts[last - 1] + len(one.words[last - 1]), KINDS[kind]))
    return chars, gold, breaks
