"""According to whom: content, cue and speaker of what a text says that somebody said, thought or means to do.

Reading order: cues (words with their frames, data), tree (questions to a parse), reported (cues over the tree), quoted
(quotations and their cues), joined (one list, nested, with names).
"""

from __future__ import annotations

from collections.abc import Sequence

from according.attribute.cues import lexicon
from according.attribute.joined import join
from according.attribute.quoted import Quotes
from according.attribute.reported import reports
from according.attribute.tree import Tree
from according.language.parse import Parse
from according.model import Annotation, Attribution, Mention, Quotation, Text


def attribute(
    text: Text, parse: Parse, annotations: Sequence[Annotation], mentions: Sequence[Mention]
) -> tuple[Attribution, ...]:
    """The attributions of a text in the order of their content; `inside` counts in that order."""
    words, tree = lexicon(text.language), Tree(parse)
    quotations = [one for one in annotations if isinstance(one, Quotation)]
    quotes = Quotes(text, tree, words, quotations, reports(tree, words))
    return join(text, tree, words, quotes, mentions)
