"""The record of the sample case as text: `python -m tests.corridor.sample` writes it down anew as the golden file.

Whoever changes what is found in the sample runs it, reads the difference line by line, and commits it with the change.
"""

from __future__ import annotations

import tempfile
from pathlib import Path

from click.testing import CliRunner

from according.cli.main import main

SAMPLE = Path(__file__).parents[2] / "examples" / "sample"
GOLDEN = Path(__file__).parent / "sample.golden.txt"
SHOWN = (("timeline",), ("conflicts",), ("sources",), ("why",), ("chronicle",))


def record(case: Path) -> str:
    """Timeline, conflicts, sources, causes and chronicle of the sample case, as the terminal shows them."""
    asked = CliRunner(env={"COLUMNS": "200", "NO_COLOR": "1"})
    built = asked.invoke(main, ["build", str(SAMPLE), "--case", str(case)])
    assert built.exit_code == 0, built.output
    parts = []
    for command in SHOWN:
        shown = asked.invoke(main, [*command, str(case)])
        assert shown.exit_code == 0, shown.output
        lines = (line.rstrip() for line in shown.stdout.splitlines())
        parts.append(f"$ according {' '.join(command)} sample-case\n" + "\n".join(lines))
    return "\n\n".join(parts) + "\n"


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        GOLDEN.write_text(record(Path(folder) / "case"), encoding="utf-8")
