"""What this office remembers of earlier lists: the meaning of their columns, and which files were taken in."""

from __future__ import annotations

from dataclasses import dataclass

from services.context import AppContext
from services.errors import NotFound
from services.preferences import read_preference, write_preference
from services.spreadsheets.mapping import ListMapping, Recall, choices_of
from services.spreadsheets.roles import Role
from services.spreadsheets.source import Source
from services.workers.acts import get_act

_KEY = "import.mapping."
_SEEN = "imported files"
_MOST_SEEN = 200
_DIGEST = 24
"""So many letters of a file's digest tell it from all others."""


@dataclass(frozen=True, slots=True)
class SeenBefore:
    """This very file was taken in already. ``at``: ISO text. ``act``: what can be undone."""

    at: str
    act: str


def remembered(ctx: AppContext) -> Recall:
    """A memory for ``guess_mapping``: what an officer settled for lists with the same headings."""

    def recall(fingerprint: str) -> list[tuple[Role, int]] | None:
        kept = read_preference(ctx, _KEY + fingerprint, list[tuple[str, int]], [])
        if not kept or any(role not in Role._value2member_map_ for role, _ in kept):
            return None
        return [(Role(role), number) for role, number in kept]

    return recall


def remember_mapping(ctx: AppContext, mapping: ListMapping) -> None:
    """Keep the meaning of all columns for the next list with these headings."""
    for sheet in mapping.tables:
        write_preference(ctx, _KEY + sheet.fingerprint, [(role.value, number) for role, number in choices_of(sheet)])


def forget_mapping(ctx: AppContext, mapping: ListMapping) -> None:
    """Guess anew next time."""
    for sheet in mapping.tables:
        write_preference(ctx, _KEY + sheet.fingerprint, [])


def remember_file(ctx: AppContext, source: Source, act: str) -> None:
    """Keep that this file was taken in, so that a second time can be told (never refused)."""
    seen = read_preference(ctx, _SEEN, dict[str, str], {})
    seen.pop(source.digest[:_DIGEST], None)
    seen[source.digest[:_DIGEST]] = act
    write_preference(ctx, _SEEN, dict(list(seen.items())[-_MOST_SEEN:]))


def seen_before(ctx: AppContext, source: Source) -> SeenBefore | None:
    """When this very file was taken in, unless that was undone."""
    act = read_preference(ctx, _SEEN, dict[str, str], {}).get(source.digest[:_DIGEST])
    if act is None:
        return None
    try:
        found = get_act(ctx, act)
    except NotFound:
        return None
    return None if found.undone else SeenBefore(found.at, found.id)
