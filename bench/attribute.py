"""How long mentions and attribution take beside the language model, and whether they grow with the text.

    python -m bench.attribute [--repeat 20]

The project promises at most a third of the language model's time; four times the text must take about four
times as long.
"""

import argparse
import json

from according import intake, language, mentions
from according.annotate import annotate
from according.attribute import attribute
from bench.measure import Clock

PARAGRAPHS = (
    "“We did not come for revenge,” Yusuf al-Marjani, who speaks for the group, told Reuters in the main square. "
    "“Those who lay down their weapons will go home, and those who fled may return.”",
    "Selin Karaca, the foreign minister of Orunda, denied that her country had armed either side; officials in Marjan "
    "said, however, that crates had been found near the border. She vowed to publish the papers.",
    "According to a security source, the governor left on Friday. His spokesman called the claim “an invention”.",
)
MOST = 1 / 3


def seconds(repeat: int) -> dict[str, float]:
    """Processor seconds of the reader and of the rooms, over so many copies of the paragraphs."""
    text = intake.text_of("\n\n".join(PARAGRAPHS * repeat), published="2024-05-01")
    clock = Clock()
    parse = language.load().read(text.chars, [(block.start, block.stop) for block in text.blocks])
    clock.lap("language")
    annotations = annotate(text, parse)
    clock.lap("annotate")
    found = mentions.find(text, parse, annotations)
    clock.lap("mentions")
    attribute(text, parse, annotations, found)
    clock.lap("attribute")
    return clock.seconds


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--repeat", type=int, default=20)
    options = parser.parse_args()
    seconds(1)
    small, large = seconds(options.repeat), seconds(4 * options.repeat)
    share = (large["mentions"] + large["attribute"]) / large["language"]
    growth = {room: round(large[room] / small[room], 2) for room in small}
    print(json.dumps({"seconds": large, "share": round(share, 3), "four times the text": growth}, indent=1))
    print("holds" if share <= MOST else "more than a third of the language model's time")


if __name__ == "__main__":
    main()
