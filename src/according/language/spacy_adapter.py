"""spaCy pipelines behind the reader's seam: `case.toml` may name one as `spacy:PIPELINE`.

Needs the extra `spacy`. What a pipeline lacks stays empty: without a parser every sentence hangs on its
first word by `dep`, without a tagger the tags are `X`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from according.language.blocks import blocks
from according.language.parse import Parse, Token
from according.model import Name, Stretch

KINDS = {
    "PERSON": "person",
    "PER": "person",
    "ORG": "organization",
    "GPE": "place",
    "LOC": "place",
    "FAC": "facility",
    "NORP": "group",
    "WORK_OF_ART": "work",
    "EVENT": "misc",
    "PRODUCT": "misc",
    "LAW": "misc",
    "LANGUAGE": "misc",
    "MISC": "misc",
}
"""Entity labels of spaCy's pipelines (OntoNotes and WikiNER schemes); others (dates, numbers) are no names."""


class SpacyReader:
    """A spaCy pipeline as a reader."""

    def __init__(self, pipeline: Any) -> None:
        """Wrap a loaded pipeline."""
        self._pipeline = pipeline

    @classmethod
    def load(cls, name: str) -> SpacyReader:
        """The installed pipeline of this name; raises ImportError without spaCy, OSError without the pipeline."""
        try:
            import spacy
        except ImportError as error:
            raise ImportError("reading with spaCy needs: pip install 'according[spacy]'") from error
        return cls(spacy.load(name))

    @property
    def rule(self) -> str:
        """The pipeline's name and version."""
        meta = self._pipeline.meta
        return f"spacy-{meta['lang']}_{meta['name']}-{meta['version']}"

    def read_many(self, texts: Iterable[tuple[str, Sequence[Stretch]]]) -> list[Parse]:
        """Every text as `read` reads it."""
        return [self.read(chars, breaks) for chars, breaks in texts]

    def read(self, chars: str, breaks: Sequence[Stretch] = ()) -> Parse:
        """Read a text block by block: no sentence goes over the edge of one."""
        tokens: list[Token] = []
        spans: list[tuple[int, int]] = []
        names: list[Name] = []
        for start, stop in blocks(chars, breaks):
            document = self._pipeline(chars[start:stop])
            names.extend(self._names(document, start))
            for sentence in _sentences(document):
                kept = [one for one in sentence if not one.is_space]
                if kept:
                    first = len(tokens)
                    tokens.extend(_tokens(kept, first, start, len(spans)))
                    spans.append((first, len(tokens)))
        return Parse(tuple(tokens), tuple(spans), tuple(names), self.rule)

    def _names(self, document: Any, offset: int) -> Iterator[Name]:
        for one in document.ents:
            if one.label_ in KINDS:
                yield Name(offset + one.start_char, offset + one.end_char, KINDS[one.label_], "", self.rule)


def _sentences(document: Any) -> list[Any]:
    """The sentences, or the whole if the pipeline does not tell them apart."""
    return list(document.sents) if document.has_annotation("SENT_START") else [document]


def _tokens(kept: list[Any], first: int, offset: int, sentence: int) -> Iterator[Token]:
    """The words of one sentence; white space that spaCy counts as words is passed over."""
    index = {one.i: first + at for at, one in enumerate(kept)}
    root = next((one.i for one in kept if one.head.i == one.i), kept[0].i)
    for at, one in enumerate(kept, first):
        head = -1 if one.i == root else index.get(one.head.i, index[root])
        if head == at:
            head = index[root]
        start = offset + one.idx
        yield Token(
            at,
            start,
            start + len(one.text),
            one.text,
            one.lemma_ or one.text,
            one.pos_ or "X",
            one.tag_ or "XX",
            head,
            "root" if head < 0 else one.dep_ or "dep",
            sentence,
        )
