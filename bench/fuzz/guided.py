"""Fuzzing guided by coverage (atheris) of one reader of intake: bytes that reach new code are bred from.

    pip install atheris; python -m bench.fuzz.guided .html --runs 20000

Ends with an error and the input on disk at the first finding.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

from bench.fuzz import inputs

LONGEST = 4096
"""Bytes of an input: more is slower and reaches nothing new."""


def main() -> None:
    """Fuzz one reader."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    seeds = inputs.seeds()
    parser.add_argument("suffix", choices=sorted(seeds))
    parser.add_argument("--runs", type=int, default=20_000)
    given = parser.parse_args()
    import atheris

    with atheris.instrument_imports(include=["according.intake"]):
        from bench.fuzz import targets

    with tempfile.TemporaryDirectory() as folder:
        Path(folder, "seed").write_bytes(seeds[given.suffix])
        options = [
            f"-runs={given.runs}",
            f"-max_len={LONGEST}",
            "-timeout=20",
            "-rss_limit_mb=3000",
            "-print_final_stats=1",
        ]
        atheris.Setup([sys.argv[0], *options, folder], lambda data: targets.read_file(given.suffix, data))
        atheris.Fuzz()


if __name__ == "__main__":
    main()
