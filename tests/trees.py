"""Parses written by hand, for what the reader gets wrong and a rule mends."""

from according.intake import text_of
from according.language.parse import Parse, Token
from according.model import Text


def tree(rows: str) -> tuple[Text, Parse]:
    """A text and its parse from rows of word, upos, xpos, head (-1: root) and relation, counted in the whole text."""
    tokens, start = [], 0
    for index, row in enumerate(one.split() for one in rows.strip().splitlines()):
        word, upos, xpos, head, relation = row
        lemma = LEMMAS.get(word, word.lower())
        tokens.append(Token(index, start, start + len(word), word, lemma, upos, xpos, int(head), relation, 0))
        start += len(word) + 1
    words = " ".join(token.word for token in tokens)
    return text_of(words, published="2021-05-03"), Parse(tuple(tokens), ((0, len(tokens)),), (), "by hand")


LEMMAS = {"said": "say", "carried": "carry", "wants": "want", "claim": "claim", "fighting": "fight", "burned": "burn"}
