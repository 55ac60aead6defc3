"""The few Windows calls that Python does not have: drives, and reading past the cache. Only imported on Windows."""

from __future__ import annotations

import sys
from collections.abc import Iterator
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

    def is_network_drive(root: Path) -> bool:
        """Whether a drive letter stands for a folder of another computer."""
        return bool(_KERNEL.GetDriveTypeW(str(root)) == _REMOTE)
