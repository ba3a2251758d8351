"""How long extract takes beside the language model: seconds and their share, over a text of own sentences.

python bench/extract.py [--repeat 20]
"""

import argparse
import json
import time

from according import intake, language
from according.annotate import quantities
from according.extract import extract

LINES = (
    "Gunmen attacked a grain convoy near Tel Marun on Monday, killing at least five drivers and wounding 12 others.",
    "The governor of Velin said the army would send troops to the valley because the rebels had besieged the mill.",
    "Ana Sorel, deputy head of the relief agency, demanded an inquiry into the raid that destroyed 18 of 31 lorries.",
    "Clashes between the Northern Front and the coast guard continued after the talks in Korvel collapsed.",
)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--repeat", type=int, default=20)
    options = parser.parse_args()
    text, first = (intake.text_of("\n\n".join(LINES * times)) for times in (options.repeat, 1))
    reader = language.load()
    extract(first, reader.read(first.chars), (), (), ())  # both load their tables before anything is timed
    began = time.perf_counter()
    parse = reader.read(text.chars, [(b.start, b.stop) for b in text.blocks])
    read = time.perf_counter()
    marks = (*parse.names, *quantities.find(text, parse, ()))
    marked = time.perf_counter()
    claims = extract(text, parse, marks, (), ())
    done = time.perf_counter()
    figures = {"words": len(parse.tokens), "claims": len(claims), "read_s": read - began, "extract_s": done - marked}
    print(json.dumps({**figures, "share": (done - marked) / (read - began)}))


if __name__ == "__main__":
    main()
