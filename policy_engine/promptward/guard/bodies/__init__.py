"""Bodies: what a request carries, as text to look at and places to put the rewritten text into."""

from promptward.guard.bodies.body import Body
from promptward.guard.bodies.read import read_body
from promptward.guard.bodies.rendering import Leaf, Rendering

__all__ = ["Body", "Leaf", "Rendering", "read_body"]
