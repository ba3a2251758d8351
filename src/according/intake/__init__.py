"""Intake: files, folders, archives and pages become sources and texts; no character changes afterwards."""

from according.intake.reading import Taken, again, read
from according.intake.settings import Limits, Settings
from according.intake.texts import text_of

__all__ = ["Limits", "Settings", "Taken", "again", "read", "text_of"]
