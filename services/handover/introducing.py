"""A known laptop that this district computer does not know: its bundle carries the order that let it in (B6, B8).

A district that came back from an older backup, or begins anew on another computer, has lost part of its roster. Every
bundle carries all orders, each signed by the district itself; so the roster is learned from the very bundle that would
otherwise be refused. Nothing else of the bundle is believed by that.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from sqlalchemy import Connection

from services.context import AppContext
from services.errors import AppError
from services.handover.age_file import decrypt_to
from services.handover.archive import ORDERS, Archive
from services.handover.lines import read_orders
from services.handover.obeying import learn_orders
from services.handover.office_facts import devices
from services.handover.regular_file import private_copy


def introduce(ctx: AppContext, connection: Connection, path: Path, secrets: Sequence[str]) -> bool:
    """Learn the signed orders in a bundle; whether the roster grew by that.

    What cannot be read changes nothing: the bundle is refused for its own reason. Raises OSError when the private
    folder cannot be written.
    """
    before = len(devices(connection))
    try:
        with private_copy(path, ctx.paths.scratch) as sealed, decrypt_to(sealed, secrets, ctx.paths.scratch) as plain:
            content = Archive(plain)
            orders = list(read_orders(content.chunks(ORDERS))) if ORDERS in content.entries else []
        with connection.begin_nested():
            learn_orders(ctx, connection, orders)
    except AppError:
        return False
    return len(devices(connection)) > before
