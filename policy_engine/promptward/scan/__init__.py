"""Scanning what is already stored: files, folders and records, with places and never with values."""
