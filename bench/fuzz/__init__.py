"""Fuzzing: damaged files for every reader of intake, hostile texts for the rooms."""
