"""Speed and memory of the language reader: words per second on one core with all heads, and resident memory.

python bench/language.py [--text FILE] [--spacy PIPELINE]

Without a text it reads invented press paragraphs. With `--spacy`, a folder or the name of a pipeline with the
same heads, both read the same text in this one run, and the ratio is printed.
"""

from __future__ import annotations

import argparse
import json
import resource
import time
from pathlib import Path

from according.language import Reader, load

PARAGRAPHS = (
    "Fighters of the Fajr Brigade entered Kafr Dablan on Friday after two days of shelling, residents and a local "
    "observatory said, and the army withdrew from its last positions along the river without a statement.",
    "“We did not come for revenge,” Yusuf al-Marjani, who speaks for the group, told reporters in the main square. "
    "“Those who lay down their weapons will go home, and those who fled may return.”",
    "The Ministry of Water said on Saturday that at least 40 people had been killed and more than 1,200 families "
    "displaced since November 12, when the 47th Division began to move its artillery towards Tamriyah.",
    "Orunda's foreign minister, Selin Karaca, denied that her country had armed either side; officials in Marjan, "
    "however, showed journalists crates which they said had been found near the Hazwan border crossing.",
)
LOWEST = 10_000
"""Words per second and core that the project promises."""
MOST_MB = 600


def text_of(words: int) -> str:
    """Press paragraphs of about so many words."""
    size = sum(len(paragraph.split()) for paragraph in PARAGRAPHS)
    return "\n\n".join(PARAGRAPHS * (words // size + 1))


def speed(reader: Reader, chars: str) -> float:
    """Words per second of processor time, best of three runs."""
    reader.read(chars[:2000])
    best = 0.0
    for _ in range(3):
        start = time.process_time()
        words = len(reader.read(chars).tokens)
        best = max(best, words / (time.process_time() - start))
    return best


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--text", type=Path)
    parser.add_argument("--words", type=int, default=10_000)
    parser.add_argument("--spacy", metavar="PIPELINE")
    options = parser.parse_args()
    chars = options.text.read_text(encoding="utf-8") if options.text else text_of(options.words)
    ours = speed(load(), chars)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    found: dict[str, float | str] = {"words per second": round(ours), "resident MB": memory}
    if options.spacy:
        theirs = speed(load(f"spacy:{options.spacy}"), chars)
        found |= {"spaCy words per second": round(theirs), "ratio": round(ours / theirs, 2)}
    else:
        found["ratio"] = "skipped: no --spacy PIPELINE"
    print(json.dumps(found, indent=1))
    print("holds" if ours >= LOWEST and memory <= MOST_MB else f"falls short of {LOWEST} words/s, {MOST_MB} MB")


if __name__ == "__main__":
    main()
