"""The settings page: sections at the left, their cards at the right."""

from __future__ import annotations

from typing import Any

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QStackedWidget

from gui.language import tr
from gui.page import PageTools
from gui.pages.settings.presenter import SettingsPresenter
from gui.pages.settings.section_list import SectionList
from gui.pages.settings.sections import AboutSection, LockSection, LookSection
from gui.theme import px
from gui.widgets.banner import Banner
from gui.widgets.layouts import H
from gui.widgets.scroll_page import ScrollPage
from services import APP_VERSION
from services.settings import Settings

_NARROW = 720


class SettingsPage(ScrollPage):
    """Every choice applies at once; ``arrive(section=…)`` opens «look», «lock» or «about»."""

    def __init__(self, tools: PageTools) -> None:
        subtitle = tr("Payung {version}, berjalan tanpa internet", version=APP_VERSION)
        super().__init__(tr("Pengaturan"), subtitle)
        self.look, self.lock, self.about = LookSection(), LockSection(tools.context), AboutSection(tools.context)
        self.list = SectionList(
            [(tr("Tampilan"), "display"), (tr("Kata sandi & kunci"), "key"), (tr("Tentang Payung"), "info")]
        )
        self._sections = QStackedWidget()
        for section in (self.look, self.lock, self.about):
            self._sections.addWidget(section)
        self._trouble = Banner("warn", tr("Pilihan belum tersimpan"), "")
        self._trouble.hide()
        self.body.add(self._trouble, (H(self.list, (self._sections, 1), spacing=20), 1))
        self.presenter = SettingsPresenter(self, tools.settings, tools.shell)
        self.list.chosen.connect(self._sections.setCurrentIndex)
        for source in (self.look, self.lock):
            source.chosen.connect(lambda name, value: self.presenter.choose(**{name: value}))
        self.lock.lock_wanted.connect(tools.shell.lock)
        self.presenter.start()
        self.list.choose(0)

    def arrive(self, section: str = "", **_: Any) -> None:
        """Show what holds now; the zoom keys may have changed it meanwhile."""
        self.presenter.start()
        if section:
            self.list.choose(("look", "lock", "about").index(section))
        next(button for button in self.list.buttons if button.isChecked()).setFocus()

    def show_settings(self, settings: Settings) -> None:
        self.look.show_settings(settings)
        self.lock.show_settings(settings)

    def show_problem(self, text: str) -> None:
        self._trouble.setVisible(bool(text))
        self._trouble.set_news("warn", tr("Pilihan belum tersimpan"), text)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.list.set_narrow(event.size().width() < px(_NARROW))
