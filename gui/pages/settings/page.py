"""The settings page: sections at the left, their cards at the right."""

from __future__ import annotations

from typing import Any

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from gui.language import tr
from gui.page import PageTools
from gui.pages.settings.backup_presenter import BackupPresenter
from gui.pages.settings.backup_section import BackupSection
from gui.pages.settings.office_presenter import OfficeChoices, OfficePresenter
from gui.pages.settings.officer_presenter import OfficerPresenter
from gui.pages.settings.officer_section import OfficerSection
from gui.pages.settings.paper_section import PaperSection
from gui.pages.settings.presenter import SettingsPresenter
from gui.pages.settings.section_list import SectionList
from gui.pages.settings.sections import AboutSection, LockSection, LookSection
from gui.pages.settings.support_card import SupportCard
from gui.pages.settings.work_section import WorkSection
from gui.printing.office import office_on_paper
from gui.theme import px
from gui.widgets.banner import Banner
from gui.widgets.layouts import H, V
from gui.widgets.scroll_page import ScrollPage
from models.values import Month, Role
from services import APP_VERSION
from services.changes import Changes
from services.settings import Settings
from services.today.load import TARGET

_NARROW = 900


class SettingsPage(ScrollPage):
    """Every choice applies at once; ``arrive(section=…)`` opens backup, look, officers, lock, work, paper or
    about. ``codes``: of a new key, to be shown once."""

    def __init__(self, tools: PageTools) -> None:
        subtitle = tr("Payung {version}, berjalan tanpa internet", version=APP_VERSION)
        super().__init__(tr("Pengaturan"), subtitle)
        self._tools = tools
        self.look, self.lock = LookSection(), LockSection(tools.context)
        self.about = AboutSection(tools.context, SupportCard(tools))
        self.work: WorkSection | None = None
        self.paper: PaperSection | None = None
        self.office: OfficePresenter | None = None
        self.officers: OfficerSection | None = None
        self.accounts: OfficerPresenter | None = None
        self.backup: BackupSection | None = None
        self.backups: BackupPresenter | None = None
        self._lay_out(self._make_sections())
        self.presenter = SettingsPresenter(self, tools.settings, tools.shell)
        for source in (self.look, self.lock):
            source.chosen.connect(lambda name, value: self.presenter.choose(**{name: value}))
        self.lock.lock_wanted.connect(tools.shell.lock)
        self.about.practice_wanted.connect(lambda: tools.shell.make_practice(Role.VILLAGE))
        self.presenter.start()
        self.list.choose(0)

    def _make_sections(self) -> list[tuple[str, str, str, QWidget]]:
        """Key, name, icon and cards; what is about registering is for villages only."""
        sections: list[tuple[str, str, str, QWidget]] = [
            ("look", tr("Tampilan"), "display", self.look),
            ("lock", tr("Kunci otomatis"), "lock", self.lock),
        ]
        if self._tools.context.practice is None:
            self.backup = self._make_backup()
            sections.insert(0, ("backup", tr("Cadangan & pulihkan"), "backup", self.backup))
            self.officers = self._make_officers()
            sections.insert(2, ("officers", tr("Petugas & sandi"), "users", self.officers))
        if self._tools.context.office.role is Role.VILLAGE:
            self.work, self.paper = self._make_office()
            sections.append(("work", tr("Pendataan"), "id-card", self.work))
            sections.append(("paper", tr("Kantor & cetakan"), "printer", self.paper))
        sections.append(("about", tr("Tentang Payung"), "info", self.about))
        return sections

    def _make_backup(self) -> BackupSection:
        tools, section = self._tools, BackupSection()
        self.backups = ask = BackupPresenter(section, tools.context, tools.run_for(self), tools.publish, tools.shell)
        section.backup_wanted.connect(ask.back_up)
        section.trial_wanted.connect(ask.try_out)
        section.second_chosen.connect(ask.choose_second)
        section.restore_wanted.connect(ask.restore)
        section.check_wanted.connect(ask.check_all)
        section.repair_wanted.connect(ask.repair)
        return section

    def _make_officers(self) -> OfficerSection:
        tools, section = self._tools, OfficerSection(self._tools.context)
        self.accounts = ask = OfficerPresenter(section, tools.context, tools.run_for(self), tools.publish, tools.shell)
        section.change_wanted.connect(ask.change)
        section.add_wanted.connect(ask.add)
        section.remove_wanted.connect(ask.remove)
        section.distrust_wanted.connect(ask.distrust)
        section.code_wanted.connect(ask.give_code)
        section.recovery_wanted.connect(ask.renew_recovery)
        section.new_key_wanted.connect(ask.renew_key)
        section.opened.connect(lambda: self.scroll.verticalScrollBar().setValue(0))
        return section

    def _make_office(self) -> tuple[WorkSection, PaperSection]:
        tools, ctx = self._tools, self._tools.context
        today = ctx.today()
        work = WorkSection(Month(today.year, today.month))
        paper = PaperSection(office_on_paper(ctx.reference, ctx.office.code, ctx.office.role, ctx.user.name))
        self.office = ask = OfficePresenter(self, ctx, tools.run_for(self), tools.publish)
        work.photo_chosen.connect(ask.keep_photo)
        work.month_chosen.connect(ask.keep_month)
        work.target_chosen.connect(ask.keep_target)
        paper.contact_chosen.connect(ask.keep_contact)
        paper.notice_wanted.connect(self._print_notice)
        return work, paper

    def _lay_out(self, sections: list[tuple[str, str, str, QWidget]]) -> None:
        self._keys = [key for key, _, _, _ in sections]
        self.list = SectionList([(name, glyph) for _, name, glyph, _ in sections])
        self._sections = [cards for *_, cards in sections]
        self._shown = 0
        self._trouble = Banner("warn", tr("Pilihan belum tersimpan"), "")
        self._trouble.hide()
        self.body.add(self._trouble, (H(self.list, (V(*self._sections, None), 1), spacing=20), 1))
        self.list.chosen.connect(self._show_section)

    def arrive(self, section: str = "", codes: Any = None, **_: Any) -> None:
        """Show what holds now; the zoom keys may have changed it meanwhile."""
        self.presenter.start()
        if self.office is not None:
            self.office.load()
        if self.backups is not None:
            self.backups.load()
        if self.accounts is not None:
            self.accounts.load()
        if section in self._keys:
            self.list.choose(self._keys.index(section))
        next(button for button in self.list.buttons if button.isChecked()).setFocus()
        if codes is not None and self.accounts is not None:
            self.accounts.show_rekeyed(codes)

    def resume_at(self) -> dict[str, Any]:
        """The section shown."""
        return {"section": self._keys[self._shown]}

    def step_back(self) -> bool:
        """Esc closes a form of the officers first."""
        return self.officers is not None and self.officers.isVisible() and self.officers.close_form()

    def refresh(self, changes: Changes) -> None:
        """A backup was made elsewhere: by the hour, or with Ctrl+B."""
        if changes.touches("backup") and self.backups is not None:
            self.backups.load()

    def _show_section(self, position: int) -> None:
        """Only the section shown takes part in the height of the page: a stack would be as high as its highest."""
        self._shown = position
        for place, cards in enumerate(self._sections):
            cards.setVisible(place == position)
        self.scroll.verticalScrollBar().setValue(0)

    def show_settings(self, settings: Settings) -> None:
        self.look.show_settings(settings)
        self.lock.show_settings(settings)

    def show_office(self, choices: OfficeChoices) -> None:
        if self.work is not None and self.paper is not None:
            self.work.show_office(choices)
            self.paper.show_office(choices)

    def show_kept(self, what: str) -> None:
        """Only what is typed says so; a switch shows it by itself."""
        if what in ("contact", TARGET):
            self._tools.notify(tr("Tersimpan."))

    def _print_notice(self) -> None:
        from gui.printing.showing import show_blank_notice  # the printing plug-ins are slow to load

        show_blank_notice(self._tools, self)

    def show_problem(self, text: str) -> None:
        self._trouble.setVisible(bool(text))
        self._trouble.set_news("warn", tr("Pilihan belum tersimpan"), text)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.list.set_narrow(event.size().width() < px(_NARROW))
