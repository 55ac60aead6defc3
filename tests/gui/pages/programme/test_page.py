from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from gui.changes import ChangeHub
from gui.page import PageTools
from gui.pages.programme import page as page_module
from gui.pages.programme.page import ProgrammePage
from gui.pages.programme.ranked_card import LINE
from gui.tasks import TaskRunner
from models.values import Month, Payer
from services.context import AppContext
from services.programmes.commands import create_programme
from services.programmes.queries import programmes
from services.programmes.records import ProgrammeTerms
from services.settings import SettingsFile
from services.workers.commands import register_workers
from tests.gui.doubles import Shell
from tests.offices import worker


class Desk:
    """A page in a window of the district, as somebody works at it."""

    def __init__(self, ctx: AppContext, folder: Path, qtbot: QtBot) -> None:
        self.qtbot, self.shell, self.parent = qtbot, Shell(), QObject()
        self.tasks, hub = TaskRunner(self.parent), ChangeHub(self.parent)
        self.page = ProgrammePage(PageTools(ctx, self.tasks, hub, SettingsFile(folder), self.shell))  # type: ignore[arg-type]
        hub.changed.connect(self.page.refresh)
        qtbot.addWidget(self.page)
        self.page.resize(1150, 768)
        self.page.show()
        self.page.arrive()
        self.rest()

    def rest(self) -> None:
        self.qtbot.waitUntil(lambda: not self.tasks.busy and not self.page._debounce.isActive())

    def type(self, field: Any, text: str) -> None:
        field.setFocus()
        field.selectAll()
        self.qtbot.keyClicks(field, text)
        self.rest()


@pytest.fixture
def desk(dressed: QApplication, district: AppContext, tmp_path: Path, qtbot: QtBot) -> Iterator[Desk]:
    forms = [worker(9001 + number, monthly_income=900_000 + 200_000 * number) for number in range(8)]
    register_workers(district, [*forms, worker(9040, address="", notice_given_on=None)])
    terms = ProgrammeTerms(year=2027, payer=Payer.APBD, ceiling=604_800, from_month=Month(2027, 1), months=12)
    create_programme(district, terms)
    made = Desk(district, tmp_path / "settings", qtbot)
    yield made
    made.tasks.close()


def test_typing_the_ceiling_moves_the_funding_line(desk: Desk) -> None:
    table = desk.page.ranked.table
    assert table.rows.id_at(3) == LINE
    desk.type(desk.page.plan.ceiling, "1.008.000")
    assert desk.page.plan.people.text() == "5"
    assert table.rows.id_at(5) == LINE
    assert table.columnSpan(5, 0) == len(table.rows.columns)
    assert table.columnSpan(3, 0) == 1
    assert desk.page.propose.label() == "Ajukan 5 calon penerima"


def test_another_contribution_is_tried_out_but_never_proposed(desk: Desk) -> None:
    desk.type(desk.page.plan.ceiling, "302400000")
    desk.type(desk.page.plan.monthly, "16500")
    assert desk.page.plan.people.text() == "1.527"
    assert desk.page.plan._trial.text() == "Dengan angka ini 1.500 orang berbiaya Rp297.000.000."
    assert desk.page.plan._law.text() == "Menurut PP 44/2015: 10.000 + 6.800 = Rp16.800"
    desk.qtbot.mouseClick(desk.page.plan._back, Qt.MouseButton.LeftButton)
    desk.rest()
    assert desk.page.plan.monthly.value() == 16_800
    assert desk.page.plan._note.isHidden()


def test_a_slider_moved_by_keys_keeps_the_sum(desk: Desk) -> None:
    sliders = {name: weight.slider for name, weight in desk.page.weights.weights.items()}
    for _ in range(5):
        desk.qtbot.keyClick(sliders["income"], Qt.Key.Key_Right)
    desk.rest()
    assert sliders["income"].value() == 40
    assert sum(slider.value() for slider in sliders.values()) == 100
    assert desk.page.keep.isVisible()


def test_ctrl_s_keeps_the_draft(desk: Desk, district: AppContext) -> None:
    desk.type(desk.page.plan.ceiling, "806.400")
    assert desk.page.is_dirty()
    desk.qtbot.keyClick(desk.page, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    desk.rest()
    assert programmes(district)[0].ceiling == 806_400
    assert not desk.page.is_dirty()


def test_proposing_asks_first_and_then_the_page_is_read_only(
    desk: Desk, district: AppContext, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    monkeypatch.setattr(page_module, "ask", lambda _, title, *rest: bool(asked.append(title)) or len(asked) > 1)
    desk.qtbot.mouseClick(desk.page.propose, Qt.MouseButton.LeftButton)
    desk.rest()
    assert programmes(district)[0].decided_on is None
    desk.qtbot.mouseClick(desk.page.propose, Qt.MouseButton.LeftButton)
    desk.rest()
    assert asked == ["Ajukan 3 calon penerima?"] * 2
    assert programmes(district)[0].decided_on == "2026-11-23"
    assert desk.page.plan.ceiling.isReadOnly()
    assert not desk.page.propose.isVisible()
    desk.page.decided.number.setFocus()
    desk.qtbot.keyClicks(desk.page.decided.number, "400.5/312/2026")
    desk.qtbot.keyClicks(desk.page.decided.day, "23112026")
    desk.qtbot.mouseClick(desk.page.decided.record, Qt.MouseButton.LeftButton)
    desk.rest()
    assert programmes(district)[0].decree_on == "2026-11-23"
    assert desk.page.decided.form.isHidden()
    desk.qtbot.mouseClick(desk.page.decided.replies, Qt.MouseButton.LeftButton)
    assert desk.shell.opened == [("replies", {})]


def test_who_cannot_be_chosen_is_listed_with_the_reason(desk: Desk) -> None:
    desk.qtbot.mouseClick(desk.page.ranked.show_refused, Qt.MouseButton.LeftButton)
    refused = desk.page.ranked.refused
    assert refused.isVisible()
    assert refused.rows.cells(0)[2].text == "Data belum lengkap. Lengkapi, lalu serahkan lagi."  # type: ignore[index]


def test_the_form_makes_a_programme_by_keys(desk: Desk, district: AppContext) -> None:
    desk.qtbot.mouseClick(desk.page.another, Qt.MouseButton.LeftButton)
    assert desk.page.new.isVisible()
    desk.qtbot.keyClick(desk.page.new.ceiling, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    desk.rest()
    assert desk.page.new.fields["ceiling"].error().startswith("Pagu belum diisi")
    desk.qtbot.keyClicks(desk.page.new.ceiling, "302400000")
    desk.qtbot.keyClick(desk.page.new.ceiling, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    desk.rest()
    assert sorted(view.ceiling for view in programmes(district)) == [604_800, 302_400_000]
    assert desk.page.main.isVisible()
    assert desk.page.plan.people.text() == "1.500"
