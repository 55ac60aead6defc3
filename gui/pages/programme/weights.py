"""Five weights that always make 100: moving one moves the others in proportion. Plain arithmetic, no chance."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import astuple

from services.rules.ranking import COMPONENTS, HUNDRED, Weights


def rebalance(anchor: Weights, component: str, value: int) -> Weights:
    """``component`` becomes ``value`` (0 to 100); the others share the rest in the proportions of ``anchor``.

    What does not divide evenly goes to the largest remainders, earlier components first, so the same move always
    gives the same weights. Where all others were 0 they share evenly.
    """
    value = min(max(value, 0), HUNDRED)
    place = COMPONENTS.index(component)
    shares = list(astuple(anchor))
    others = [number for number in range(len(COMPONENTS)) if number != place]
    parts = _apportion([shares[number] for number in others], HUNDRED - value)
    shares[place] = value
    for number, part in zip(others, parts, strict=True):
        shares[number] = part
    return Weights(*shares)


def _apportion(shares: Sequence[int], whole: int) -> list[int]:
    """``whole`` divided in proportion to ``shares`` by largest remainder."""
    if sum(shares) == 0:
        shares = [1] * len(shares)
    total = sum(shares)
    parts = [whole * share // total for share in shares]
    order = sorted(range(len(shares)), key=lambda number: (-(whole * shares[number] % total), number))
    for number in order[: whole - sum(parts)]:
        parts[number] += 1
    return parts


class Balancer:
    """Keeps the proportions of the moment a slider was first moved, so that dragging there and back loses nothing."""

    def __init__(self, weights: Weights) -> None:
        self.weights = weights
        self._anchor, self._moving = weights, ""

    def move(self, component: str, value: int) -> Weights:
        """Move one weight and give all five."""
        if component != self._moving:
            self._anchor, self._moving = self.weights, component
        self.weights = rebalance(self._anchor, component, value)
        return self.weights
