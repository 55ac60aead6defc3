"""Which files at a place are for this office to read (handover.md B7, C2)."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from models.values import Role
from services.context import AppContext
from services.handover.file_names import parse_name
from services.handover.manifest import Direction
from services.handover.office_facts import other_laptops
from services.handover.stick_places import list_bundles, list_kits, look_for_bundles, told_as_gone


@told_as_gone()
def find_files(ctx: AppContext, paths: Sequence[Path]) -> tuple[list[Path], frozenset[Path]]:
    """Files named one by one as they are; in folders, kits and the bundles that come our way.

    A file whose name is no bundle's comes last: it is refused by its name, and the others went in before.
    Second: those of other laptops of this office, which may be older than their acquaintance with this one.
    """
    found: dict[Path, None] = {}
    village = ctx.office.role is Role.VILLAGE
    optional: set[Path] = set()
    misnamed: dict[Path, None] = {}
    for path in paths:
        if not path.is_dir():
            found[path] = None
            continue
        if village:
            found |= dict.fromkeys(list_kits(path))
        direction = Direction.DOWN if village else Direction.UP
        office = ctx.office.code if village else None
        listed = look_for_bundles(path, direction=direction, office=office)
        found |= dict.fromkeys(listed.bundles)
        misnamed |= dict.fromkeys(listed.misnamed)
        if village:
            optional.update(_from_other_laptops(ctx, path))
    found |= dict.fromkeys(sorted(optional)) | misnamed
    return list(found), frozenset(optional)


def _from_other_laptops(ctx: AppContext, path: Path) -> list[Path]:
    """Bundles of this office that this laptop did not write, once the roster knows that there is another."""
    with ctx.read() as connection:
        if not other_laptops(connection, ctx):
            return []
        rows = connection.exec_driver_sql("SELECT no, substr(sha256, 1, 8) FROM bundle WHERE written")
        own = {(row[0], row[1]) for row in rows}
    there = list_bundles(path, direction=Direction.UP, office=ctx.office.code)
    return [path for path in there if _number(path) not in own]


def _number(path: Path) -> tuple[int, str]:
    name = parse_name(path.name)
    return name.no, name.hash8
