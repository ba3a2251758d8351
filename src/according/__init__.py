"""According: from a pile of reporting to the record of who did what, when, where and why - according to whom.

import according

annotations = according.annotate("…", published="2024-12-01")   # one text, nothing stored
case = according.build(["articles/"], "syria-case")             # the same as the command
for event in case.timeline(): ...
"""

from __future__ import annotations

import sys
from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from according.corridor import annotate, attribute, build, extract

__version__ = "0.1.0"
__all__ = ["annotate", "attribute", "build", "extract"]


def _function(name: str) -> property:
    """A function of the corridor as an attribute of the package, imported when it is first asked for.

    Three rooms have the names of public functions. Importing a room would put the module in the function's place: the
    setter leaves the function there (`from according.annotate import …` finds the room all the same).
    """

    def get(package: ModuleType) -> Any:
        return getattr(import_module("according.corridor"), name)

    def keep(package: ModuleType, room: Any) -> None:
        return None

    return property(get, keep)


class _Package(ModuleType):
    annotate = _function("annotate")
    attribute = _function("attribute")
    build = _function("build")
    extract = _function("extract")


sys.modules[__name__].__class__ = _Package
