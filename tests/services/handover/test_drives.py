from __future__ import annotations

from pathlib import Path

from services.handover.drives import Drive, linux_drives, removable_drives

MOUNTS = r"""
/dev/sda2 / ext4 rw,relatime 0 0
proc /proc proc rw 0 0
tmpfs /media/not-a-disk tmpfs rw 0 0
/dev/sdb1 /mnt/stick vfat rw,nosuid 0 0
/dev/sdc1 /media/rini/STIK\040DESA vfat ro,nosuid,nodev 0 0
/dev/nvme0n1p3 /home ext4 rw 0 0
/dev/sdd1 /mnt/unknown vfat rw 0 0
short
""".strip()


def disk(sys: Path, name: str, partition: str, removable: str) -> None:
    """A disk and its partition as sysfs shows them: the partition's folder lies inside the disk's."""
    folder = sys / "devices" / name / partition
    folder.mkdir(parents=True)
    (folder.parent / "removable").write_text(removable + "\n", "ascii")
    block = sys / "class" / "block"
    block.mkdir(parents=True, exist_ok=True)
    (block / partition).symlink_to(folder)


def test_removable_volumes_are_told_from_disks(tmp_path: Path) -> None:
    disk(tmp_path, "sda", "sda2", "0")
    disk(tmp_path, "sdb", "sdb1", "1")
    disk(tmp_path, "nvme0n1", "nvme0n1p3", "0")
    assert linux_drives(MOUNTS, tmp_path) == [
        Drive(Path("/media/rini/STIK DESA"), "STIK DESA", True),
        Drive(Path("/mnt/stick"), "stick", False),
    ]


def test_looking_at_this_machine_never_fails() -> None:
    assert all(drive.path.is_absolute() for drive in removable_drives())
