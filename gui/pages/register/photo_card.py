"""The card for the photo of the KTP; there only where the office turned photos on. It is compared by eye."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QImage, QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QFileDialog, QSizePolicy, QWidget

from gui.language import tr
from gui.messages import sentence_for
from gui.page import PageTools
from gui.pages.register.cards import FormCard, put_cursor
from gui.pages.register.draft import Note
from gui.photo_reading import decode, encode, read_picture, turned
from gui.theme import color, px
from gui.widgets.button import Button
from gui.widgets.flow import Flow
from gui.widgets.label import Icon, Text
from gui.widgets.layouts import TOP, Box, H, V
from gui.widgets.painting import draw_icon, rounded, smooth
from services.errors import AppError, Cancelled
from services.workers.photos import PhotoChange, drop_photo, read_photo, save_photo, undo_photo

_WIDE, _HIGH = 236, 149  # a KTP is 85.6 x 54 mm


@dataclass(frozen=True, slots=True)
class _Made:
    """A picture as shown and as it would be kept."""

    image: QImage
    jpeg: bytes


class KtpPicture(QWidget):
    """The picture, or an empty frame of a KTP's shape. ``dropped(Path)``: a file was dropped on it."""

    dropped = Signal(Path)

    def __init__(self) -> None:
        super().__init__()
        self._image = QImage()
        self.setAcceptDrops(True)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(tr("Foto KTP"))
        self.show_image(None)

    def show_image(self, image: QImage | None) -> None:
        """Show a picture, or that there is none."""
        self._image = image if image is not None else QImage()
        self.setAccessibleDescription("" if image is not None else tr("Belum ada foto"))
        self.update()

    def image(self) -> QImage:
        """What is shown."""
        return self._image

    def restyle(self) -> None:
        """Take the size anew."""
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        return QSize(px(_WIDE), px(_HIGH))

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if len(event.mimeData().urls()) == 1 and event.mimeData().urls()[0].isLocalFile():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        self.dropped.emit(Path(event.mimeData().urls()[0].toLocalFile()))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = smooth(self)
        rounded(painter, self.rect(), px(8), "sunken", "border")
        if self._image.isNull():
            draw_icon(painter, QRectF(self.rect()), "id-card", "text3", 40)
            return
        self._paint_image(painter)

    def _paint_image(self, painter: QPainter) -> None:
        room = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        size = self._image.size().scaled(room.size().toSize(), Qt.AspectRatioMode.KeepAspectRatio)
        target = QRectF(0, 0, size.width(), size.height())
        target.moveCenter(room.center())
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        corners = QPainterPath()
        corners.addRoundedRect(room, px(7), px(7))
        painter.setClipPath(corners)
        painter.fillRect(target, color("paper"))
        painter.drawImage(target, self._image)


class PhotoCard(FormCard):
    """``open`` shows somebody's photo, ``start`` none; ``keep`` writes what was chosen once the person is saved.

    What is picked lives in memory until then; a draft does not hold it.
    """

    def __init__(self, tools: PageTools) -> None:
        super().__init__(tr("Foto KTP"), tr("Tersimpan terkunci di komputer ini"))
        self._ctx, self._run, self._publish = tools.context, tools.run_for(self), tools.publish
        self._last: PhotoChange | None = None
        self._worker_id = ""
        self._made: _Made | None = None
        self._kept = False
        self._changed = False
        self._busy = False
        self.picture = KtpPicture()
        self.pick = Button(tr("Pilih foto"), icon="camera", size="s", on_click=self._ask_file)
        self.turn = Button(tr("Putar"), "ghost", icon="rotate", size="s", on_click=self._turn)
        self.remove = Button(tr("Hapus foto"), "ghost", icon="trash", size="s", on_click=self._remove)
        self.back = Button(tr("Urungkan"), "ghost", icon="undo", size="s", on_click=self._go_back)
        self._icon = Icon("info", "text2", 18)
        self._state = Text("", "bodyStrong", wrap=True)
        self._hint = Text("", "small", wrap=True)
        buttons = Flow(8)
        for button in (self.pick, self.turn, self.remove, self.back):
            buttons.addWidget(button)
        words = V(
            H((self._icon, 0, TOP), 8, (self._state, 1)),
            2,
            self._hint,
            12,
            buttons,
            None,
        )
        self.body.add(Box(H((self.picture, 0, TOP), 20, (words, 1))))
        self.picture.dropped.connect(self.take)
        self.start()

    # whose photo

    def start(self) -> None:
        """Nobody yet: an empty frame."""
        self._worker_id, self._made, self._kept, self._changed = "", None, False, False
        self._tell()

    def open(self, worker_id: str) -> None:
        """Load the photo that is kept for somebody."""
        self.start()
        self._worker_id = worker_id
        ctx = self._ctx

        def job(_: object) -> _Made | None:
            kept = read_photo(ctx, worker_id)
            return None if kept is None else _Made(decode(kept.jpeg), kept.jpeg)

        def ready(made: _Made | None) -> None:
            if self._worker_id == worker_id and not self._changed:
                self._made, self._kept = made, made is not None
                self._tell()

        self._run(job, ready, self._on_trouble)

    def is_changed(self) -> bool:
        """Whether a photo was picked, turned or taken away since it was shown."""
        return self._changed

    def has_photo(self) -> bool:
        """Whether one is shown."""
        return self._made is not None

    def keep(self, worker_id: str) -> None:
        """The person was saved: keep what was chosen. Nothing chosen, nothing happens."""
        if not self._changed:
            return
        ctx, made = self._ctx, self._made
        self._worker_id, self._changed = worker_id, False

        def job(_: object) -> PhotoChange:
            return drop_photo(ctx, worker_id) if made is None else save_photo(ctx, worker_id, made.jpeg)

        def ready(change: PhotoChange) -> None:
            self._last = change
            self._publish(change.changes)
            if self._worker_id == worker_id:
                self._kept = made is not None
                self._tell()

        def failed(error: AppError) -> None:
            self._changed = self._worker_id == worker_id
            self._on_trouble(error)

        self._run(job, ready, failed, cancellable=False)

    # choosing

    def take(self, path: Path) -> None:
        """Read a file; what is no photo is refused with a sentence and changes nothing."""

        def job(_: object) -> _Made:
            image = read_picture(path)
            return _Made(image, encode(image))

        self._work(job)

    def _ask_file(self) -> None:
        chosen, _ = QFileDialog.getOpenFileName(
            self, tr("Pilih foto KTP"), "", f"{tr('Foto')} (*.jpg *.jpeg *.png *.JPG *.JPEG *.PNG)"
        )
        if chosen:
            self.take(Path(chosen))

    def _turn(self) -> None:
        made = self._made
        if made is not None:

            def job(_: object) -> _Made:
                image = turned(made.image)
                return _Made(image, encode(image))

            self._work(job)

    def _work(self, job: Any) -> None:
        self._busy = True
        self._tell()
        self._run(job, self._on_made, self._on_trouble, pool="file")

    def _remove(self) -> None:
        self._made, self._changed = None, True
        self._tell()
        self.changed.emit("photo")
        self.pick.setFocus()

    def _go_back(self) -> None:
        """What was chosen is dropped; with nothing chosen, the photo before the last change comes back."""
        worker_id, last = self._worker_id, self._last
        if self._changed or last is None:
            self._changed = False
            self.open(worker_id) if worker_id else self.start()
            self.changed.emit("photo")
            return
        ctx = self._ctx

        def ready(change: PhotoChange) -> None:
            self._last = None
            self._publish(change.changes)
            self.open(worker_id)

        self._run(lambda _: undo_photo(ctx, last), ready, self._on_trouble, cancellable=False)

    def _can_go_back(self) -> bool:
        return self._changed or (self._last is not None and self._last.worker_id == self._worker_id)

    def _on_made(self, made: _Made) -> None:
        self._made, self._kept, self._changed, self._busy = made, False, True, False
        self._tell()
        self.changed.emit("photo")

    def _on_trouble(self, error: AppError) -> None:
        self._busy = False
        self._tell()
        if not isinstance(error, Cancelled):
            self._say("warning-octagon-fill", "err", sentence_for(error), "")

    # what is said

    def _tell(self) -> None:
        self.picture.show_image(self._made.image if self._made else None)
        self.pick.set_text(tr("Ganti foto") if self._made else tr("Pilih foto"))
        for button in (self.turn, self.remove):
            button.setVisible(self._made is not None)
        self.back.setVisible(self._can_go_back())
        self.back.set_text(tr("Urungkan") if self._changed else tr("Kembalikan yang lama"))
        for button in (self.pick, self.turn, self.remove, self.back):
            button.setEnabled(not self._busy)
        if self._busy:
            self._say("busy", "text2", tr("Membaca foto…"), "")
        elif self._made is None:
            gone = tr("Foto dihapus saat isian ini disimpan.") if self._changed else tr("Belum ada foto")
            self._say("info", "text2", gone, tr("Boleh kosong. JPG atau PNG, dari HP atau pemindai."))
        elif self._kept:
            self._say("check-circle-fill", "ok", tr("Foto tersimpan. Bandingkan dengan KTP."), self._compare())
        else:
            self._say("info-fill", "info", tr("Foto tersimpan saat isian ini disimpan."), self._compare())

    @staticmethod
    def _compare() -> str:
        return tr("Bandingkan NIK dan nama di foto dengan yang diketik.")

    def _say(self, glyph: str, tint: str, title: str, hint: str) -> None:
        self._icon.set_icon(glyph, tint)
        self._state.setText(title)
        self._state.set_color("err" if tint == "err" else None)
        self._hint.setText(hint)
        self._hint.setVisible(bool(hint))

    def said(self) -> str:
        """The sentence beside the picture."""
        return self._state.text()

    # as a card of the form: the photo is no field of it

    def values(self) -> dict[str, object]:
        return {}

    def fill(self, values: Mapping[str, Any]) -> None:
        """Nothing: see ``open``."""

    def typed(self) -> dict[str, Any]:
        return {}

    def retype(self, typed: Mapping[str, Any]) -> None:
        """Nothing: a draft holds no photo."""

    def show_notes(self, notes: Mapping[str, Note]) -> None:
        """Nothing is wrong with having no photo."""

    def place_of(self, widget: QWidget) -> str:
        return "photo" if self.isAncestorOf(widget) else ""

    def focus_place(self, place: str) -> QWidget | None:
        return put_cursor(self.pick) if place == "photo" else None

    def first(self) -> QWidget:
        return self.pick

    def focus_field(self, name: str) -> QWidget:
        return put_cursor(self.pick)
