"""What papers say about this office: address, telephone, hours, who signs; with the letterhead as it will print."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSizeF, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QWidget

from gui.forms.field import FormField
from gui.language import tr
from gui.pages.settings.office_presenter import OfficeChoices
from gui.pages.settings.rows import setting_row
from gui.printing.office import PaperOffice
from gui.printing.paper import letterhead, on_page
from gui.theme import px
from gui.widgets.button import Button
from gui.widgets.card import Card
from gui.widgets.label import Text
from gui.widgets.layouts import H, V
from gui.widgets.paper import A4, PaperPreview
from gui.widgets.text_input import TextInput
from services.contact import LONGEST, OfficeContact

_TOP = QSizeF(A4.width(), 128)


class PaperSection(QWidget):
    """``contact_chosen(OfficeContact)`` when a line was left. ``notice_wanted``: a blank notice on paper."""

    contact_chosen = Signal(object)
    notice_wanted = Signal()

    def __init__(self, office: PaperOffice) -> None:
        super().__init__()
        self._office = office
        self.address, self.phone = TextInput(), TextInput(width=220)
        self.hours, self.head = TextInput(), TextInput()
        self.inputs = {"address": self.address, "phone": self.phone, "hours": self.hours, "head": self.head}
        self.fields = {
            "address": FormField(tr("Alamat kantor"), self.address, tr("Jalan, nomor, kode pos"), optional=True),
            "phone": FormField(tr("Telepon kantor"), self.phone, tr("Bukan nomor pribadi"), optional=True),
            "hours": FormField(tr("Jam buka"), self.hours, tr("Senin sampai Jumat 08.00–15.00"), optional=True),
            "head": FormField(
                tr("Nama {title}", title=office.head_title), self.head, tr("Untuk kolom Mengetahui"), optional=True
            ),
        }
        for field in self.inputs.values():
            field.setMaxLength(LONGEST)
            field.left.connect(self._on_left)
            field.returnPressed.connect(self._on_left)
            field.textEdited.connect(lambda *_: self._show_head())
        self.paper = PaperPreview(self._paint, size=_TOP, name=tr("Kepala surat"))
        self.notice = Button(tr("Cetak formulir kosong"), icon="printer", on_click=self.notice_wanted.emit)
        self.setLayout(V(self._make_card(), 16, self._make_notice(), None))
        self._show_head()

    def _make_card(self) -> Card:
        self.paper.setFixedHeight(px(132))
        return Card(
            Text(tr("Kantor di kertas"), "h2"),
            2,
            Text(tr("Tercetak di bukti pendaftaran, pemberitahuan, pengumuman dan berita acara."), "small", wrap=True),
            12,
            self.paper,
            16,
            self.fields["address"],
            12,
            H((self.fields["phone"], 0), (self.fields["hours"], 1), spacing=16),
            12,
            self.fields["head"],
            margins=(20, 16, 20, 20),
        )

    def _make_notice(self) -> Card:
        text = tr("Untuk pendataan di rumah warga: diisi dan ditandatangani dengan tangan.")
        return Card(
            Text(tr("Pemberitahuan data pribadi"), "h2"),
            2,
            setting_row(tr("Formulir tanpa nama"), text, self.notice),
            margins=(20, 16, 20, 8),
        )

    def contact(self) -> OfficeContact:
        """The lines as typed."""
        return OfficeContact(**{name: field.text().strip() for name, field in self.inputs.items()})

    def show_office(self, choices: OfficeChoices) -> None:
        """What holds now; a line that is being typed stays."""
        for name, field in self.inputs.items():
            if not field.hasFocus():
                field.setText(getattr(choices.contact, name))
        self._show_head()

    def _on_left(self) -> None:
        self.contact_chosen.emit(self.contact())

    def _show_head(self) -> None:
        self.paper.setAccessibleDescription(f"{self._office.title}. {self.contact().line}")
        self.paper.update()

    def _paint(self, painter: QPainter, page: int) -> None:
        office = self._office
        with on_page(painter, QRectF(0, 0, A4.width(), A4.height())):
            letterhead(painter, office.district, office.subdistrict, office.title, 60, contact=self.contact().line)
