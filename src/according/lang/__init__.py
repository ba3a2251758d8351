"""What is known of a language, as data: `lang/<code>/*.toml`, read once per process."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def table(language: str, name: str) -> dict[str, Any]:
    """The table `lang/<language>/<name>.toml`; do not change what it gives, it is shared.

    Raises FileNotFoundError, naming the language, if there is no such table.
    """
    path = files(__package__).joinpath(language, f"{name}.toml")
    if not path.is_file():
        raise FileNotFoundError(f"no data called {name!r} for language {language!r}")
    return tomllib.loads(path.read_text(encoding="utf-8"))
