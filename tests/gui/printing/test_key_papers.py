"""The sheets of the key ceremony, the letter with six words, and the paper of a replacement kit."""

from __future__ import annotations

from pathlib import Path

import pytest

from gui.printing.document import save_document
from gui.printing.fingerprint_sheet import fingerprint_document
from gui.printing.key_facts import KeySheet
from gui.printing.key_sheet import key_document
from gui.printing.kit_paper import kit_paper
from gui.printing.office import PaperOffice, office_on_paper
from models.values import Role
from services.reference import load_reference
from services.safekeeping.district_keys import new_district_secrets
from services.safekeeping.paper_keys import PaperKey, lines_of, qr_text, secret_from
from tests.gui.printing.papers import painted, pdf_text, shows_qr, text_of
from tests.offices import DISTRICT, NOW

pytestmark = pytest.mark.usefixtures("qapp")

SECRETS = new_district_secrets()
PRINT = SECRETS.root_print(DISTRICT)
SHEET = KeySheet(
    district="Blora", made_at=NOW, secrets=SECRETS, words=PRINT.words, proofs=(("padi", "kuda"), ("laju", "turi"))
)


def office() -> PaperOffice:
    return office_on_paper(load_reference(), DISTRICT, Role.DISTRICT, "Hendro Prasetyo")


def test_both_sheets_hold_both_keys_and_each_its_own_words(tmp_path: Path) -> None:
    path = tmp_path / "kunci.pdf"
    save_document(path, key_document(SHEET))
    text = pdf_text(path)
    for kind, secret in ((PaperKey.ROOT, SECRETS.root_pem), (PaperKey.RECOVERY, SECRETS.recovery)):
        lines = lines_of(kind, secret)
        assert all(text.count(line) == 2 for line in lines)
        assert secret_from(kind, "\n".join(line for line in lines if line in text)) == secret
    assert text.count(SECRETS.recovery) == 2, "spelled for the age program too"
    assert text.count("Dua kata lembar ini: padi kuda") == 1 == text.count("Dua kata lembar ini: laju turi")
    assert "Lembar 1 dari 2, untuk brankas pertama" in text and "brankas kedua, di gedung lain" in text


def test_the_sheet_can_be_scanned_back() -> None:
    image = painted(key_document(SHEET))
    content = qr_text(PaperKey.ROOT, SECRETS.root_pem)
    found = [(left, top) for left in (260,) for top in range(400, 700) if shows_qr(image, content, left, top, 8.0)]
    assert found


def test_the_sheet_tells_no_secret_in_a_report() -> None:
    assert SECRETS.recovery not in repr(SHEET) and "AGE-SECRET" not in key_document(SHEET).spoken


def test_the_letter_has_six_words_and_nothing_secret(tmp_path: Path) -> None:
    text = text_of(fingerprint_document(office(), PRINT, 3, NOW), tmp_path)
    assert all(word in text for word in PRINT.words) and "Daftar kunci versi 3" in text
    assert "AGE-SECRET" not in text and lines_of(PaperKey.ROOT, SECRETS.root_pem)[0] not in text


def test_the_paper_of_a_replacement_kit(tmp_path: Path) -> None:
    words = ("padi", "kuda", "laju", "turi", "sanu")
    paper = kit_paper(office(), "Desa Sambongrejo, Kecamatan Sambong", words, 1214, NOW)
    text = text_of(paper, tmp_path)
    assert all(word in text for word in words) and "1.214 pekerja" in text
    assert "Desa Sambongrejo" in text and paper.file_name == "payung-kata-pembuka.pdf"
