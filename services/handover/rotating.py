"""A new version of the root document, signed with the key from the safe (handover.md C6, «Rotation»).

It says which district computers speak for the district, whom villages seal to, and which recovery key opens every
bundle. It travels as an order in every bundle; an office takes it when its version is higher than the one it has and
the root key it pinned signed it. Late sticks sealed for an earlier key still open: identities are never thrown away.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import msgspec
from sqlalchemy import Connection

from models.values import EventKind, Role
from services.context import AppContext
from services.errors import AccessDenied, NotAllowed
from services.handover.age_file import is_recipient
from services.handover.fingerprints import Fingerprint, laptop_print, root_print
from services.handover.office_facts import (
    RosteredDevice,
    device,
    get_setting,
    put_device,
    put_setting,
    signed_root,
    trusted_root,
)
from services.handover.root import Root, SignedRoot, SigningKey, public_half, sign_root
from services.handover.signing import public_key_bytes
from services.safekeeping.keyfile import add_district_slot

_SLOT = "recovery_slot"
"""Setting: the recovery recipient that the key file has a slot for."""


@dataclass(frozen=True, slots=True)
class DistrictComputer:
    """A computer that speaks for the district. ``here``: this one, which cannot be left out."""

    device: str
    words: tuple[str, ...]
    here: bool


@dataclass(frozen=True, slots=True)
class RootFacts:
    """What this office trusts. ``print``: of the root key. ``recovery``: age recipient in every bundle."""

    version: int
    print: Fingerprint
    computers: tuple[DistrictComputer, ...]
    recovery: str


@dataclass(frozen=True, slots=True)
class NewComputer:
    """A further district computer, by its public halves."""

    device: str
    public_key_pem: str
    age_recipient: str


def root_facts(ctx: AppContext) -> RootFacts:
    """The root document in use. Raises NotAllowed("handover.no_kit") before the first kit."""
    with ctx.read() as connection:
        root, signed = trusted_root(connection), signed_root(connection)
    assert signed is not None
    computers = tuple(
        DistrictComputer(key.device, laptop_print(key.device, key.public_key_pem).words, key.device == ctx.device_id)
        for key in root.signing_keys
    )
    return RootFacts(root.version, root_print(signed, root.district), computers, root.recovery)


def rotate(
    ctx: AppContext,
    root_pem: str,
    *,
    add: Sequence[NewComputer] = (),
    leave_out: Sequence[str] = (),
    recovery: str | None = None,
) -> SignedRoot:
    """District: sign the next version of the root document and use it from now on.

    ``leave_out``: device ids that no longer speak for the district; this computer always does. ``recovery``: another
    age recipient for every bundle. Raises NotAllowed("district.only" | "root.own_computer"),
    AccessDenied("root.wrong_key") for a secret that is not of the pinned root key, ValueError for a bad recipient.
    """
    if ctx.office.role is not Role.DISTRICT:
        raise NotAllowed("district.only")
    if ctx.device_id in leave_out:
        raise NotAllowed("root.own_computer")
    if recovery is not None and not is_recipient(recovery):
        raise ValueError("not an age recipient")
    with ctx.write() as unit:
        connection = unit.connection
        before, pinned = trusted_root(connection), signed_root(connection)
        assert pinned is not None
        require_same_key(root_pem, pinned)
        signed = sign_root(root_pem, _next(ctx, connection, before, add, leave_out, recovery))
        put_setting(connection, "root", msgspec.json.encode(signed).decode())
        for each in add:
            put_device(connection, _rostered(before.district, each))
        unit.note(EventKind.ROTATION, before.version + 1)
        unit.touch("root", str(before.version + 1))
    keep_recovery_slot(ctx)
    return signed


def keep_recovery_slot(ctx: AppContext) -> None:
    """Let the recovery key of the newest root document open this database's key file, and no earlier one.

    Cheap when nothing changed: asked after every stick. Raises StorageTrouble("keyfile.not_written").
    """
    with ctx.read() as connection:
        if signed_root(connection) is None:
            return
        wanted = trusted_root(connection).recovery
        if get_setting(connection, _SLOT) == wanted:
            return
    add_district_slot(ctx.paths.keyfile, ctx.database.key, wanted)
    with ctx.write() as unit:
        put_setting(unit.connection, _SLOT, wanted)


def adopt_earlier_root(ctx: AppContext, earlier: Root) -> None:
    """District, on a new computer: what the computers named in an earlier root document signed stays good.

    So the orders and decisions in the villages' bundles are believed, and with them the roster comes back.
    """
    with ctx.write() as unit:
        for key in earlier.signing_keys:
            if key.device != ctx.device_id:
                computer = NewComputer(key.device, key.public_key_pem, earlier.recipients[0])
                put_device(unit.connection, _rostered(earlier.district, computer))


def require_same_key(root_pem: str, pinned: SignedRoot) -> None:
    """Raises AccessDenied("root.wrong_key") unless the secret belongs to the root key that is trusted here."""
    try:
        same = public_key_bytes(public_half(root_pem)) == public_key_bytes(pinned.root_key_pem)
    except ValueError:
        same = False
    if not same:
        raise AccessDenied("root.wrong_key")


def _next(
    ctx: AppContext,
    connection: Connection,
    before: Root,
    add: Sequence[NewComputer],
    leave_out: Sequence[str],
    recovery: str | None,
) -> Root:
    """The same district, one version on. A recipient goes with the computer it belongs to."""
    own = device(connection, ctx.device_id)
    assert own is not None
    gone = {found.age_recipient for name in leave_out if (found := device(connection, name)) is not None}
    keys = [key for key in before.signing_keys if key.device not in {*leave_out, own.id}]
    keys = [SigningKey(device=own.id, public_key_pem=own.public_key), *keys]
    keys += [SigningKey(device=each.device, public_key_pem=each.public_key_pem) for each in add]
    kept = [name for name in before.recipients if name not in gone]
    recipients = dict.fromkeys([own.age_recipient, *kept, *(each.age_recipient for each in add)])
    return Root(
        version=before.version + 1,
        district=before.district,
        signing_keys=tuple(keys),
        recipients=tuple(recipients),
        recovery=recovery or before.recovery,
    )


def _rostered(district: str, computer: NewComputer) -> RosteredDevice:
    return RosteredDevice(computer.device, district, Role.DISTRICT, computer.public_key_pem, computer.age_recipient)
