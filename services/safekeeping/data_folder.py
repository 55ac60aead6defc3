"""Where an office may keep its data: on a disk of this computer, not on a network, a stick or a synchronised folder.

Two computers writing one file, or a file pulled out while it is open, lose records (handover.md D3).
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

from services.errors import NotAllowed
from services.handover.drives import removable_drives

_NETWORK = frozenset(
    "nfs nfs4 cifs smb3 smbfs ncpfs afs ceph glusterfs fuse.sshfs fuse.rclone davfs fuse.davfs2".split()
)
_CLOUD = re.compile(r"(?i)(onedrive|dropbox|google ?drive|icloud ?drive|nextcloud|owncloud|mega ?sync|pcloud)")
_ESCAPED = re.compile(r"\\([0-7]{3})")


def require_fit_folder(data: Path) -> None:
    """Raises NotAllowed("folder.network" | "folder.removable" | "folder.synchronised")."""
    folder = data.absolute()
    if any(_CLOUD.match(part) for part in folder.parts):
        raise NotAllowed("folder.synchronised")
    if is_network(folder):
        raise NotAllowed("folder.network")
    if any(folder.is_relative_to(drive.path) for drive in removable_drives()):
        raise NotAllowed("folder.removable")


def is_network(folder: Path) -> bool:
    """Whether a folder lies on another computer. Not knowing counts as no."""
    if sys.platform == "win32":
        from services.handover.windows import is_network_drive

        return str(folder).startswith("\\\\") or is_network_drive(Path(folder.anchor))
    try:
        mounts = Path("/proc/mounts").read_text(encoding="utf-8", errors="surrogateescape")
    except OSError:
        return False
    return kind_of_mount(mounts, folder) in _NETWORK


def kind_of_mount(mounts: str, folder: Path) -> str:
    """The file system of a folder by the lines of ``/proc/mounts``: that of the longest mount above it, the last line
    where one is mounted over another; empty when there is none."""
    best, kind = Path(), ""
    for line in mounts.splitlines():
        fields = line.split(" ")
        if len(fields) < 3:
            continue
        place = Path(_ESCAPED.sub(lambda match: chr(int(match[1], 8)), fields[1]))
        if folder.is_relative_to(place) and len(place.parts) >= len(best.parts):
            best, kind = place, fields[2]
    return kind
