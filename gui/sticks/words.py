"""What reading bundles says, wherever it is done. Plain Python."""

from __future__ import annotations

from gui.language import tr


def reading_note() -> str:
    """What stopping leaves behind: bundles go in by twenties, and those that are in stay in."""
    return tr("Yang sudah masuk tetap tersimpan. Membaca lagi melanjutkan dari sini.")


def stopped_reading() -> str:
    """After reading was stopped."""
    return tr("Pembacaan dihentikan. Yang sudah masuk tetap tersimpan. Membaca lagi melanjutkan dari sini.")
