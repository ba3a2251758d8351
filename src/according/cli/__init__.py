"""The commands of According: each is a few lines over the public functions."""

from according.cli.main import main

__all__ = ["main"]
