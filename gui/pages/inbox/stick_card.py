"""The card at the right: the stick in the port, its bundles, and the one button that merges them."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QSizePolicy, QWidget

from gui.format import file_size, number
from gui.language import tr
from gui.pages.inbox.stick_facts import BundleLine, OtherStick, StickContent
from gui.pages.inbox.words import bundle_note, bundle_size
from gui.sticks.words import infected_advice, infected_title
from gui.theme import px
from gui.widgets.banner import Banner
from gui.widgets.button import Button
from gui.widgets.card import Panel
from gui.widgets.check import Check
from gui.widgets.label import Icon, IconTile, Text
from gui.widgets.layouts import MIDDLE, TOP, Box, H, Rule, V
from gui.widgets.scroll_page import make_scroll

_WIDTH = 302
QWIDGETSIZE_MAX = (1 << 24) - 1


class _BundleRow(QWidget):
    """One bundle. ``ticked``: somebody chose or left it out."""

    ticked = Signal()

    def __init__(self, line: BundleLine) -> None:
        super().__init__()
        self.line = line
        note, tint = bundle_note(line)
        self.check = Check()
        self.check.setChecked(not line.known)
        self.check.setEnabled(not line.known)
        self.check.setAccessibleName(f"{line.village}, {note}")
        self.check.toggled.connect(lambda *_: self.ticked.emit())
        glyph, color = _mark(line)
        broken = bool(line.problem)
        words = V(
            Text(line.village, "bodyStrong", elide=True), Text(note, "caption", tint, wrap=broken, elide=not broken)
        )
        row = H((self.check, 0, MIDDLE), (words, 1), (Text(bundle_size(line), "caption"), 0, MIDDLE), spacing=10)
        row.add((Icon(glyph, color, 16), 0, MIDDLE))
        row.set_margins((0, 6, 2, 6))
        self.setLayout(row)


def _mark(line: BundleLine) -> tuple[str, str]:
    if line.problem:
        return "warning-octagon-fill", "err"
    if line.known:
        return "check-circle", "text3"
    return ("warning-fill", "warn") if line.gap else ("lock-key-fill", "ok")


class StickCard(Panel):
    """``merge_wanted``: files to take in. ``folder_wanted``: choose a folder. ``put_away``: back to the sticks.

    ``stick_wanted(Path)``: another of several sticks.
    """

    merge_wanted = Signal(list)
    folder_wanted = Signal()
    put_away = Signal()
    stick_wanted = Signal(object)

    def __init__(self) -> None:
        self._content: StickContent | None = None
        self._rows: list[_BundleRow] = []
        self._title, self._count = Text("", "h2", elide=True), Text("", "caption", wrap=True)
        self._back = Button(
            "", "ghost", icon="x", size="s", name=tr("Tutup folder"), on_click=lambda: self.put_away.emit()
        )
        self._icon = Icon("usb-fill", "accentText", 24)
        self._head = Box(
            H(
                (self._icon, 0, MIDDLE),
                10,
                (V(self._title, 1, self._count), 1),
                (self._back, 0, TOP),
                margins=(16, 13, 10, 10),
            )
        )
        self._list = V(margins=(16, 2, 14, 4))
        self.warning = Banner("warn", "-")
        self._warning = Box(V(self.warning, margins=(12, 10, 12, 2)))
        self.others: list[Button] = []
        self._others = V(margins=(16, 0, 16, 6))
        self._others_box = Box(self._others)
        self.merge = Button("", "primary", icon="merge", keycap="F9", on_click=lambda: self.ask_merge())
        self.merge.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._foot = Box(V(self._promise(), 10, H((self.merge, 1)), margins=(16, 12, 16, 14)))
        self._rules = (Rule(), Rule())
        self._nothing = self._make_nothing()
        area = make_scroll(Box(V(self._list, None)))
        self._filled = Box(
            V(self._head, self._others_box, self._rules[0], self._warning, (area, 1), self._rules[1], self._foot)
        )
        super().__init__(V((self._nothing, 1), (self._filled, 1), margins=(1, 1, 1, 3)))
        self.show_stick(None)

    def set_wide(self, wide: bool) -> None:
        """Below the board, as wide as it, in narrow windows."""
        self._wide = wide
        self.restyle()

    _wide = False

    def restyle(self) -> None:
        """Take the width anew."""
        self.setMinimumWidth(0 if self._wide else px(_WIDTH))
        self.setMaximumWidth(QWIDGETSIZE_MAX if self._wide else px(_WIDTH))

    def _promise(self) -> QWidget:
        words = Text(
            tr("Tanda tangan desa diperiksa saat digabung. Nomor terlewat tidak menahan paket."), "caption", wrap=True
        )
        return Box(H((Icon("seal-fill", "ok", 18), 0, TOP), (words, 1), spacing=8))

    def _make_nothing(self) -> QWidget:
        center = Qt.AlignmentFlag.AlignHCenter
        choose = Button(
            tr("Buka paket dari folder"), icon="folder", size="s", on_click=lambda: self.folder_wanted.emit()
        )
        return Box(
            V(
                None,
                H(None, IconTile("usb", "accentText", "accentSoft", 56), None),
                14,
                Text(tr("Colok USB dari desa"), "h2", align=center),
                4,
                Text(
                    tr("Paket di dalamnya tampil di sini dengan sendirinya. Satu USB boleh berisi paket banyak desa."),
                    "small",
                    align=center,
                    wrap=True,
                ),
                16,
                H(None, choose, None),
                None,
                margins=(24, 24, 24, 24),
            )
        )

    def show_stick(self, content: StickContent | None) -> None:
        """Another stick, or None; the same one again changes nothing, so ticks stay."""
        if content is not None and content == self._content:
            return
        self._content = content
        self._nothing.setVisible(content is None)
        self._filled.setVisible(content is not None)
        self.set_colors("surface", "accentLine" if content is not None and content.waiting else "border")
        if content is not None:
            self._show_lines(content)

    def _show_lines(self, content: StickContent) -> None:
        self._title.setText(content.label)
        self._count.setText(_count(content) if not content.others else f"{_count(content)}. {_room(content)}")
        self._icon.set_icon("folder-fill" if content.chosen else "usb-fill", "accentText")
        self._back.setVisible(content.chosen)
        self._warning.setVisible(content.suspicious)
        if content.suspicious:
            self.warning.set_news("warn", infected_title(content.label), infected_advice())
        self._show_others(content.others)
        self._list.clear()
        self._rows = [_BundleRow(line) for line in sorted(content.bundles, key=lambda line: line.known)]
        for place, row in enumerate(self._rows):
            row.ticked.connect(self._tell)
            if place:
                self._list.add(Rule())
            self._list.add(row)
        self._foot.setVisible(bool(content.waiting))
        self._rules[1].setVisible(bool(content.waiting))
        for before, after in pairwise([self._back, *self.others, *(row.check for row in self._rows), self.merge]):
            QWidget.setTabOrder(before, after)  # the rows are younger than the button below them
        self._tell()

    def _show_others(self, others: Sequence[OtherStick]) -> None:
        """Which stick this is, is told by label, size and room; the others are one press away."""
        self._others.clear()
        self.others = []
        for other in others:
            button = Button(_other_words(other), "link", icon="usb", size="s")
            button.clicked.connect(lambda *_, path=other.path: self.stick_wanted.emit(path))
            self.others.append(button)
            self._others.add(H(button, None))
        self._others_box.setVisible(bool(others))

    def chosen(self) -> list[Path]:
        """The files that are ticked."""
        return [row.line.path for row in self._rows if row.check.isChecked() and not row.line.known]

    def rows(self) -> list[_BundleRow]:
        """The bundles as they are listed."""
        return self._rows

    def ask_merge(self) -> None:
        """As the button: merge what is ticked."""
        if self._content is not None and self.chosen() and self.merge.isEnabled():
            self.merge_wanted.emit(self.chosen())

    def show_busy(self, busy: bool) -> None:
        """While merging."""
        self.merge.set_busy(tr("Menggabungkan…") if busy else None)

    def _tell(self) -> None:
        count = len(self.chosen())
        self.merge.set_text(tr("Gabungkan {count} paket", count=number(count)) if count else tr("Pilih paket"))


def _room(content: StickContent) -> str:
    return tr("Kosong {free} dari {total}", free=file_size(content.free), total=file_size(content.total))


def _count(content: StickContent) -> str:
    if not content.bundles:
        return tr("Tidak ada paket untuk kabupaten")
    if not content.waiting:
        return tr("{count} paket, semua sudah digabung", count=number(len(content.bundles)))
    return tr("{count} paket, {new} baru", count=number(len(content.bundles)), new=number(len(content.waiting)))


def _other_words(other: OtherStick) -> str:
    size = file_size(other.total)
    return tr("{label}, {size}: {count} paket baru", label=other.label, size=size, count=number(other.waiting))
