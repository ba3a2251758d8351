"""According: from a pile of reporting to the record of who did what, when, where and why - according to whom."""

__version__ = "0.1.0"
