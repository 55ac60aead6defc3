"""A real file system on a loop device, as a stick has it, that can be pulled out of the computer.

Needs root, loop devices and the FUSE drivers (Debian: exfat-fuse, exfatprogs; dosfstools, fusefat). Pulling kills the
driver in the middle of whatever it does. ``umount -l`` is no pulled stick: who has a file open there goes on writing.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Kind:
    """A file system: the programs that make, mount and check it; ``size`` of the image in MiB."""

    name: str
    make: tuple[str, ...]
    mount: tuple[str, ...]
    read_only: tuple[str, ...]
    check: tuple[str, ...]
    size: int

    @property
    def missing(self) -> str:
        """Why it cannot be had here, or nothing."""
        if not hasattr(os, "geteuid") or os.geteuid() != 0:
            return "needs root"
        if not Path("/dev/fuse").exists() or not Path("/dev/loop-control").exists():
            return "needs FUSE and loop devices"
        programs = ("losetup", "umount", self.make[0], self.mount[0], self.check[0])
        return ", ".join(f"no {program}" for program in programs if shutil.which(program) is None)


EXFAT = Kind(
    "exfat",
    ("mkfs.exfat", "-L", "STIK"),
    ("mount.exfat-fuse", "-d"),
    ("-o", "ro"),
    ("fsck.exfat", "-n"),
    16,
)
FAT32 = Kind(
    "fat32",
    ("mkfs.vfat", "-F", "32", "-n", "STIK"),
    ("fusefat", "-f", "-o", "rw+"),
    ("-o", "ro"),
    ("fsck.vfat", "-n"),
    40,
)
KINDS = (EXFAT, FAT32)


class RealStick:
    """One stick. ``path``: where it is mounted; an ordinary empty folder while it is not."""

    def __init__(self, kind: Kind, folder: Path, name: str = "stik") -> None:
        self.kind = kind
        self.path = folder / name
        self.path.mkdir()
        self._image = folder / f"{name}.img"
        with self._image.open("wb") as image:
            image.truncate(kind.size << 20)
        _run([*kind.make, str(self._image)])
        self._device = _run(["losetup", "--find", "--show", str(self._image)]).strip()
        self._driver: subprocess.Popen[bytes] | None = None

    @property
    def is_in(self) -> bool:
        """Whether it is mounted and answers."""
        return self._driver is not None

    def plug_in(self, *, read_only: bool = False) -> None:
        """Mount it."""
        options = list(self.kind.mount)
        if read_only:
            options = [option for option in options if option != "rw+"]
            options = [option for at, option in enumerate(options) if option != "-o" or at + 1 < len(options)]
            options += self.kind.read_only
        command = [*options, self._device, str(self.path)]
        outside = self.path.parent.stat().st_dev
        self._driver = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        while self.path.stat().st_dev == outside:
            if self._driver.poll() is not None:
                raise OSError(f"{command[0]} ended with {self._driver.returncode}")
            os.sched_yield()

    def pull(self) -> None:
        """Out of the computer, whatever is going on: nothing answers below ``path`` any more."""
        driver = self._driver
        assert driver is not None
        driver.send_signal(signal.SIGKILL)
        driver.wait()

    def take_out(self) -> None:
        """What is left of the mount goes; after ``pull`` this is what the system does a moment later."""
        if self._driver is None:
            return
        _run(["umount", str(self.path)])
        self._driver.wait()
        self._driver = None

    def damage_found(self) -> str:
        """What the file system's own check says of the medium, empty when it is clean."""
        done = subprocess.run([*self.kind.check, self._device], capture_output=True, text=True)
        return "" if done.returncode == 0 else done.stdout + done.stderr

    def close(self) -> None:
        """Give everything back."""
        self.take_out()
        _run(["losetup", "--detach", self._device])
        self._image.unlink()


def _run(command: Sequence[str]) -> str:
    done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode:
        raise OSError(f"{command[0]}: {done.stderr.strip()}")
    return done.stdout
