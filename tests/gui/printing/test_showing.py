"""From a page to a paper, with the real runner, dialogs and files."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QRectF, Qt, QTimer
from PySide6.QtGui import QPainter
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from gui.page import PageTools
from gui.printing import showing
from gui.printing.document import Document
from gui.printing.paper import page_layout
from gui.printing.preview import PreviewDialog
from gui.printing.printer import Told, print_pages
from gui.printing.showing import show_blank_notice, show_cards, show_proofs, show_waiting
from models.values import ActKind, LeftReason
from services.contact import OfficeContact, write_contact
from services.workers.acts import Act, recent_acts
from services.workers.commands import register_worker
from services.workers.filtering import ListFilter
from services.workers.leaving import leave_register
from services.workers.search import count_workers
from tests.decided import Decided, decided_offices
from tests.gui.printing.papers import pdf_text
from tests.gui.tools import page_tools
from tests.offices import worker


@pytest.fixture(scope="module")
def story(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Decided]:
    with decided_offices(tmp_path_factory.mktemp("offices")) as made:
        yield made


@pytest.fixture
def tools(story: Decided, tmp_path: Path, dressed: QApplication) -> Iterator[PageTools]:
    with page_tools(story.village, tmp_path) as made:
        yield made


@pytest.fixture
def page(qtbot: QtBot, dressed: QApplication) -> QWidget:
    widget = QWidget()
    qtbot.addWidget(widget)
    widget.resize(1150, 690)
    widget.show()
    qtbot.waitUntil(widget.isActiveWindow)
    return widget


def preview(qtbot: QtBot, page: QWidget) -> PreviewDialog:
    qtbot.waitUntil(lambda: page.findChild(PreviewDialog) is not None)
    dialog = page.findChild(PreviewDialog)
    qtbot.waitUntil(dialog.isActiveWindow)
    return dialog


def save_as(monkeypatch: pytest.MonkeyPatch, path: Path) -> None:
    """The person's answer to the system's own dialog, which no test can press."""
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(path), ""))


def prints(story: Decided) -> list[Act]:
    """What is noted about printing, newest first."""
    return [act for act in recent_acts(story.village) if act.kind is ActKind.PRINT]


def notes(tools: PageTools) -> list[str]:
    return tools.shell.notes  # type: ignore[attr-defined, no-any-return]


def test_proofs_are_previewed_saved_and_noted(
    qtbot: QtBot, tools: PageTools, page: QWidget, story: Decided, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_contact(story.village, OfficeContact(address="Jl. Raya Sambong No. 12"))
    show_proofs(tools, page, [story.row(name).worker_id for name in ("SUTINI", "KASMIDI", "SRI WAHYUNI")])
    dialog = preview(qtbot, page)
    assert dialog.paper.pages() == 2 and "Sutini" in dialog.paper.accessibleDescription()
    qtbot.keyClick(dialog.paper, Qt.Key.Key_PageDown)
    assert dialog.paper.page() == 1 and not dialog.on.isEnabled() and dialog.back.isEnabled()
    save_as(monkeypatch, tmp_path / "bukti")
    qtbot.keyClick(dialog, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: not tools.tasks.busy and notes(tools) != [])
    assert notes(tools) == ["Tersimpan sebagai bukti.pdf."]
    text = pdf_text(tmp_path / "bukti.pdf")
    assert "Sutini" in text and "Sri Wahyuni" in text and "Jl. Raya Sambong No. 12" in text
    qtbot.waitUntil(lambda: prints(story) != [])
    (act,) = prints(story)
    assert (act.count, act.note, act.undoable) == (3, "Bukti pendaftaran Desa Sambongrejo", False)


def test_a_folder_that_refuses_keeps_the_paper_on_screen(
    qtbot: QtBot, tools: PageTools, page: QWidget, story: Decided, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = prints(story)
    show_proofs(tools, page, [story.row("SUTINI").worker_id])
    dialog = preview(qtbot, page)
    save_as(monkeypatch, tmp_path / "none" / "x.pdf")
    qtbot.mouseClick(dialog.save, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: dialog.trouble() != "")
    assert "folder" in dialog.trouble().lower() and dialog.isVisible() and dialog.print.isEnabled()
    qtbot.waitUntil(lambda: not tools.tasks.busy)
    assert prints(story) == before
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()


def test_where_nothing_can_be_noted_no_paper_about_people_is_made(
    qtbot: QtBot, tools: PageTools, page: QWidget, story: Decided, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ctx = tools.context
    tools = replace(tools, context=replace(ctx, paths=replace(ctx.paths, work=tmp_path)))
    show_proofs(tools, page, [story.row("SUTINI").worker_id])
    dialog = preview(qtbot, page)
    save_as(monkeypatch, tmp_path / "bukti.pdf")
    qtbot.mouseClick(dialog.save, Qt.MouseButton.LeftButton)
    assert "hanya bisa dibaca" in dialog.trouble() and dialog.isVisible()
    qtbot.mouseClick(dialog.print, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not tools.tasks.busy)
    assert dialog.isVisible() and not (tmp_path / "bukti.pdf").exists()
    dialog.reject()
    qtbot.waitUntil(lambda: page.findChild(PreviewDialog) is None)
    show_blank_notice(tools, page)
    qtbot.mouseClick(preview(qtbot, page).save, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: (tmp_path / "bukti.pdf").exists() and not tools.tasks.busy)


def test_who_left_gets_no_proof_and_that_is_told(qtbot: QtBot, tools: PageTools, page: QWidget, story: Decided) -> None:
    gone = story.row("WAGIMIN").worker_id
    leave_register(story.village, [gone], LeftReason.MOVED, story.village.today())
    show_proofs(tools, page, [gone])
    qtbot.waitUntil(lambda: notes(tools) != [])
    assert notes(tools) == ["Tanpa bukti karena sudah keluar dari daftar: 1 orang."]
    assert page.findChild(PreviewDialog) is None


def test_cards_are_for_recipients_only(qtbot: QtBot, tools: PageTools, page: QWidget, story: Decided) -> None:
    show_cards(tools, page, story.view.batch_id, [story.row("NGATINI").worker_id])
    qtbot.waitUntil(lambda: notes(tools) != [])
    assert "sesudah SK Bupati tercatat" in notes(tools)[0]
    show_cards(tools, page, story.view.batch_id)
    assert "2 kartu" in preview(qtbot, page).paper.accessibleDescription()


def test_who_is_not_handed_over_yet_is_listed_masked(
    qtbot: QtBot, tools: PageTools, page: QWidget, story: Decided, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ctx = story.village
    register_worker(ctx, worker(9021, full_name="PONIRAN"))
    show_waiting(tools, page)
    dialog = preview(qtbot, page)
    save_as(monkeypatch, tmp_path / "waiting.pdf")
    dialog.save.click()
    qtbot.waitUntil(lambda: notes(tools) == ["Tersimpan sebagai waiting.pdf."])
    text = pdf_text(tmp_path / "waiting.pdf")
    people = count_workers(ctx, ListFilter.WAITING)
    assert 0 < people < count_workers(ctx)  # the others are known to the district
    assert f"{people} pekerja · Belum diterima kabupaten" in text and "Poniran" in text and "•••• 9021" in text
    assert "Ngatini" not in text and "331606" not in text


def test_a_blank_notice_to_take_along(
    qtbot: QtBot, tools: PageTools, page: QWidget, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    show_blank_notice(tools, page)
    dialog = preview(qtbot, page)
    path = tmp_path / "blank.pdf"
    save_as(monkeypatch, path)
    dialog.save.click()
    qtbot.waitUntil(lambda: notes(tools) == ["Tersimpan sebagai blank.pdf."])
    text = pdf_text(path)
    assert "Sambongrejo, ......" in text and "Siti Aminah" not in text


def test_printing_goes_page_by_page_and_closes_the_preview(
    qtbot: QtBot,
    tools: PageTools,
    page: QWidget,
    story: Decided,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The system's print dialog is answered here; the printer is a real QPrinter that prints into a file."""
    turns: list[str] = []
    before = len(prints(story))

    def answered(parent: QWidget, document: Document, told: Told) -> bool:
        def paint_page(painter: QPainter, rect: QRectF, page: int) -> None:
            turns.append(f"page {page}, may print again: {dialog.print.isEnabled()}")
            QTimer.singleShot(0, lambda: turns.append("window"))
            document.paint_page(painter, rect, page)

        print_pages(into_file(tmp_path / "printed.pdf"), replace(document, paint_page=paint_page), told)
        return True

    monkeypatch.setattr(showing, "print_document", answered)
    show_proofs(tools, page, [story.row(name).worker_id for name in ("SUTINI", "KASMIDI", "SRI WAHYUNI")])
    dialog = preview(qtbot, page)
    qtbot.keyClick(dialog, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: notes(tools) == ["Dikirim ke pencetak."])
    assert turns[:3] == ["page 0, may print again: False", "window", "page 1, may print again: False"]
    assert pdf_text(tmp_path / "printed.pdf").count("BUKTI PENDAFTARAN") == 3
    qtbot.waitUntil(lambda: len(prints(story)) == before + 1)


def into_file(path: Path) -> QPrinter:
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(path))
    printer.setPageLayout(page_layout())
    printer.setFullPage(True)
    return printer


@pytest.mark.qt_log_ignore("Returned false", "propagateSizeHints")
def test_a_printer_that_refuses_is_told_in_the_preview(
    qtbot: QtBot,
    tools: PageTools,
    page: QWidget,
    story: Decided,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def answered(parent: QWidget, document: Document, told: Told) -> bool:
        print_pages(into_file(tmp_path / "none" / "x.pdf"), document, told)
        return True

    monkeypatch.setattr(showing, "print_document", answered)
    show_proofs(tools, page, [story.row("SUTINI").worker_id])
    dialog = preview(qtbot, page)
    dialog.print.click()
    qtbot.waitUntil(lambda: dialog.trouble() != "")
    assert "Periksa kabel" in dialog.trouble() and dialog.isVisible() and dialog.print.isEnabled()
    assert notes(tools) == []
