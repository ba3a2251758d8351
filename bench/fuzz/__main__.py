"""Fuzz every reader of intake and the rooms, for so many inputs or so long.

    python -m bench.fuzz [--inputs 1000] [--seconds 60] [--seed N] [--only .html,rooms]

Inputs are small files of each format, damaged (bytes flipped, cut, doubled, spliced), and texts spliced from hostile
pieces, read with a parse that is drawn at random ("rooms"), with that of the network ("network"), and led through the
rooms across texts ("joined"). A reader may refuse an input; anything else raised is a finding, printed with its seed.
"""

from __future__ import annotations

import argparse
import random
import time
import traceback
from collections import Counter
from collections.abc import Callable
from functools import partial
from itertools import count

from bench.fuzz import inputs, targets

WEIGHTS = {"rooms": 1.0, "network": 0.02, "joined": 0.02, ".docx": 0.5, ".eml": 0.5, ".manifest": 0.5}
"""How often a target is drawn against the others: slow ones seldom."""
JOINED = 4
"""Texts that are led through the rooms across texts together."""


def attempts(names: list[str], seeds: dict[str, bytes]) -> Callable[[int], tuple[str, Callable[[], object]]]:
    """What to try for a seed: the target's name and the call."""
    weights = [WEIGHTS.get(name, 1.0) for name in names]

    def attempt(seed: int) -> tuple[str, Callable[[], object]]:
        chance = random.Random(seed)
        name = chance.choices(names, weights)[0]
        if name in seeds:
            return name, partial(targets.read_file, name, inputs.damaged(name, seeds[name], chance))
        if name == "joined":
            return name, lambda: targets.join(
                [targets.read_text(inputs.hostile(chance), chance) for _ in range(JOINED)]
            )
        return name, partial(targets.read_text, inputs.hostile(chance), chance, drawn=name == "rooms")

    return attempt


def tried(name: str, what: Callable[[], object]) -> tuple[str, str] | None:
    """A finding: where it was raised, and what; None if the input was taken or refused."""
    try:
        with targets.limited():
            what()
    except Exception as error:  # every exception is what is looked for
        at = traceback.extract_tb(error.__traceback__)[-1]
        return f"{name}: {type(error).__name__} at {at.filename.rpartition('/')[2]}:{at.lineno}", str(error)[:200]
    return None


def fuzz(most: int, seconds: float, first: int, only: list[str]) -> tuple[Counter[str], dict[str, str]]:
    """How many inputs each target had, and the first finding of each kind with its seed."""
    seeds = inputs.seeds()
    attempt = attempts(only or [*seeds, "rooms", "network", "joined"], seeds)
    done: Counter[str] = Counter()
    findings: dict[str, str] = {}
    begun = time.monotonic()
    for seed in count(first):
        if done.total() >= most or time.monotonic() - begun >= seconds:
            break
        name, what = attempt(seed)
        found = tried(name, what)
        if found and found[0] not in findings:
            findings[found[0]] = f"seed {seed}: {found[1]}"
            print(f"{found[0]}: {findings[found[0]]}", flush=True)
        done[name] += 1
    return done, findings


def main() -> None:
    """Fuzz and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--inputs", type=int, default=1000, help="stop after so many")
    parser.add_argument("--seconds", type=float, default=float("inf"), help="or after so long")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--only", default="", help="targets, parted by commas")
    given = parser.parse_args()
    only = [one for one in given.only.split(",") if one]
    done, findings = fuzz(given.inputs, given.seconds, given.seed, only)
    print(f"{done.total()} inputs, {len(findings)} kinds of findings: {dict(sorted(done.items()))}")
    raise SystemExit(bool(findings))


if __name__ == "__main__":
    main()
