"""Publish: the record as tables, pages, pictures and other people's formats."""
