"""Resolution: which names are one person, body or place, and which claims are one event."""

from according.model import Entities, Events
from according.resolve.entities import entities
from according.resolve.events import events
from according.resolve.names import same
from according.resolve.places import gazetteer

__all__ = ["Entities", "Events", "entities", "events", "gazetteer", "same"]
