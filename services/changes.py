"""What a command touched, so that views can decide for themselves whether to refresh."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Changes:
    """Ids touched per entity (``worker``, ``decision``, ``programme``, ``bundle``, ...) by one act."""

    act: str = ""
    ids: dict[str, frozenset[str]] = field(default_factory=dict)

    def touches(self, *entities: str) -> bool:
        """Whether any of these entities was touched."""
        return any(self.ids.get(entity) for entity in entities)

    def first(self, entity: str) -> str:
        """The only id of that entity; raises ValueError unless exactly one was touched."""
        (only,) = self.ids.get(entity, frozenset())
        return only
