"""Who repeats whom, and how many independent sources are left.

`derivations` finds copies, rewritten reports, shared quotations, citations and common informants;
`origins` groups the claims of every event by the source they go back to; `quotation_check` holds the
quotations of one text against another; `excluded` shows the background that was left out of account.
"""

from according.trace.derive import Excluded, derivations, excluded
from according.trace.origins import origins
from according.trace.quotations import Check, quotation_check

__all__ = ["Check", "Excluded", "derivations", "excluded", "origins", "quotation_check"]
