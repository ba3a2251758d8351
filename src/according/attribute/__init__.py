"""According to whom: content, cue and speaker of what a text says that somebody said, thought or means to do.

Reading order: cues (words with their frames, data), tree (questions to a parse), reported and nominal (cues over the
tree), quoted and fragments (quotations and their cues), content (where it ends), joined (one list, nested, with names).
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
    words = lexicon(text.language)
    tree = Tree(parse, words.documents)
    quotations = [one for one in annotations if isinstance(one, Quotation)]
    quotes = Quotes(text, tree, words, quotations, reports(tree, words))
    return join(text, tree, words, quotes, mentions)
