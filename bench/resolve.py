"""How much processor time resolution takes for a thousand, ten thousand, … a million mentions, and how much memory.

    python bench/resolve.py [--mentions 1000000]

Data: generated texts of twenty mentions each. Names are drawn by Zipf's law from persons and bodies made of
syllables (one for every twenty mentions), in several spellings; a tenth of the mentions are family names alone.
"""

from __future__ import annotations

import argparse
import random
import resource
import time

from according.model import Mention, Text, TextRecord, text_id
from according.resolve import entities

PER_TEXT = 20
STARTS = ("Ba", "Da", "Fa", "Ha", "Ka", "La", "Ma", "Na", "Qa", "Ra", "Sa", "Ta", "Wa", "Za", "Shu", "Ghi", "Mu", "Bu")
MIDDLES = ("li", "mi", "ri", "hi", "du", "su", "ru", "ba", "ja", "qa", "zi", "ma", "ta", "na", "")
ENDS = ("d", "m", "n", "r", "b", "f", "l", "q", "sh", "wi", "ti", "ni", "ri", "di")
SORTS = ("Brigade", "Front", "Council", "Movement", "Company", "Union")


def main() -> None:
    """Measure growing sizes up to the one asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--mentions", type=int, default=100_000)
    wanted = parser.parse_args().mentions
    size = 1_000
    while size <= wanted:
        records = generated(size)
        began = time.process_time()
        found = entities(records)
        seconds = time.process_time() - began
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(
            f"{size:>9,} mentions: {len(found.entities):>7,} entities in {seconds:7.1f} s, {memory:6.0f} MB at most",
            flush=True,
        )
        size *= 10


def generated(mentions: int) -> list[TextRecord]:
    """Texts of twenty mentions each, the same for the same number."""
    draw = random.Random(7)
    known = [_name(draw) for _ in range(max(20, mentions // PER_TEXT))]
    weights = [1 / (rank + 1) for rank in range(len(known))]
    chosen = draw.choices(known, weights, k=mentions)
    return [_text(number, chosen[number : number + PER_TEXT], draw) for number in range(0, mentions, PER_TEXT)]


def _name(draw: random.Random) -> tuple[str, str]:
    words = [draw.choice(STARTS) + draw.choice(MIDDLES) + draw.choice(MIDDLES) + draw.choice(ENDS) for _ in range(2)]
    if draw.random() < 0.6:
        return "person", " ".join(words)
    return "organization", f"{' '.join(words)} {draw.choice(SORTS)}"


def _text(number: int, names: list[tuple[str, str]], draw: random.Random) -> TextRecord:
    chars, mentions = "", []
    for chain, (kind, name) in enumerate(names):
        shown = _spelled(name, draw) if draw.random() < 0.3 else name
        shown = shown.split()[-1] if kind == "person" and draw.random() < 0.1 else shown
        mentions.append(Mention(len(chars), len(chars) + len(shown), "name", kind, chain, shown, "generated"))
        chars += f"{shown} spoke. "
    return TextRecord(Text(text_id(chars, number=number), "", "", chars, ()), (), tuple(mentions), (), ())


def _spelled(name: str, draw: random.Random) -> str:
    changes = (("q", "k"), ("u", "ou"), ("i", "ee"), ("a", "e"), ("sh", "ch"), ("gh", "g"))
    before, after = draw.choice(changes)
    return name.replace(before, after, 1)


if __name__ == "__main__":
    main()
