"""Owners: by number of a pattern, how wide its matches are and whose they are."""

from promptward.matches import Matches
from promptward.spots import Spot, Spots

__all__ = ["Owners"]

_ONE_RUN = 2


class Owners:
    """
    From matches to spots.

    `widths[n]` is the width of every match of pattern n, 0 where that is not known from its number
    alone; `owners[n]` are the numbers of those that it stands for. Raises ValueError unless there
    are as many of the one as of the other.
    """

    __slots__ = ("_owners", "_widths")

    def __init__(self, widths: tuple[int, ...], owners: tuple[tuple[int, ...], ...]) -> None:
        if len(widths) != len(owners):
            raise ValueError("as many owners as widths")
        self._widths = widths
        self._owners = owners

    def place(self, matches: Matches, spots: Spots, behind: int) -> list[tuple[int, int]]:
        """
        Adds where matches of known width stand; gives number and end of the others, in no order.

        `behind`: so many characters lie between the end of a spot and that of its match. Raises
        IndexError for a number of another plan.
        """
        others: list[tuple[int, int]] = []
        placed: list[Spot] = []
        for number, bounds in matches.ends().items():
            width = self._widths[number]
            if width and len(bounds) == _ONE_RUN and bounds[0] == bounds[1]:  # most often
                stop = bounds[0] - behind
                for owner in self._owners[number]:
                    placed.append((stop - width, stop, owner))  # noqa: PERF401  # mostly one
                continue
            ends = bounds[:1]
            if len(bounds) > _ONE_RUN or bounds[0] != bounds[1]:
                runs = zip(bounds[::2], bounds[1::2], strict=True)
                ends = [end for first, last in runs for end in range(first, last + 1)]
            if not width:
                others += [(number, end) for end in ends]
                continue
            for owner in self._owners[number]:
                placed += [(end - behind - width, end - behind, owner) for end in ends]
        spots.add(placed)
        return others
