"""What resolution of events looks at: the words, participants, place and time of every happening claimed."""
