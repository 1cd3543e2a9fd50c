"""The built-in recognisers, some of them replaced by ones that know more of this machine."""

from collections.abc import Iterator, Mapping

from promptward.recognizers.recognizer import Recognizer

__all__ = ["Overlaid"]


class Overlaid(Mapping[str, Recognizer]):
    """`own` in place of what `known` has under the same names; still imported on demand."""

    __slots__ = ("_known", "_own")

    def __init__(self, known: Mapping[str, Recognizer], own: Mapping[str, Recognizer]) -> None:
        self._known = known
        self._own = own

    def __getitem__(self, name: str) -> Recognizer:
        """The own one, if there is one of that name."""
        return self._own.get(name) or self._known[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._known)

    def __len__(self) -> int:
        return len(self._known)
