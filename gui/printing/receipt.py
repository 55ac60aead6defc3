"""What the receipt of a handover says (berita acara serah terima). Plain Python; papers are always Indonesian."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from gui.indonesian import day_long, day_name, grouped, head_title, village_title
from services.contact import NO_CONTACT, OfficeContact
from services.handover.confirming import qr_text
from services.handover.file_names import build_name
from services.handover.manifest import Direction
from services.reference import Reference

COPIES = 2
UNKNOWN_COUNTS = (-1, -1, -1)
"""For a receipt whose counts nobody kept: the paper then tells only how many people in all."""
_BLANK = "." * 34


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipt:
    """One written bundle, for paper. No worker is named.

    ``letter_no``: the office's own, empty leaves a dotted line. ``previous``: number and day of the handover before.
    ``new``, ``changed``, ``left``: people. ``size``: bytes. ``sha256``: of the bundle, hex. ``words``: to read aloud.
    ``touched``: people in all, where new, changed and left are not known (-1 each).
    ``contact``: the line below the office's name in the letterhead. ``head``: name of who signs for the office.
    """

    district: str
    subdistrict: str
    office: str
    office_code: str
    urban: bool
    officer: str
    no: int
    written_at: datetime
    new: int
    changed: int
    left: int
    size: int
    sha256: str
    words: tuple[str, ...]
    letter_no: str = ""
    previous: tuple[int, date] | None = None
    contact: str = ""
    head: str = ""
    touched: int = 0

    @property
    def office_name(self) -> str:
        """Desa Bangkleyan, Kelurahan Mlangsen."""
        return village_title(self.office, self.urban)

    @property
    def people(self) -> int:
        """Workers touched."""
        return self.touched if self.new < 0 else self.new + self.changed + self.left

    @property
    def head_title(self) -> str:
        """Who signs for the office: Kepala Desa, or Lurah."""
        return head_title(self.urban)

    @property
    def code(self) -> str:
        """First 16 hex digits of the bundle's SHA-256, in fours: the file's name carries the first eight."""
        digits = self.sha256[:16].upper()
        return " ".join(digits[start : start + 4] for start in range(0, len(digits), 4))

    @property
    def qr_text(self) -> str:
        """Office, number, hash and words: nothing personal. The district's box for the words reads it too."""
        return qr_text(self.office_code, self.no, self.sha256, self.words)

    @property
    def bundle_name(self) -> str:
        """The file on the stick; its last part is the code's first eight digits."""
        return build_name(self.office_code, self.office, Direction.UP, self.no, self.sha256)


def receipt_for(
    reference: Reference,
    office_code: str,
    *,
    officer: str,
    no: int,
    at: str,
    counts: tuple[int, int, int],
    size: int,
    sha256: str,
    words: tuple[str, ...],
    previous: tuple[int, date] | None = None,
    letter_no: str = "",
    contact: OfficeContact = NO_CONTACT,
) -> Receipt:
    """The receipt of a bundle that ``village`` wrote. ``at``: ISO text. ``counts``: people new, changed, left."""
    village = reference.villages[office_code]
    new, changed, left = counts
    return Receipt(
        district=reference.district_name.removeprefix("Kabupaten "),
        subdistrict=village.subdistrict,
        office=village.name,
        office_code=office_code,
        urban=village.is_kelurahan,
        officer=officer,
        no=no,
        written_at=datetime.fromisoformat(at),
        new=new,
        changed=changed,
        left=left,
        size=size,
        sha256=sha256,
        words=words,
        letter_no=letter_no,
        previous=previous,
        contact=contact.line,
        head=contact.head,
    )


def opening(receipt: Receipt) -> str:
    """The sentence above the facts."""
    day = receipt.written_at.date()
    return (
        f"Pada hari {day_name(day)} tanggal {day_long(day)} telah diserahkan satu buah USB berisi data pekerja "
        f"rentan {receipt.office_name}, Kecamatan {receipt.subdistrict}, kepada Dinperinnaker Kabupaten "
        f"{receipt.district}, dengan rincian:"
    )


def facts(receipt: Receipt) -> list[tuple[str, str]]:
    """Label and value, line by line."""
    before = ""
    if receipt.previous is not None:
        number, day = receipt.previous
        before = f" (sebelumnya ke-{number}, {day_long(day)})"
    return [
        ("Serah terima", f"ke-{receipt.no}{before}"),
        ("Kode kantor", receipt.office_code),
        *_people(receipt),
        ("Ukuran paket", f"{size_text(receipt.size)}, terkunci"),
    ]


def _people(receipt: Receipt) -> list[tuple[str, str]]:
    if receipt.new < 0:
        return [("Pekerja", f"{grouped(receipt.touched)} orang")]
    return [
        ("Pekerja baru", f"{grouped(receipt.new)} orang"),
        ("Data diubah / nonaktif", f"{grouped(receipt.changed)} / {grouped(receipt.left)} orang"),
    ]


def letter_line(receipt: Receipt) -> str:
    """Nomor: as the office typed it, or dots to write on."""
    return f"Nomor: {receipt.letter_no.strip() or _BLANK}"


def spoken(receipt: Receipt) -> str:
    """The whole paper as text, for a screen reader."""
    lines = [letter_line(receipt), opening(receipt), *(f"{label}: {value}." for label, value in facts(receipt))]
    return " ".join(["Berita acara serah terima data.", *lines, f"Kata pencocok: {' '.join(receipt.words)}."])


def file_name(receipt: Receipt) -> str:
    """serah-terima-011-bangkleyan.pdf: office and number, nothing personal."""
    slug = "-".join(receipt.office.lower().split())
    return f"serah-terima-{receipt.no:03d}-{slug}.pdf"


def size_text(size: int) -> str:
    """Bytes → 18,4 MB, in steps of 1,024."""
    if size < 1024:
        return f"{size} B"
    value, unit = size / 1024, "KB"
    if value >= 1024:
        value, unit = value / 1024, "MB"
    return f"{value:.1f} {unit}".replace(".", ",")
