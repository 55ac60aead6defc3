"""A lost passphrase replaced."""

from __future__ import annotations

from pathlib import Path

import pytest

from services import startup
from services.context import AppContext
from services.errors import AccessDenied, Invalid, NotFound
from services.safekeeping import keyfile
from services.safekeeping.accounts import replace_with_district_key, replace_with_recovery_code
from tests.offices import PASSPHRASE, VILLAGE, doors, village_office

NEW = "gagak sawah lumbung kendi"


@pytest.fixture
def village(tmp_path: Path) -> AppContext:
    return village_office(tmp_path / "desa")


def test_the_printed_code_opens_the_way_to_a_new_passphrase(tmp_path: Path) -> None:
    made = startup.set_up_village(tmp_path / "desa", VILLAGE, "Siti Aminah", PASSPHRASE, doors=doors())
    ctx = made.context
    startup.close(ctx)
    code = made.recovery_code.lower().replace("-", " ")
    with pytest.raises(AccessDenied, match=r"recovery_code\.wrong"):
        replace_with_recovery_code(ctx.paths.data, "AAAAA" * 5, ctx.user.id, NEW, doors=doors())
    with pytest.raises(Invalid):
        replace_with_recovery_code(ctx.paths.data, code, ctx.user.id, "desa", doors=doors())
    with pytest.raises(NotFound):
        replace_with_recovery_code(ctx.paths.data, code, "nobody", NEW, doors=doors())
    replace_with_recovery_code(ctx.paths.data, code, ctx.user.id, NEW, doors=doors())
    startup.close(startup.sign_in(ctx.paths.data, NEW, doors=doors()))


def test_the_districts_key_helps_when_the_sheet_is_lost(village: AppContext) -> None:
    from pyrage import x25519

    identity = x25519.Identity.generate()
    keyfile.add_district_slot(village.paths.keyfile, village.database.key, str(identity.to_public()))
    other = x25519.Identity.generate()
    with pytest.raises(AccessDenied, match=r"recovery_key\.wrong"):
        replace_with_district_key(village.paths.data, str(other), village.user.id, NEW, doors=doors())
    replace_with_district_key(village.paths.data, f" {identity}\n", village.user.id, NEW, doors=doors())
    startup.close(startup.sign_in(village.paths.data, NEW, doors=doors()))
