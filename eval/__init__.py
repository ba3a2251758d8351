"""Measured quality, pinned: the yardsticks are run and compared with `floors.toml`."""
