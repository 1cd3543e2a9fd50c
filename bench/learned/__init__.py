"""Trains the weights of the recogniser `learned`: `python -m bench.learned`."""
