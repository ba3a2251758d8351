"""Reading a language: tokens, sentences, tags, trees and names, behind one seam (`Reader`)."""

from __future__ import annotations

from functools import cache
from importlib.resources import as_file
from pathlib import Path

from according import lang
from according.language.parse import Parse, Reader, Token

__all__ = ["Parse", "Reader", "Token", "load"]


@cache
def load(name: str = "default", language: str = "en") -> Reader:
    """The reader of this name: `default`, or `spacy:PIPELINE`. Loaded once per process.

    Raises lang.UnknownLanguage, FileNotFoundError if there is no model for the language, ImportError if spaCy is
    wanted but not installed, ValueError for a name of neither form.
    """
    if name == "default":
        from according.language.reader import NetworkReader

        with as_file(lang.folder(language).joinpath("model")) as model:
            return NetworkReader(Path(model), language)
    if name.startswith("spacy:"):
        from according.language.spacy_adapter import SpacyReader

        return SpacyReader.load(name.removeprefix("spacy:"))
    raise ValueError(f"no reader called {name!r}: use 'default' or 'spacy:PIPELINE'")
