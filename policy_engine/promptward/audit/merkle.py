"""
The Merkle tree of RFC 6962, as its right edge only: enough to append and to know the root.

Leaf = SHA-256(0x00 || data), node = SHA-256(0x01 || left || right).
"""

from collections.abc import Iterable
from hashlib import sha256

__all__ = ["EMPTY_ROOT", "Edge", "leaf_hash"]

EMPTY_ROOT = sha256(b"").digest()


def leaf_hash(data: bytes) -> bytes:
    """The hash of one leaf."""
    return sha256(b"\x00" + data).digest()


class Edge:
    """
    The roots of the full subtrees that a tree of `size` leaves consists of, largest first.

    There are as many as `size` has ones in binary, so a checkpoint costs O(log size).
    """

    __slots__ = ("_nodes", "size")

    def __init__(self, size: int = 0, nodes: Iterable[bytes] = ()) -> None:
        self.size = size
        self._nodes = list(nodes)
        if len(self._nodes) != size.bit_count() or any(len(one) != 32 for one in self._nodes):  # noqa: PLR2004  # bytes of a hash
            raise ValueError("not the edge of a tree of that size")

    @property
    def nodes(self) -> tuple[bytes, ...]:
        """The roots of the full subtrees, largest first."""
        return tuple(self._nodes)

    def append(self, leaf: bytes) -> None:
        """Add the hash of one leaf on the right."""
        nodes = self._nodes
        size = self.size
        while size & 1:
            leaf = sha256(b"\x01" + nodes.pop() + leaf).digest()
            size >>= 1
        nodes.append(leaf)
        self.size += 1

    def root(self) -> bytes:
        """The root of the whole tree."""
        if not self._nodes:
            return EMPTY_ROOT
        *rest, root = self._nodes
        for node in reversed(rest):
            root = sha256(b"\x01" + node + root).digest()
        return root

    def copy(self) -> "Edge":
        """The same, to be appended to apart from this one."""
        return Edge(self.size, self._nodes)
