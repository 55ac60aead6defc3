"""The page of a lost laptop: which one, since when it is known, what it held, what to do now."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QGridLayout, QWidget

from gui.format import date_time, number
from gui.forms.choice import Choice
from gui.forms.date_field import DateField
from gui.forms.field import FormField
from gui.language import tr
from gui.page import PageTools
from gui.pages.incident import words
from gui.pages.incident.presenter import IncidentPresenter
from gui.theme import px
from gui.widgets.banner import Banner
from gui.widgets.button import Button
from gui.widgets.card import Card
from gui.widgets.label import Icon, Text
from gui.widgets.layouts import MIDDLE, TOP, Box, H, Rule, V
from gui.widgets.scroll_page import ScrollPage
from gui.widgets.text_input import TextInput
from services.audit.incident import SPECIFIC, Incident

_BESIDE_FROM = 900


class IncidentPage(ScrollPage):
    """``arrive(office=CODE)`` begins with the laptop of that office."""

    def __init__(self, tools: PageTools) -> None:
        self._tools = tools
        super().__init__(
            tr("Laptop hilang"),
            tr("Menghitung data yang ada di laptop itu dan menyiapkan pemberitahuan 3 × 24 jam."),
            breadcrumb=[(tr("Riwayat kantor"), None)],
        )
        self.went_up.connect(tools.go_up)
        self.trouble = Banner("err", tr("Belum berhasil"), "")
        self.trouble.hide()
        self._columns = H((V(self._make_which(), 16, self._make_steps(), None), 1), (self._make_held(), 1), spacing=16)
        self.body.add(self.trouble, self._columns, None)
        self.presenter = IncidentPresenter(self, tools.context, tools.run_for(self))
        self.choice.chosen.connect(self.presenter.choose)
        for field in (self.day, self.clock):
            field.left.connect(self._ask_known)
            field.returnPressed.connect(self._ask_known)
        self.show_incident(None)

    def _make_which(self) -> Card:
        ctx = self._tools.context
        options = [(ctx.office.code, tr("Komputer kabupaten ini"))]
        villages = sorted(ctx.reference.villages.values(), key=lambda each: (each.name, each.subdistrict))
        options += [(each.code, f"{each.name}, {each.subdistrict}") for each in villages]
        self.choice = Choice(options, name=tr("Laptop milik siapa"), placeholder=tr("Ketik nama desa"))
        self.day = DateField(ctx.today, name=tr("Tanggal"), placeholder="")
        self.clock = TextInput(name=tr("Jam"), width=90, placeholder="09.30")
        self.known = FormField(
            tr("Diketahui hilang"),
            self.day,
            tr("Batas 3 × 24 jam dihitung dari sini."),
            side=Box(H(Text(tr("pukul"), "small"), 8, self.clock, None)),
        )
        self._deadline = Text("", "bodyStrong", wrap=True)
        self._deadline_box = Box(H((Icon("clock-fill", "warn", 20), 0, TOP), 10, (self._deadline, 1)))
        self._deadline_box.hide()
        return Card(
            Text(tr("Laptop yang hilang"), "h2"),
            12,
            FormField(tr("Laptop milik siapa"), self.choice),
            16,
            self.known,
            12,
            self._deadline_box,
            margins=(20, 16, 20, 18),
        )

    def _make_held(self) -> Card:
        self._people = Text("", "display", "primaryText")
        self._people_words = Text("", "small", wrap=True)
        self._grid_place = V()
        self._locked = Text("", "small", wrap=True)
        self._until = Text("", "small", wrap=True)
        self._nothing = Text(tr("Pilih dulu laptop milik siapa."), "body", "text2", wrap=True)
        self._filled = Box(
            V(
                self._people,
                2,
                self._people_words,
                14,
                self._grid_place,
                14,
                H((Icon("lock-fill", "ok", 18), 0, TOP), 8, (self._locked, 1)),
                8,
                H((Icon("info-fill", "info", 18), 0, TOP), 8, (self._until, 1)),
            )
        )
        return Card(Text(tr("Yang ada di laptop itu"), "h2"), 10, self._nothing, self._filled, None,
                    margins=(20, 16, 20, 18))  # fmt: skip

    def _make_steps(self) -> Card:
        go = self._tools.open_page
        self.revoke = Button(tr("Buka halaman laptop"), size="s", icon="laptop", on_click=lambda: go("laptops"))
        self.print = Button(tr("Cetak pemberitahuan"), "primary", size="s", icon="printer", on_click=self._print)
        self.replace = Button(tr("Kit pengganti"), size="s", icon="key", on_click=lambda: go("laptops", view="roster"))
        return Card(
            Text(tr("Yang dikerjakan sekarang"), "h2"),
            4,
            _step(1, tr("Cabut laptop itu"), tr("Tulisan dari laptop itu tidak diterima lagi, yang sudah masuk tetap."),
                  self.revoke),
            Rule(),
            _step(2, tr("Beri tahu pemilik data dan lembaga"), tr("Dua lembar, titik-titiknya diisi dengan tangan."),
                  self.print),
            Rule(),
            _step(3, tr("Lapor polisi dan atasan"), tr("Nomor laporannya ditulis di pemberitahuan.")),
            Rule(),
            _step(4, tr("Siapkan laptop pengganti"), tr("Kit pengganti membawa kembali semua yang sudah diserahkan."),
                  self.replace),
            margins=(20, 16, 20, 10),
        )  # fmt: skip

    # from the shell

    def arrive(self, office: str = "", **_: Any) -> None:
        """Begin with that office; without one the choice takes the focus."""
        if office:
            self.choice.set_value(office)
            self.presenter.choose(office)
        elif self.presenter.incident is not None:
            self.presenter.choose(self.presenter.incident.office)
        self.choice.setFocus()

    def resume_at(self) -> dict[str, Any]:
        """The office chosen."""
        return {"office": self.choice.value() or ""}

    # from the presenter

    def show_incident(self, incident: Incident | None) -> None:
        self.trouble.hide()
        self._nothing.setVisible(incident is None)
        self._filled.setVisible(incident is not None)
        self.print.setEnabled(incident is not None)
        if incident is None:
            return
        self._people.setText(words.people_words(incident))
        self._people_words.setText(tr("terdata oleh kantor ini"))
        self._locked.setText(words.locked_words(incident))
        self._until.setText(words.delivered_words(incident))
        self._grid_place.clear()
        self._grid_place.add(_grid(incident))

    def show_deadline(self, known_at: datetime | None, deadline: datetime | None, problem: str) -> None:
        self.known.set_error(problem)
        self._deadline_box.setVisible(deadline is not None)
        if deadline is not None:
            self._deadline.setText(tr("Pemberitahuan paling lambat {when}", when=date_time(deadline)))

    def show_trouble(self, text: str) -> None:
        self.trouble.set_news("err", tr("Belum berhasil"), text)
        self.trouble.show()

    # inside

    def _ask_known(self) -> None:
        if self.day.value() is not None and not self.clock.text().strip():
            return
        self.presenter.ask_known(self.day.value(), self.clock.text())

    def _print(self) -> None:
        from gui.printing.showing import show_incident_notice  # papers are painted seldom and bring much along

        incident = self.presenter.incident
        if incident is not None:
            show_incident_notice(self._tools, self, incident, self.presenter.known_at)

    # sizes

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        beside = event.size().width() >= px(_BESIDE_FROM)
        way = QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom
        if self._columns.direction() != way:
            self._columns.setDirection(way)


def _step(place: int, title: str, text: str, button: Button | None = None) -> QWidget:
    mark = Text(str(place), "h2", "primaryText")
    mark.setFixedWidth(px(22))
    said = V(Text(title, "bodyStrong", wrap=True), 2, Text(text, "small", wrap=True))
    line = H((mark, 0, TOP), 8, (said, 1), margins=(0, 11, 0, 11))
    if button is not None:
        line.add(14, (button, 0, MIDDLE))
    return Box(line)


def _grid(incident: Incident) -> QWidget:
    """Field and how many people have it there; finance is marked as what the law calls specific."""
    grid = QGridLayout()
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(px(16))
    grid.setVerticalSpacing(px(7))
    rows = [
        (f"{name} ({tr('data spesifik')})" if field in SPECIFIC else name, number(incident.fields[field]))
        for field, name in words.field_names().items()
    ]
    rows += [
        (tr("Foto KTP"), words.photo_words(incident)),
        (tr("Keputusan bantuan"), number(incident.decisions)),
        (tr("Bulan iuran terbayar"), number(incident.paid_months)),
        (tr("Laptop kantor itu yang dicabut"), f"{number(incident.revoked)} / {number(incident.laptops)}"),
    ]
    for place, (name, count) in enumerate(rows):
        grid.addWidget(Text(name, "body", "text2", wrap=True), place, 0)
        grid.addWidget(Text(count, "bodyStrong", align=Qt.AlignmentFlag.AlignRight), place, 1)
    grid.setColumnStretch(0, 1)
    holder = QWidget()
    holder.setLayout(grid)
    return holder
