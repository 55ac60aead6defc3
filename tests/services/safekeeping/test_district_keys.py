from __future__ import annotations

import os
import subprocess
from pathlib import Path

import msgspec
import pytest

from services import startup
from services.errors import AccessDenied, NotAllowed
from services.handover.age_file import recipient_of
from services.handover.root import SignedRoot, verify_root
from services.safekeeping.device_keys import new_device_keys
from services.safekeeping.district_keys import (
    RECOVERY_FILE,
    ROOT_FILE,
    make_district_keys,
    new_district_secrets,
    read_root_secret,
    secrets_from_paper,
    write_secrets,
)
from services.safekeeping.paper_keys import PaperKey, lines_of, qr_text
from tests.offices import DISTRICT, PASSPHRASE, doors


def test_secrets_on_paper_sign_the_first_root_and_nothing_is_written(tmp_path: Path) -> None:
    secrets = new_district_secrets()
    device = new_device_keys(os.urandom)
    made = make_district_keys(secrets, DISTRICT, device)
    root = verify_root(msgspec.json.decode(made.signed_root, type=SignedRoot))
    assert (root.version, root.recovery) == (1, recipient_of(secrets.recovery))
    assert root.signing_key(device.id) == device.public_key_pem
    assert list(tmp_path.iterdir()) == []


def test_paper_typed_back_makes_the_same_root_of_a_higher_version() -> None:
    first = new_district_secrets()
    again = secrets_from_paper(
        "\n".join(lines_of(PaperKey.ROOT, first.root_pem)), qr_text(PaperKey.RECOVERY, first.recovery), version=5
    )
    device = new_device_keys(os.urandom)
    made = [
        msgspec.json.decode(make_district_keys(each, DISTRICT, device).signed_root, type=SignedRoot)
        for each in (first, again)
    ]
    assert verify_root(made[1], pinned_key_pem=made[0].root_key_pem, at_least=2).version == 5
    assert first.root_print(DISTRICT) == again.root_print(DISTRICT)


def test_an_office_made_from_paper_holds_no_secret_in_any_file(tmp_path: Path) -> None:
    secrets = new_district_secrets()
    made = startup.set_up_district(tmp_path / "data", DISTRICT, "Hendro Prasetyo", PASSPHRASE, secrets, doors=doors())
    with made.context.read() as connection:
        kept = "".join(
            str(row) for table in ("setting", "secret") for row in connection.exec_driver_sql(f"SELECT * FROM {table}")
        )
    startup.close(made.context)
    bare = [line.replace(" ", "") for line in lines_of(PaperKey.ROOT, secrets.root_pem)]
    for secret in (secrets.recovery, secrets.root_pem.splitlines()[1], *bare):
        assert secret not in kept
        assert all(secret.encode() not in path.read_bytes() for path in tmp_path.rglob("*") if path.is_file())


def test_files_in_a_folder_are_read_back_and_never_replaced(tmp_path: Path) -> None:
    secrets = new_district_secrets()
    write_secrets(tmp_path / "brankas", secrets)
    assert (
        read_root_secret(tmp_path / "brankas") == read_root_secret(tmp_path / "brankas" / ROOT_FILE) == secrets.root_pem
    )
    assert secrets.recovery in (tmp_path / "brankas" / RECOVERY_FILE).read_text("ascii")
    with pytest.raises(NotAllowed, match=r"setup\.keys_exist"):
        write_secrets(tmp_path / "brankas", new_district_secrets())
    for missing in (tmp_path, tmp_path / "tidak-ada.pem"):
        with pytest.raises(AccessDenied, match=r"keysheet\.no_file"):
            read_root_secret(missing)


def test_openssl_reads_the_root_secret(tmp_path: Path) -> None:
    write_secrets(tmp_path, new_district_secrets())
    shown = subprocess.run(
        ["openssl", "pkey", "-in", ROOT_FILE, "-noout", "-text"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=True,
    )
    assert "ED25519 Private-Key" in shown.stdout
