"""The few Windows calls that Python does not have: drives, reading past the cache, taking a stick out safely.

Only imported on Windows.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

if sys.platform == "win32":
    import ctypes
    import mmap
    from ctypes import wintypes

    _KERNEL = ctypes.WinDLL("kernel32", use_last_error=True)
    _GENERIC_READ = 0x80000000
    _SHARE_ALL = 0x7
    _OPEN_EXISTING = 3
    _NO_BUFFERING = 0x20000000
    _SEQUENTIAL = 0x08000000
    _INVALID = ctypes.c_void_p(-1).value
    _REMOVABLE = 2
    _REMOTE = 4
    _READ_ONLY_VOLUME = 0x00080000
    _GENERIC_WRITE = 0x40000000
    _SHARE_READ_WRITE = 0x3
    _LOCK_VOLUME = 0x00090018  # FSCTL_LOCK_VOLUME
    _DISMOUNT_VOLUME = 0x00090020  # FSCTL_DISMOUNT_VOLUME
    _MEDIA_REMOVAL = 0x002D4804  # IOCTL_STORAGE_MEDIA_REMOVAL
    _EJECT_MEDIA = 0x002D4808  # IOCTL_STORAGE_EJECT_MEDIA
    _LOCK_TRIES, _LOCK_PAUSE = 20, 0.5  # ten seconds: virus scanners let go of a fresh file by then
    _NO_CRITICAL_ERROR_BOX = 0x1
    _BLOCK = 1024 * 1024  # a multiple of every sector size, which unbuffered reads require

    _KERNEL.CreateFileW.restype = ctypes.c_void_p
    _KERNEL.CreateFileW.argtypes = [
        wintypes.LPCWSTR,
        wintypes.DWORD,
        wintypes.DWORD,
        ctypes.c_void_p,
        wintypes.DWORD,
        wintypes.DWORD,
        ctypes.c_void_p,
    ]
    _KERNEL.ReadFile.argtypes = [
        ctypes.c_void_p,
        ctypes.c_void_p,
        wintypes.DWORD,
        ctypes.POINTER(wintypes.DWORD),
        ctypes.c_void_p,
    ]
    _KERNEL.CloseHandle.argtypes = [ctypes.c_void_p]
    _KERNEL.GetDriveTypeW.argtypes = [wintypes.LPCWSTR]
    _KERNEL.GetVolumeInformationW.argtypes = [
        wintypes.LPCWSTR,
        wintypes.LPWSTR,
        wintypes.DWORD,
        ctypes.POINTER(wintypes.DWORD),
        ctypes.POINTER(wintypes.DWORD),
        ctypes.POINTER(wintypes.DWORD),
        wintypes.LPWSTR,
        wintypes.DWORD,
    ]

    _KERNEL.FlushFileBuffers.argtypes = [ctypes.c_void_p]
    _KERNEL.DeviceIoControl.argtypes = [
        ctypes.c_void_p,
        wintypes.DWORD,
        ctypes.c_void_p,
        wintypes.DWORD,
        ctypes.c_void_p,
        wintypes.DWORD,
        ctypes.POINTER(wintypes.DWORD),
        ctypes.c_void_p,
    ]

    def read_uncached(path: Path) -> Iterator[bytes]:
        """The file's bytes from the medium itself (FILE_FLAG_NO_BUFFERING). Raises OSError."""
        flags = _NO_BUFFERING | _SEQUENTIAL
        handle = _KERNEL.CreateFileW(str(path), _GENERIC_READ, _SHARE_ALL, None, _OPEN_EXISTING, flags, None)
        if handle == _INVALID:
            raise ctypes.WinError(ctypes.get_last_error())
        buffer = mmap.mmap(-1, _BLOCK)  # page-aligned, as unbuffered reads require
        view = (ctypes.c_char * _BLOCK).from_buffer(buffer)
        got = wintypes.DWORD()
        try:
            while True:
                if not _KERNEL.ReadFile(handle, ctypes.byref(view), _BLOCK, ctypes.byref(got), None):
                    raise ctypes.WinError(ctypes.get_last_error())
                if got.value:
                    yield buffer[: got.value]
                if got.value < _BLOCK:  # the end; asking on from a place inside a sector would be refused
                    return
        finally:
            _KERNEL.CloseHandle(handle)
            del view
            buffer.close()

    def removable_drives() -> list[tuple[Path, str, bool]]:
        """Root, label and read-only of each removable drive that has a medium in it."""
        _KERNEL.SetErrorMode(_NO_CRITICAL_ERROR_BOX)  # an empty card reader must not open a system dialog
        mask = _KERNEL.GetLogicalDrives()
        roots = [f"{chr(ord('A') + bit)}:\\" for bit in range(26) if mask >> bit & 1]
        found = [_describe(root) for root in roots if _KERNEL.GetDriveTypeW(root) == _REMOVABLE]
        return [drive for drive in found if drive is not None]

    def _describe(root: str) -> tuple[Path, str, bool] | None:
        label = ctypes.create_unicode_buffer(261)
        flags = wintypes.DWORD()
        done = _KERNEL.GetVolumeInformationW(root, label, 261, None, None, ctypes.byref(flags), None, 0)
        if not done:
            return None
        return Path(root), label.value, bool(flags.value & _READ_ONLY_VOLUME)

    def serial(folder: Path) -> str:
        """Serial number of the folder's volume as Windows shows it, «1A2B-3C4D». Raises OSError."""
        number = wintypes.DWORD()
        root = folder.anchor
        done = _KERNEL.GetVolumeInformationW(root, None, 0, ctypes.byref(number), None, None, None, 0)
        if not done:
            raise ctypes.WinError(ctypes.get_last_error())
        return f"{number.value >> 16:04X}-{number.value & 0xFFFF:04X}"

    def is_drive_root(path: Path) -> bool:
        """Whether this is ``E:\\`` itself and not a folder on it."""
        return path == Path(path.anchor) and path.drive.endswith(":")

    def eject(root: Path, wait: Callable[[float], None] = time.sleep) -> None:
        """Flush, lock, dismount and eject the volume of a removable drive; it is gone when this returns.

        Raises OSError: somebody still uses it (ERROR_ACCESS_DENIED, ERROR_SHARING_VIOLATION), and it stays mounted.
        """
        if _KERNEL.GetDriveTypeW(str(root)) != _REMOVABLE:
            raise OSError("not a removable drive")
        access = _GENERIC_READ | _GENERIC_WRITE
        name = f"\\\\.\\{root.drive}"
        handle = _KERNEL.CreateFileW(name, access, _SHARE_READ_WRITE, None, _OPEN_EXISTING, 0, None)
        if handle == _INVALID:
            raise ctypes.WinError(ctypes.get_last_error())
        try:
            if not _KERNEL.FlushFileBuffers(handle):
                raise ctypes.WinError(ctypes.get_last_error())
            _lock(handle, wait)
            _control(handle, _DISMOUNT_VOLUME)
            _control(handle, _MEDIA_REMOVAL, b"\0")  # PREVENT_MEDIA_REMOVAL: false
            _control(handle, _EJECT_MEDIA)
        finally:
            _KERNEL.CloseHandle(handle)
        if _describe(str(root)) is not None:  # mounted again at once, so not ejected
            raise OSError("still mounted")

    def _lock(handle: int, wait: Callable[[float], None]) -> None:
        """Only without open files can a volume be locked: this is what tells that nobody writes to it any more."""
        for left in reversed(range(_LOCK_TRIES)):
            try:
                _control(handle, _LOCK_VOLUME)
                return
            except OSError:
                if not left:
                    raise
                wait(_LOCK_PAUSE)

    def _control(handle: int, code: int, given: bytes = b"") -> None:
        buffer = ctypes.create_string_buffer(given, len(given)) if given else None
        returned = wintypes.DWORD()
        done = _KERNEL.DeviceIoControl(handle, code, buffer, len(given), None, 0, ctypes.byref(returned), None)
        if not done:
            raise ctypes.WinError(ctypes.get_last_error())

    def is_network_drive(root: Path) -> bool:
        """Whether a drive letter stands for a folder of another computer."""
        return bool(_KERNEL.GetDriveTypeW(str(root)) == _REMOTE)
