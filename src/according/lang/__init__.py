"""What is known of a language, as data: `lang/<code>/*.toml`, read once per process."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any

_CODE = re.compile("[a-z]{2,3}")
"""ISO 639 codes. What a row states as its language is the work of strangers and must never reach a path unchecked."""


class UnknownLanguage(FileNotFoundError):
    """Nothing is known of this language here; the message names those that are known."""

    def __init__(self, language: str) -> None:
        super().__init__(f"nothing is known here of the language {language[:40]!r} (known: {', '.join(languages())})")


@cache
def languages() -> tuple[str, ...]:
    """The codes of the languages that there are folders for, in order."""
    here = files(__package__).iterdir()
    return tuple(sorted(one.name for one in here if _CODE.fullmatch(one.name) and one.is_dir()))


def primary(tag: str) -> str:
    """The primary subtag of a BCP 47 tag ("en" for "en-GB", "EN", "en_US"); what is no such tag stays as it is."""
    found = re.split("[-_]", tag.strip().lower())[0]
    return found if _CODE.fullmatch(found) else tag


def folder(language: str) -> Traversable:
    """Where what is known of a language lies; raises UnknownLanguage."""
    if language not in languages():
        raise UnknownLanguage(language)
    return files(__package__).joinpath(language)


@cache
def table(language: str, name: str) -> dict[str, Any]:
    """The table `lang/<language>/<name>.toml`; do not change what it gives, it is shared.

    Raises UnknownLanguage, or FileNotFoundError naming the language if it has no such table.
    """
    path = folder(language).joinpath(f"{name}.toml")
    if not path.is_file():
        raise FileNotFoundError(f"no data called {name!r} for language {language!r}")
    return tomllib.loads(path.read_text(encoding="utf-8"))
