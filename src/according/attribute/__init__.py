"""According to whom: content, cue and speaker of what a text says that somebody said."""

from __future__ import annotations

from collections.abc import Sequence

from according.language.parse import Parse
from according.model import Annotation, Attribution, Mention, Quotation, Text

CUES = frozenset({"say", "tell", "add", "explain", "claim", "deny", "warn", "state", "announce", "report"})


def attribute(
    text: Text, parse: Parse, annotations: Sequence[Annotation], mentions: Sequence[Mention]
) -> tuple[Attribution, ...]:
    """The attributions of a text in order."""
    return tuple(
        _direct(parse, one, mentions) for one in annotations if isinstance(one, Quotation) and one.form == "speech"
    )


def _direct(parse: Parse, quotation: Quotation, mentions: Sequence[Mention]) -> Attribution:
    near = [t for t in parse.tokens if t.lemma in CUES and -80 < t.start - quotation.stop < 60]
    cue = min(near, key=lambda t: abs(t.start - quotation.stop), default=None)
    kids = parse.children[cue.index] if cue else ()
    subject = next((parse.tokens[k] for k in kids if parse.tokens[k].deprel == "nsubj"), None)
    span = (parse.tokens[parse.subtree(subject.index)[0]].start, subject.stop) if subject else None
    name = next((m for m in mentions if subject and m.start <= subject.start < m.stop), None)
    return Attribution(
        ((quotation.start, quotation.stop),),
        (name.start, name.stop) if name else span,
        (cue.start, cue.stop) if cue else None,
        "direct",
        name.name if name else None,
        None,
        "attribute: quotation",
    )
