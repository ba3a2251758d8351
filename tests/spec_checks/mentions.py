"""Renders who is who: each chain of two or more mentions on a line, named ones under their fullest name."""

from according import intake, language
from according.annotate import annotate
from according.mentions import find


def render(given: str) -> str:
    text = intake.text_of(given, published="2024-05-01")
    parse = language.load().read(given, [(block.start, block.stop) for block in text.blocks])
    chains: dict[int, tuple[str, list[str]]] = {}
    for one in find(text, parse, annotate(text, parse)):
        words = given[one.start : one.stop] + (f" ({one.gender})" if one.gender and one.form != "pronoun" else "")
        chains.setdefault(one.chain, (one.name or "unnamed", []))[1].append(words)
    lines = [f"{name}: {', '.join(words)}" for name, words in chains.values() if len(words) > 1]
    return "\n".join(lines) or "nobody twice"
