"""Formats: from the bytes of a file to segments of text, and back to places to act on."""
