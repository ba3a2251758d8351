"""Pictures of a case, computed here as plain shapes and drawn as SVG by the templates; each has a table beside it."""
