"""What reading bundles says, wherever it is done. Plain Python."""

from __future__ import annotations

from gui.language import tr


def reading_note() -> str:
    """What stopping leaves behind: bundles go in by twenties, and those that are in stay in."""
    return tr("Yang sudah masuk tetap tersimpan. Membaca lagi melanjutkan dari sini.")


def stopped_reading() -> str:
    """After reading was stopped."""
    return tr("Pembacaan dihentikan. Yang sudah masuk tetap tersimpan. Membaca lagi melanjutkan dari sini.")


def infected_title(names: str) -> str:
    """The yellow banner's title; ``names``: of the sticks."""
    return tr("Stik {name} tampaknya terinfeksi virus pintasan.", name=names)


def infected_advice() -> str:
    """What it means and what not to do (handover.md C7)."""
    return tr("Data Payung aman; jangan buka berkas lain di stik ini dari Explorer.")
