"""What to do before a picture of this page is taken. The page is handed in, so Qt stays out of importing this."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from services.context import AppContext

_AT_DOOR = 3
_PASSPHRASE = "kerbau lampu sore kelapa"
_EASY = 4  # work of a kit's words: nothing real lies in these


def prepare_screenshot(page: Any, tools: Any) -> None:
    """Laptops that brought their first bundle and wait to be let in."""
    from services.handover.admitting import waiting_laptops

    if not waiting_laptops(tools.context):
        with TemporaryDirectory(prefix="payung-pintu-", ignore_cleanup_errors=True) as folder:
            _bring_laptops(tools.context, Path(folder))
    page.arrive(view="door")


def _bring_laptops(district: AppContext, folder: Path) -> None:
    """Real villages set up with real kits: each registers people, hands over, and the district reads the stick."""
    from services import startup
    from services.handover.handing_over import hand_over
    from services.handover.incoming import receive
    from services.handover.kits import make_kits
    from services.handover.laptops import laptops
    from services.practice.people import invent_people
    from services.safekeeping.keyfile import MINIMUM
    from services.workers.commands import register_workers

    known = {each.office for each in laptops(district)}
    codes = [code for code in sorted(district.reference.villages) if code not in known][:_AT_DOOR]
    stick = folder / "usb"
    stick.mkdir()
    doors = startup.Doors(now=district.now, kdf=MINIMUM, anchors=folder / "penanda")
    for seed, kit in enumerate(make_kits(district, codes, folder / "kit"), 1):
        data = folder / kit.office
        made = startup.set_up_village(data, kit.office, "Siti Aminah", _PASSPHRASE, kit.path, doors=doors)
        people = invent_people(seed, 20 * seed, district.reference, district.today(), [kit.office])
        register_workers(made.context, [each.form for each in people])
        hand_over(made.context, stick)
        startup.close(made.context)
    receive(district, [stick])


def _roster(page: Any, tools: Any) -> None:
    page.arrive(view="roster")


def _keys(page: Any, tools: Any) -> None:
    page.arrive(view="keys")


def _replace(page: Any, tools: Any) -> None:
    from gui.pages.laptops.dialogs import STOLEN, ReplacementDialog

    page.arrive(view="roster")
    dialog = ReplacementDialog(page, _used(page))
    dialog.reason.set_value(STOLEN)
    dialog.reason.changed.emit(STOLEN)
    _show(page, dialog)


def _revoke(page: Any, tools: Any) -> None:
    from gui.pages.laptops.dialogs import revoke_question

    _show(page, revoke_question(page, _used(page)))


def _rotate(page: Any, tools: Any) -> None:
    from PySide6.QtCore import QCoreApplication

    page.arrive(view="keys")
    while tools.tasks.busy:  # what it loads would take the focus back from the dialog
        QCoreApplication.processEvents()
    dialog = page.make_rotate_dialog(page.facts)
    dialog.recovery.setChecked(True)
    _show(page, dialog)


def _recovery(page: Any, tools: Any) -> None:
    from gui.pages.laptops.safe_dialogs import RecoveryDialog

    _show(page, RecoveryDialog(page))


def _words(page: Any, tools: Any) -> None:
    """The paper with the five words of a replacement kit that was just made."""
    from gui.printing.preview import PreviewDialog
    from services.handover.replacing_laptop import make_replacement_kit

    page.arrive(view="roster")
    with TemporaryDirectory(prefix="payung-kit-", ignore_cleanup_errors=True) as folder:
        kit = make_replacement_kit(tools.context, _used(page).office, Path(folder), work=_EASY)
    _show(page, PreviewDialog(page, page.words_paper(kit)))


def _written(page: Any, tools: Any) -> None:
    """After a kit was written to a stick: the way to take it out."""
    from dataclasses import replace

    from gui.sticks.around import Place
    from services.handover.stick_places import Stick

    _put_away(page)
    with TemporaryDirectory(prefix="payung-usb-") as folder:
        stick = replace(Stick.for_folder(Path(folder)), label="DINPERINNAKER", removable=True)
        page.show_written(Place(stick), page.written_text(revoked=True))


def _used(page: Any) -> Any:
    """The first laptop of a village that can be revoked."""
    return next(row for row in page.facts.laptops if row.may_be_revoked)


def _show(page: Any, dialog: Any) -> None:
    """In the middle of the window and as a part of it: a picture is of the window alone."""
    from PySide6.QtCore import Qt
    from PySide6.QtWidgets import QGraphicsDropShadowEffect

    _put_away(page)
    window, first = page.window(), dialog.focusWidget()
    dialog.setParent(window, Qt.WindowType.Widget)
    dialog.setAutoFillBackground(True)
    dialog.setObjectName("dialog-on-picture")
    dialog.adjustSize()
    dialog.move((window.width() - dialog.width()) // 2, (window.height() - dialog.height()) // 2)
    dialog.show()
    dialog.raise_()
    shadow = QGraphicsDropShadowEffect(dialog)
    shadow.setBlurRadius(64)
    dialog.setGraphicsEffect(shadow)
    if first is not None:
        first.setFocus()


def _put_away(page: Any) -> None:
    from PySide6.QtWidgets import QDialog

    for shown in page.window().findChildren(QDialog, "dialog-on-picture"):
        shown.hide()
        shown.deleteLater()


SHOTS: dict[str, Callable[[Any, Any], None]] = {
    "semua": _roster,
    "kunci": _keys,
    "ganti": _replace,
    "cabut": _revoke,
    "daftar": _rotate,
    "pemulihan": _recovery,
    "kata": _words,
    "ditulis": _written,
}
