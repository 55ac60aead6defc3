"""Proof, card and notice as they come out of the printer."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from gui.printing.card import HEIGHT, PER_SHEET, WIDTH, card_document
from gui.printing.notice import notice_document
from gui.printing.office import PaperOffice, office_on_paper
from gui.printing.proof import proof_document
from gui.printing.slip import CORE, RecipientCard, Slip
from gui.printing.slip_code import RECIPIENT, REGISTERED, slip_code
from models.values import Role
from services.contact import OfficeContact
from services.reference import load_reference
from tests.gui.printing.papers import HIGH, WIDE, is_dark, is_grey, margins, painted, pdf_text, shows_qr, text_of
from tests.offices import NOW, VILLAGE

pytestmark = pytest.mark.usefixtures("qapp")

ID = "587fd280-3bab-4c11-9d21-0123456789ab"
LONG = "Raden Ayu Sri Wahyuningsih Kusumaningrum Notonegoro Binti Hadiwijoyo Sastrodirjo"
CONTACT = OfficeContact(
    address="Jl. Raya Sambong No. 12, Kode Pos 58371",
    phone="0296 000000",
    hours="Senin sampai Jumat 08.00–15.00",
    head="Purwanto",
)
SLIP = Slip(
    name="Sutini",
    nik="•••• 9004",
    village="Desa Sambongrejo, Kecamatan Sambong",
    recorded_on=date(2026, 11, 14),
    by="Siti Aminah",
    code=slip_code(REGISTERED, ID, VILLAGE, date(2026, 11, 14)),
)
CARD = RecipientCard(
    name="Sutini",
    nik="•••• 9004",
    village="Desa Sambongrejo",
    terms=(("SK Bupati", "400.5/312/2026"), ("Iuran dibantu", "Januari s.d. Desember 2027")),
    facts=(
        ("Terdata", "14 November 2026"),
        ("Ditetapkan", "21 November 2026"),
        ("Terdaftar di BPJS", "belum tercatat"),
        ("Iuran terbayar s.d.", "belum tercatat"),
    ),
    code=slip_code(RECIPIENT, ID, VILLAGE, date(2026, 11, 21)),
)


def office(code: str = VILLAGE, contact: OfficeContact = CONTACT) -> PaperOffice:
    return office_on_paper(load_reference(), code, Role.VILLAGE, "Siti Aminah", contact)


def kelurahan() -> PaperOffice:
    return office(next(village.code for village in load_reference().villages.values() if village.is_kelurahan))


def test_the_proof_says_what_it_is_and_what_it_is_not(tmp_path: Path) -> None:
    text = text_of(proof_document([SLIP], office(), NOW), tmp_path)
    for wanted in (
        "DESA SAMBONGREJO",
        "Jl. Raya Sambong No. 12, Kode Pos 58371. Telepon 0296 000000",
        "BUKTI PENDAFTARAN PEKERJA RENTAN",
        "Sutini",
        "•••• 9004",
        "14 November 2026",
        "Dicatat oleh Siti Aminah",
        "587F D280 3BAB 38",
        CORE,
        "Menjadi peserta hanya sesudah terdaftar di BPJS Ketenagakerjaan dan iurannya terbayar.",
        "Hasilnya diumumkan di balai desa.",
        "Pendataan ini gratis.",
        "Buka Senin sampai Jumat 08.00–15.00.",
        "Tidak berlaku sebagai kartu peserta.",
    ):
        assert wanted in text, wanted
    assert "lindung" not in text.lower() and "331606" not in text


def test_a_kelurahan_has_its_own_words(tmp_path: Path) -> None:
    text = text_of(proof_document([replace(SLIP, village="Kelurahan X")], kelurahan(), NOW), tmp_path)
    assert "diumumkan di kantor kelurahan" in text and "KELURAHAN" in text and "desa" not in text.lower()
    blank = text_of(notice_document(kelurahan(), NOW), tmp_path)
    assert "Petugas Kelurahan" in blank and "desa" not in blank.lower()


@pytest.mark.parametrize(("people", "pages"), [(1, 1), (2, 1), (3, 2), (41, 21)])
def test_two_proofs_to_a_sheet(people: int, pages: int, tmp_path: Path) -> None:
    document = proof_document([replace(SLIP, name=f"Orang {n}") for n in range(people)], office(), NOW)
    assert document.pages == pages
    text = text_of(document, tmp_path)
    assert text.count("BUKTI PENDAFTARAN") == people
    assert all(f"Orang {n} " in text for n in range(people))


def test_each_proof_has_its_code_and_stays_in_its_half() -> None:
    other = slip_code(REGISTERED, "0" * 32, VILLAGE, date(2026, 11, 14))
    image = painted(proof_document([replace(SLIP, name=LONG), replace(SLIP, code=other)], office(), NOW))
    left, side = WIDE - 240 - 480 + (480 - 29 * 8) / 2, 29 * 8
    for half, code in ((0, SLIP.code), (HIGH // 2, other)):
        top = next(y for y in range(half + 360, half + 600) if is_dark(image, left + 4, y))
        assert shows_qr(image, code.qr_text, left, top, 8)
        assert top + side < half + HIGH // 2
    # Above and below the dashed line to cut along nothing is printed for 4 mm, the long name included.
    for y in (*range(HIGH // 2 - 60, HIGH // 2 - 3), *range(HIGH // 2 + 4, HIGH // 2 + 44)):
        assert not any(is_dark(image, x, y) for x in range(0, WIDE, 3))
    assert is_grey(image)


def test_even_the_longest_lines_leave_the_foot_alone() -> None:
    long = OfficeContact(address="Jalan Raya " * 8, phone="0296 000000 " * 3, hours="Senin " * 15)
    image = painted(
        proof_document([replace(SLIP, name=LONG * 2, by="Siti Aminah Binti Hadi")], office(contact=long), NOW)
    )
    foot = HIGH // 2 - 110
    for y in range(foot - 12, foot):
        assert not any(is_dark(image, x, y) for x in range(0, WIDE, 2))


def test_nothing_lies_where_printers_cannot_print() -> None:
    papers = (
        proof_document([SLIP, SLIP], office(), NOW),
        card_document([CARD] * PER_SHEET, office(), NOW),
        notice_document(office(), NOW, name=LONG, given_on=NOW.date(), officer="Siti Aminah"),
    )
    for paper in papers:
        assert min(margins(painted(paper))) >= 50  # 5 mm


@pytest.mark.parametrize(("people", "pages"), [(1, 1), (8, 1), (9, 2), (38, 5)])
def test_eight_cards_to_a_sheet(people: int, pages: int, tmp_path: Path) -> None:
    document = card_document([replace(CARD, name=f"Orang {n}") for n in range(people)], office(), NOW)
    assert document.pages == pages
    text = text_of(document, tmp_path)
    assert text.count("BUKTI PENERIMA BANTUAN IURAN") == people
    assert text.count("Bukan kartu BPJS.") == people
    assert f"Halaman {pages} dari {pages}" in text


def test_a_card_keeps_the_facts_apart_and_promises_nothing(tmp_path: Path) -> None:
    text = text_of(card_document([CARD], office(), NOW), tmp_path)
    for label, value in (*CARD.terms, *CARD.facts):
        assert f"{label} {value}" in text
    assert "SUTINI" in text and "•••• 9004" in text
    assert "lindung" not in text.lower() and "331606" not in text


@pytest.mark.parametrize("name", ["Sutini", LONG])
def test_a_card_is_as_large_as_a_ktp_with_its_code_inside(name: str) -> None:
    decree = ("SK Bupati", "400.5.4/0312.A/KEP/BUPATI/2026")
    card = replace(CARD, name=name, terms=(decree, ("Iuran dibantu", "September 2026 s.d. September 2027")))
    image = painted(card_document([card] * PER_SHEET, office(), NOW))
    x, y = (WIDE - 2 * WIDTH) / 2, (HIGH - 4 * HEIGHT) / 2
    side = 29 * 5.5
    left, top = x + WIDTH - 34 - side, y + HEIGHT - 24 - side
    assert shows_qr(image, card.code.qr_text, left, top, 5.5)
    for at in (y - 30, y + 4 * HEIGHT + 30):  # marks to cut along, outside the cards
        assert [any(is_light(image, x + n * WIDTH + d, at) for d in (-1, 0, 1)) for n in range(3)] == [True] * 3
    assert is_grey(image)


def is_light(image: object, x: float, y: float) -> bool:
    """A hairline is grey, not black."""
    return image.pixelColor(int(x), int(y)).lightness() < 230  # type: ignore[attr-defined]


def test_the_text_of_a_card_never_touches_its_code(tmp_path: Path) -> None:
    """Nothing dark in the quiet zone, whatever the facts say."""
    facts = tuple((label, "30 September 2026") for label, _ in CARD.facts)
    image = painted(card_document([replace(CARD, name=LONG, facts=facts)], office(), NOW))
    x, y, side = (WIDE - 2 * WIDTH) / 2, (HIGH - 4 * HEIGHT) / 2, 29 * 5.5
    assert shows_qr(image, CARD.code.qr_text, x + WIDTH - 34 - side, y + HEIGHT - 24 - side, 5.5)


def test_the_notice_carries_version_officer_date_and_a_line_to_sign(tmp_path: Path) -> None:
    document = notice_document(office(), NOW, name="Sutini", given_on=date(2026, 11, 20), officer="Siti Aminah")
    text = text_of(document, tmp_path)
    for wanted in (
        "PEMBERITAHUAN PENGOLAHAN DATA PRIBADI",
        CORE,
        "Peraturan Daerah Kabupaten Blora Nomor 9 Tahun 2024",
        "Undang-Undang Nomor 27 Tahun 2022",
        "Ahli waris bisa anak yang belum dewasa",
        "Dukcapil dan Dinsos",
        "pemeriksa",
        "Sambongrejo, 20 November 2026",
        "Tanda tangan atau cap jempol",
        "Siti Aminah",
        "Sutini",
        "Naskah versi 1, berlaku sejak 23 November 2026",
    ):
        assert wanted in text, wanted
    assert document.pages == 1 and "lindung" not in text.lower().replace("pelindungan", "")


def test_a_blank_notice_has_dots_and_no_names(tmp_path: Path) -> None:
    text = text_of(notice_document(office(), NOW), tmp_path)
    assert "Sambongrejo, ......" in text and "Siti Aminah" not in text and "Nama petugas" in text


def test_file_names_name_nobody(tmp_path: Path) -> None:
    assert proof_document([SLIP], office(), NOW).file_name == "bukti-pendaftaran-sambongrejo-1-orang-2026-11-23.pdf"
    assert card_document([CARD], office(), NOW).file_name == "kartu-penerima-sambongrejo-1-orang-2026-11-23.pdf"
    assert notice_document(office(), NOW, name="Sutini").file_name == "pemberitahuan-versi-1.pdf"


def test_what_a_screen_reader_hears() -> None:
    spoken = proof_document([SLIP, SLIP], office(), NOW).spoken
    assert "Nama: Sutini." in spoken and CORE in spoken and "2 bukti" in spoken
    assert "Bukan kartu BPJS." in card_document([CARD], office(), NOW).spoken
    assert proof_document([], office(), NOW).spoken == card_document([], office(), NOW).spoken == ""


def test_the_words_can_be_copied_out_of_the_pdf(tmp_path: Path) -> None:
    from gui.printing.document import save_document

    save_document(tmp_path / "x.pdf", proof_document([SLIP], office(), NOW))
    assert "0123" not in pdf_text(tmp_path / "x.pdf", layout=False)
    assert "587F D280 3BAB 38" in pdf_text(tmp_path / "x.pdf", layout=False)
