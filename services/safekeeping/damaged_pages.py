"""Pages of an encrypted database that no longer opens, one by one, whatever its neighbours look like.

SQLCipher stops at the first page whose seal does not fit, and then refuses the healthy ones too. So the pages are
opened here by its published format: 4,096 bytes each, AES-256-CBC with the initial vector behind the content and an
HMAC-SHA512 over both and the page's number (https://www.zetetic.net/sqlcipher/design/). Nothing is written, and what
was decrypted stays in memory.
"""

from __future__ import annotations

import hmac
import struct
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from hashlib import pbkdf2_hmac
from pathlib import Path
from types import TracebackType
from typing import IO, NamedTuple

from cryptography.hazmat.primitives.ciphers import Cipher
from cryptography.hazmat.primitives.ciphers.algorithms import AES
from cryptography.hazmat.primitives.ciphers.modes import CBC

PAGE = 4096
_IV, _MAC = 16, 64
RESERVED = _IV + _MAC
USABLE = PAGE - RESERVED
_SALT = 16
_MASK = 0x3A
_WAL_HEADER = struct.Struct(">8I")
_FRAME = struct.Struct(">6I")
_SIZE_AT = 28
"""Where the first page says how many pages there are."""
_WAL_MAGIC = (0x377F0682, 0x377F0683)


@dataclass(frozen=True, slots=True)
class Page:
    """Content of one page as SQLite sees it. ``whole``: its seal fits, so it is exactly what was once written."""

    number: int
    data: bytes
    whole: bool


class PageCipher:
    """Opens pages. ``key``: 48 bytes, as for ``Database``."""

    def __init__(self, key: bytes) -> None:
        self._key, salt = key[:32], key[32:]
        self._seal = pbkdf2_hmac("sha512", self._key, bytes(each ^ _MASK for each in salt), 2, 32)

    def open(self, number: int, raw: bytes) -> Page:
        """Decrypt one page of 4,096 bytes; the first of a file begins with the salt instead of SQLite's mark."""
        start = _SALT if number == 1 else 0
        body, vector, seal = raw[start:USABLE], raw[USABLE : USABLE + _IV], raw[USABLE + _IV :]
        wanted = hmac.digest(self._seal, body + vector + struct.pack("<I", number), "sha512")
        decryptor = Cipher(AES(self._key), CBC(vector)).decryptor()
        plain = decryptor.update(body) + decryptor.finalize()
        head = b"SQLite format 3\0" if number == 1 else b""
        return Page(number, head + plain, hmac.compare_digest(wanted, seal))


class _Transaction(NamedTuple):
    """(page, offset in the log) of what one commit wrote; ``whole``: all of it can be read."""

    pages: tuple[tuple[int, int], ...]
    whole: bool


class DamagedFile:
    """The pages of a database file and of the log beside it, as they were last committed.

    Of the log counts what was committed; what came after the last commit was never acknowledged.
    """

    def __init__(self, path: Path, key: bytes) -> None:
        self._cipher = PageCipher(key)
        self._file = path.open("rb")
        self._pages_in_file = -(-self._file.seek(0, 2) // PAGE)
        log = path.with_name(path.name + "-wal")
        self._log: IO[bytes] | None = log.open("rb") if log.exists() else None
        self._newest, self._older = self._read_log()

    def __enter__(self) -> DamagedFile:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._file.close()
        if self._log is not None:
            self._log.close()

    @property
    def count(self) -> int:
        """How many pages there are at most."""
        return max([self._pages_in_file, *self._newest])

    def page(self, number: int) -> Page | None:
        """The newest version of a page that is whole; else the newest there is, else None."""
        fallback = None
        for raw in self._versions(number):
            page = self._cipher.open(number, raw)
            if page.whole:
                return page
            fallback = fallback or page
        return fallback

    def everything(self) -> Iterator[Page]:
        """Each page as it was last committed; where that is not whole, the versions before it as well.

        For rows that prove themselves. A version that was replaced by a whole one is never shown: what was taken out
        of it was taken out on purpose.
        """
        for number in range(1, self.count + 1):
            for raw in self._versions(number):
                page = self._cipher.open(number, raw)
                yield page
                if page.whole:
                    break

    def _versions(self, number: int) -> Iterator[bytes]:
        """The newest first: from the log, then from the file. A page cut off at the end is filled up."""
        if number in self._newest and self._log is not None:
            for offset in (self._newest[number], *self._older.get(number, ())):
                yield _read(self._log, offset)
        if number <= self._pages_in_file:
            yield _read(self._file, (number - 1) * PAGE)

    @property
    def hides_commits(self) -> bool:
        """Whether SQLite would pass over work that was acknowledged: it reads the log up to the first bad page only.

        A bad page in the last transaction is none of that: a power cut leaves such a one, before it is acknowledged.
        """
        return any(not transaction.whole for transaction in self._transactions[:-1])

    @property
    def whole(self) -> bool:
        """Whether every page is there and as it was written, and nothing in the log is hidden."""
        first = self.page(1)
        if self.hides_commits or first is None or not first.whole:
            return False
        (wanted,) = struct.unpack_from(">I", first.data, _SIZE_AT)
        if any(number > self._pages_in_file and number not in self._newest for number in range(1, wanted + 1)):
            return False
        return all(page.whole for page in self.everything())

    def _read_log(self) -> tuple[dict[int, int], dict[int, list[int]]]:
        """Where in the log the newest version of each page lies, and the earlier ones."""
        newest: dict[int, int] = {}
        older: dict[int, list[int]] = {}
        for transaction in self._transactions:
            if transaction is self._transactions[-1] and not transaction.whole:
                break  # never acknowledged
            for number, offset in transaction.pages:
                if number in newest:
                    older.setdefault(number, []).insert(0, newest[number])
                newest[number] = offset
        return newest, older

    @cached_property
    def _transactions(self) -> list[_Transaction]:
        """What was committed to the log since it was last folded into the file, in this order."""
        found: list[_Transaction] = []
        pages: list[tuple[int, int]] = []
        whole = True
        for number, committed, offset in self._frames():
            fits = bool(number) and self._log is not None and self._cipher.open(number, _read(self._log, offset)).whole
            whole = whole and fits
            if number:
                pages.append((number, offset))
            if committed:
                found.append(_Transaction(tuple(pages), whole))
                pages, whole = [], True
        return found

    def _frames(self) -> Iterator[tuple[int, bool, int]]:
        """(page, whether it ends a transaction, offset of the page) of this run of the log; page 0: unreadable."""
        if self._log is None:
            return
        size = self._log.seek(0, 2)
        self._log.seek(0)
        head = self._log.read(_WAL_HEADER.size)
        salts: tuple[int, ...] | None = None
        if len(head) == _WAL_HEADER.size and (fields := _WAL_HEADER.unpack(head))[0] in _WAL_MAGIC:
            salts = fields[4:6]
        most = self._pages_in_file + size // (_FRAME.size + PAGE)  # a damaged number must not become a long walk
        for offset in range(_WAL_HEADER.size, size - _FRAME.size - PAGE + 1, _FRAME.size + PAGE):
            self._log.seek(offset)
            number, after, *rest = _FRAME.unpack(self._log.read(_FRAME.size))
            salts = salts or tuple(rest[:2])  # the log's own head is gone: its first page tells
            if tuple(rest[:2]) == salts and 0 < number <= most:
                yield number, after > 0, offset + _FRAME.size
            else:
                yield 0, False, offset + _FRAME.size


def _read(file: IO[bytes], offset: int) -> bytes:
    file.seek(offset)
    return file.read(PAGE).ljust(PAGE, b"\0")
