"""Keys and laptops at the district: three views, requests out, ``show_*`` in."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QDialog, QFileDialog, QWidget

from gui.format import number
from gui.indonesian import village_title
from gui.language import tr
from gui.page import PageTools, Tone
from gui.pages.laptops.dialogs import ReplacementDialog, ask_extend, ask_revoke, ask_turn_away
from gui.pages.laptops.door_view import DoorView
from gui.pages.laptops.facts import Facts, LaptopRow
from gui.pages.laptops.keys_view import KeysView
from gui.pages.laptops.presenter import LaptopsPresenter
from gui.pages.laptops.roster_view import RosterView
from gui.pages.laptops.rotation import Rotation
from gui.pages.laptops.safe_dialogs import RecoveryDialog, RotateDialog
from gui.printing.document import Document
from gui.printing.office import paper_office
from gui.sticks.around import FindSticks, Place
from gui.sticks.release_card import ReleaseCard
from gui.theme import px
from gui.widgets.banner import Banner
from gui.widgets.layouts import H
from gui.widgets.scroll_page import ScrollPage
from gui.widgets.segment import Segment
from services.changes import Changes
from services.handover.ejecting import Released
from services.handover.passphrase_file import WORK
from services.handover.replacing_laptop import ReplacementKit

DOOR, ROSTER, KEYS = "door", "roster", "keys"


class LaptopsPage(ScrollPage):
    """``arrive(view="door")``: which of door, roster and keys.

    ``work``: of a replacement kit's words, ``find``: which sticks are plugged in, for tests.
    """

    def __init__(self, tools: PageTools, work: int = WORK, find: FindSticks | None = None) -> None:
        super().__init__(tr("Kunci & laptop"), tr("Laptop mana yang menulis untuk desa mana, dan kunci kabupaten"))
        self._tools = tools
        self._facts: Facts | None = None
        self.views = Segment([(DOOR, tr("Menunggu izin")), (ROSTER, tr("Semua laptop")), (KEYS, tr("Kunci kabupaten"))])
        self.views.setAccessibleName(tr("Kunci & laptop"))
        self.views.setMinimumWidth(px(480))
        self.door, self.roster, self.keys = DoorView(), RosterView(), KeysView()
        self.news = Banner("warn", "-", action=tr("Tutup"))
        self.news.action_clicked.connect(self.news.hide)
        self.news.hide()
        self.written = ReleaseCard()
        self.written.hide()
        self._came = False
        self._kept: QWidget | None = None
        self._areas: dict[str, QWidget] = {DOOR: self.door, ROSTER: self.roster, KEYS: self.keys}
        self.body.add(H(self.views, None), self.news, self.written, *self._areas.values(), None)
        self.presenter = LaptopsPresenter(self, tools.context, tools.run_for(self), tools.publish, work, find)
        self._connect()
        self._show_view(DOOR)

    def _connect(self) -> None:
        ask = self.presenter
        self.views.changed.connect(self._show_view)
        self.door.admitted.connect(ask.admit)
        self.door.all_admitted.connect(ask.admit_all)
        self.door.refused.connect(self._turn_away)
        self.roster.searched.connect(ask.search)
        self.roster.revoked.connect(lambda row: ask_revoke(self, row) and ask.revoke(row.device))
        self.roster.extended.connect(lambda row: ask_extend(self, row) and ask.extend(row.device))
        self.roster.replaced.connect(self._replace)
        self.written.wanted.connect(ask.release)
        self.keys.letter_wanted.connect(self._show_letter)
        self.keys.rotate_wanted.connect(self._rotate)
        self.keys.recovery_wanted.connect(self._recover)

    # From the shell

    def arrive(self, view: str = "", **_: Any) -> None:
        """Load what is due and show the view that was asked for."""
        if view in self._areas:
            self.views.set_value(view)
            self._show_view(view)
        self._came = True
        self.presenter.load()
        self._fit()
        self._focus()

    def resume_at(self) -> dict[str, Any]:
        """The view shown."""
        return {"view": self.views.value()}

    def refresh(self, changes: Changes) -> None:
        """What other pages' commands touched."""
        self.presenter.refresh(changes)

    # From the presenter

    def show_facts(self, facts: Facts) -> None:
        self._fit()
        first, came, here = self._facts is None, self._came, self._holds_focus()
        self._came = False
        self._facts = facts
        self.door.show_rows(facts.waiting)
        self.keys.show_root(facts.root)
        waiting = len(facts.waiting)
        self.views.buttons()[0].setAccessibleDescription(tr("{count} laptop menunggu", count=number(waiting)))
        if first and not waiting and self.views.value() == DOOR:
            self.views.set_value(ROSTER)
            self._show_view(ROSTER)
            self._focus()
        elif came or (here and not self._holds_focus()):  # the table that had it gave way to «nobody waits»
            self._focus()

    def show_rows(self, rows: Sequence[LaptopRow], text: str) -> None:
        self.roster.show_rows(rows, text)

    def show_done(self, text: str, tone: Tone = "ok") -> None:
        self.news.hide()
        self._tools.notify(text, tone)

    def show_trouble(self, text: str) -> None:
        self.news.set_news("warn", tr("Belum selesai"), text, tr("Tutup"))
        self.news.show()
        self.reveal(self.news)

    def show_busy(self, busy: bool) -> None:
        if busy:
            self._kept = self.window().focusWidget() if self._holds_focus() else None
            self.written.hide()
        for area in self._areas.values():
            area.setEnabled(not busy)
        if not busy and self._kept is not None and not self._holds_focus():
            self._kept.setFocus()
            if not self._holds_focus():
                self._focus()

    def show_replacement(self, kit: ReplacementKit, revoked: bool, place: Place | None) -> None:
        """The two files are on the stick: print the words, and say so where they can be read again once."""
        text = self.written_text(revoked=revoked)
        self.show_done(text)
        if place is not None and place.stick.removable:
            self.show_written(place, text)
        self._print_words(kit)

    @staticmethod
    def written_text(*, revoked: bool) -> str:
        """What was done."""
        cut = tr("Laptop lama sudah dicabut.") if revoked else ""
        return tr("Kit pengganti ditulis. {cut}", cut=cut).strip()

    def show_written(self, place: Place, text: str) -> None:
        """A stick that was written to: the way to take it out."""
        self.written.show_written(place, text)
        self.written.show()
        self.reveal(self.written)

    def show_releasing(self) -> None:
        self.written.show_releasing()

    def show_released(self, released: Released) -> None:
        self.written.show_released(released)
        self._focus()

    def show_not_released(self, text: str) -> None:
        self.written.show_not_released(text)
        self.written.button.setFocus()

    @property
    def facts(self) -> Facts | None:
        """What is shown; None before it was read."""
        return self._facts

    # From the person

    def _turn_away(self, device: str) -> None:
        name = next((row.name for row in self._facts.waiting if row.device == device), "") if self._facts else ""
        if ask_turn_away(self, name):
            self.presenter.turn_away(device)

    def _replace(self, row: LaptopRow) -> None:
        dialog = ReplacementDialog(self, row)
        try:
            if dialog.exec() != QDialog.DialogCode.Accepted:
                return
            folder = QFileDialog.getExistingDirectory(self, tr("USB untuk kit pengganti"))
            if folder:
                self.presenter.replace(row.office, Path(folder), row.device if dialog.revoke() else "")
        finally:
            dialog.deleteLater()

    def _print_words(self, kit: ReplacementKit) -> None:
        from gui.printing.showing import show_document  # the printing plug-ins are slow to load

        run = self._tools.run_for(self)
        run(
            lambda _: self.words_paper(kit),
            lambda document: show_document(self._tools, self, document, 0),
            lambda error: self.show_trouble(str(error.code)),
        )

    def words_paper(self, kit: ReplacementKit) -> Document:
        """The paper with the words of a kit. Touches no widget."""
        from gui.printing.kit_paper import kit_paper

        ctx = self._tools.context
        village = ctx.reference.villages[kit.office]
        name = f"{village_title(village.name, village.is_kelurahan)}, Kecamatan {village.subdistrict}"
        return kit_paper(paper_office(ctx), name, kit.words, kit.people, ctx.now())

    def _show_letter(self) -> None:
        from gui.printing.fingerprint_sheet import fingerprint_document
        from gui.printing.showing import show_document  # the printing plug-ins are slow to load

        if self._facts is None:
            return
        ctx, root = self._tools.context, self._facts.root
        run = self._tools.run_for(self)
        run(
            lambda _: fingerprint_document(paper_office(ctx), root.print, root.version, ctx.now()),
            lambda document: show_document(self._tools, self, document, 0),
            lambda error: self.show_trouble(str(error.code)),
        )

    def _rotate(self) -> None:
        if self._facts is None:
            return
        dialog = self.make_rotate_dialog(self._facts)
        try:
            if dialog.exec() == QDialog.DialogCode.Accepted:
                wanted = dialog.rotation.wanted()
                self.presenter.rotate(wanted.root_pem, wanted.leave_out, wanted.recovery)
        finally:
            dialog.rotation.forget()
            dialog.deleteLater()

    def make_rotate_dialog(self, facts: Facts) -> RotateDialog:
        """The dialog for another list of keys, not yet shown."""
        ctx = self._tools.context
        district = ctx.reference.district_name.removeprefix("Kabupaten ")
        rotation = Rotation(facts.root, district, ctx.now, secrets.randbelow)
        return RotateDialog(self, rotation, facts.root, self._tools.run_for(self))

    def _recover(self) -> None:
        dialog = RecoveryDialog(self)
        try:
            if dialog.exec() != QDialog.DialogCode.Accepted:
                return
            folder = QFileDialog.getExistingDirectory(self, tr("Folder dengan paket desa"))
            if folder:
                self.presenter.read_with_recovery(dialog.secret(), Path(folder))
        finally:
            dialog.deleteLater()

    # Inside

    def _show_view(self, view: str) -> None:
        for name, area in self._areas.items():
            area.setVisible(name == view)
        self.scroll.verticalScrollBar().setValue(0)
        self._fit()

    def _focus(self) -> None:
        view = self.views.value()
        table = {DOOR: self.door.table, ROSTER: self.roster.table}.get(view)
        target: QWidget = self.keys.letter if table is None else table
        if table is not None and table.isHidden():  # an empty state stands in for it
            target = next(button for button in self.views.buttons() if button.isChecked())
        target.setFocus()

    def _holds_focus(self) -> bool:
        """Whether the keyboard is on this page, on something that can be seen."""
        here = self.window().focusWidget()
        return here is not None and self.isAncestorOf(here) and here.isVisibleTo(self) and here.isEnabled()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        room = self.scroll.viewport().height() - px(96)
        self.door.set_room(room)
        self.roster.set_room(room)
