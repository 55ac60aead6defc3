"""One person through the real registration form, by keys alone, as an officer does it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget

from gui.language import tr
from gui.offscreen import settle
from gui.pages.register.heirs_card import relationship_words
from gui.window import MainWindow
from services.context import AppContext
from services.practice.story import StoryFailed
from services.reference import Reference
from services.workers.queries import find_by_nik, get_worker
from services.workers.records import Heir, WorkerForm

_MOST_FIELDS = 60
_COMPARED = "nik full_name birth_date sex address rt rw occupation_code monthly_income heirs".split()


def type_person(window: MainWindow, form: WorkerForm, reference: Reference, filled: Callable[[], None]) -> None:
    """Into the empty form on screen: type what is known of this person field by field, save with Ctrl+Enter.

    ``filled``: called before saving, while everything stands in the form. Raises StoryFailed when a field is
    never reached, and when the register then does not hold what was typed.
    """
    assert window.office is not None
    _fill(window, answers(form, reference))
    _press(
        _focus(window), Qt.Key.Key_1, Qt.KeyboardModifier.AltModifier
    )  # back to the top, where a person looks over it
    settle(window)
    filled()
    _press(_focus(window), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    settle(window)
    _check(window.office.context, form)


def answers(form: WorkerForm, reference: Reference) -> dict[str, str]:
    """Name of a field as a screen reader says it → what is typed there. NIK fills sex and birth date by itself."""
    income = "" if form.monthly_income is None else str(form.monthly_income)
    typed = {
        "NIK": form.nik,
        tr("Nama lengkap sesuai KTP"): form.full_name,
        tr("Tempat lahir"): form.birth_place,
        tr("Nama ibu kandung"): form.mother_name,
        tr("Nomor HP / WhatsApp"): form.phone,
        tr("Alamat sesuai KTP"): form.address,
        "RT": form.rt,
        "RW": form.rw,
        tr("Dukuh / dusun"): form.hamlet,
        tr("Jenis pekerjaan"): reference.occupations[form.occupation_code].label,
        tr("Tempat / lokasi kerja"): form.workplace,
        tr("Penghasilan rata-rata sebulan"): income,
        tr("Jam mulai"): form.work_start,
        tr("Jam selesai"): form.work_end,
        tr("Nomor kartu keluarga (KK)"): form.kk_number,
        **(_heir(form.heirs[0]) if form.heirs else {}),
        tr("Pemberitahuan sudah dibacakan atau diserahkan"): " ",
    }
    return {name: text for name, text in typed.items() if text}


def _heir(heir: Heir) -> dict[str, str]:
    def name(what: str) -> str:
        return tr("{what} ahli waris ke-{number}", what=what, number=1)

    relation = dict(relationship_words())[heir.relationship.value]
    typed = {tr("Nama"): heir.name, tr("Hubungan"): relation, "NIK": heir.nik, tr("No. HP"): heir.phone}
    return {name(what): text for what, text in typed.items()}


def _fill(window: MainWindow, typed: Mapping[str, str]) -> None:
    """Walk the form with Enter, and answer each field where the focus arrives."""
    left = dict(typed)
    for _ in range(_MOST_FIELDS):
        here = _focus(window)
        if (text := left.pop(here.accessibleName(), None)) is not None:
            QTest.keyClicks(here, text)
            settle(window)
        if not left:
            return
        presses = isinstance(here, QAbstractButton) and not here.isCheckable()
        _press(here, Qt.Key.Key_Tab if presses else Qt.Key.Key_Return)
        settle(window)
    raise StoryFailed("tour.form_fields", fields=", ".join(left))


def _press(widget: QWidget, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    QTest.keyClick(widget, key, modifier)


def _focus(window: MainWindow) -> QWidget:
    widget = QApplication.focusWidget()
    return window if widget is None else widget


def _check(ctx: AppContext, form: WorkerForm) -> None:
    found = find_by_nik(ctx, form.nik)
    if found is None:
        raise StoryFailed("tour.form")
    kept = get_worker(ctx, found.id).form
    wanted = replace(form, heirs=form.heirs[:1])
    differing = [name for name in _COMPARED if getattr(kept, name) != getattr(wanted, name)]
    if differing:
        raise StoryFailed("tour.form_differs", fields=", ".join(differing))
