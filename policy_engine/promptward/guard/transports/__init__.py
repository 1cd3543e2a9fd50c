"""Transports: where each library sends a request, and how the guard stands in its way there."""
