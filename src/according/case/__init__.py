"""The case on disk: originals and custody, judgements, settings, and a database that can always be made again."""

from according.case.case import Case
from according.case.folder import Folder, NotACase
from according.case.lock import Held

__all__ = ["Case", "Folder", "Held", "NotACase"]
