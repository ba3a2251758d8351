"""What the process loads from which those that apply judgements are copied: the corridor, and the version of its rules.

The version is taken of the code on the disk. Taken later, it could be that of another release than the one at work.
"""

from according import corridor
from according.case import rules

__all__ = ["corridor"]

rules.of_record()
