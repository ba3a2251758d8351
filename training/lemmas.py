"""Exceptions to the rules for base forms, learned from the treebanks: form, tag, base form."""

from __future__ import annotations

from collections import Counter, defaultdict
from pathlib import Path

from according.language.lemmas import Lemmatizer
from training.data import sources, treebank, verify

INFLECTED = frozenset({"VBD", "VBN", "VBG", "VBZ", "VBP", "NNS", "JJR", "JJS", "RBR", "RBS"})
CLOSED = frozenset({"AUX", "PRON", "DET", "PART"})


def counted(folder: Path) -> dict[tuple[str, str, str], Counter[str]]:
    """How often each form with its tags has each base form, in the training parts."""
    found: dict[tuple[str, str, str], Counter[str]] = defaultdict(Counter)
    for source in sources():
        if source.use != "trees":
            continue
        for document in treebank(verify(folder, source)):
            for one in document.sentences:
                for word, upos, xpos, lemma in zip(one.words, one.upos, one.xpos, one.lemmas, strict=True):
                    if lemma != "_":
                        found[word.lower().replace("’", "'"), upos, xpos][lemma] += 1
    return found


def verbs(folder: Path, out: Path) -> int:
    """Write all verbs of the training parts; gives how many there are."""
    found = {
        lemma
        for (_, upos, xpos), lemmas in counted(folder).items()
        for lemma in lemmas
        if upos == "VERB"
        and xpos != "NNP"
        and lemma.isascii()
        and lemma.isalpha()
        and lemma.islower()
        and len(lemma) > 2
    }
    out.write_text("".join(f"{verb}\n" for verb in sorted(found)), encoding="utf-8")
    return len(found)


def learn(folder: Path, out: Path) -> int:
    """Write the exceptions to what rules and known verbs give; gives how many there are."""
    rules = Lemmatizer(learned=False)
    rows: dict[tuple[str, str], tuple[int, str]] = {}
    for (form, upos, xpos), lemmas in counted(folder).items():
        lemma, times = lemmas.most_common(1)[0]
        plain = (
            all(char.isalpha() or char in "'-" for char in form) and lemma.replace("-", "").replace("'", "").isalpha()
        )
        wanted = (xpos in INFLECTED and upos in {"VERB", "NOUN", "ADJ", "ADV", "AUX"}) or upos in CLOSED
        if wanted and plain and rules.lemma(form, upos, xpos) != lemma and times >= rows.get((form, xpos), (0, ""))[0]:
            rows[form, xpos] = (times, lemma)
    lines = [f"{form}\t{xpos}\t{lemma}\n" for (form, xpos), (_, lemma) in sorted(rows.items())]
    out.write_text("".join(lines), encoding="utf-8")
    return len(lines)
