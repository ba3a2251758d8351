"""Where places lie: a gazetteer behind one seam, and which of its namesakes a text means."""

from according.resolve.places.gazetteer import Gazetteer, Spot, gazetteer

__all__ = ["Gazetteer", "Spot", "gazetteer"]
