"""Not on a network, a stick or a synchronised folder."""

from __future__ import annotations

from pathlib import Path

import pytest

from services.errors import NotAllowed
from services.handover.drives import Drive
from services.safekeeping import data_folder
from services.safekeeping.data_folder import is_network, kind_of_mount, require_fit_folder

MOUNTS = r"""/dev/sda1 / ext4 rw 0 0
server:/data /mnt/kantor nfs4 rw 0 0
//nas/desa /mnt/nas\040desa cifs rw 0 0
/dev/sdb1 /mnt/kantor/lokal ext4 rw 0 0
broken
"""


@pytest.mark.parametrize(
    ("folder", "kind"),
    [
        ("/srv/desa/payung", "ext4"),
        ("/mnt/kantor/payung", "nfs4"),
        ("/mnt/nas desa/payung", "cifs"),
        ("/mnt/kantor/lokal/payung", "ext4"),
        ("/mnt/kantorku", "ext4"),
    ],
)
def test_the_file_system_of_a_folder(folder: str, kind: str) -> None:
    assert kind_of_mount(MOUNTS, Path(folder)) == kind


def test_this_computers_own_disk_will_do(tmp_path: Path) -> None:
    assert not is_network(tmp_path)
    require_fit_folder(tmp_path / "payung")


@pytest.mark.parametrize("name", ["OneDrive", "OneDrive - Pemkab", "Dropbox", "Google Drive", "Nextcloud"])
def test_a_synchronised_folder_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(NotAllowed, match=r"folder\.synchronised"):
        require_fit_folder(tmp_path / name / "Payung")


def test_a_stick_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(data_folder, "removable_drives", lambda: [Drive(tmp_path / "stik", "STIK", False)])
    with pytest.raises(NotAllowed, match=r"folder\.removable"):
        require_fit_folder(tmp_path / "stik" / "payung")
    require_fit_folder(tmp_path / "lain")
