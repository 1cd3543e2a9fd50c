"""Scanning what is stored: files, folders and records, with places and never with values."""
