"""Every page as a PNG, on invented data, without a screen.

A module that builds a page may say more about its pictures:
``prepare_screenshot(page, tools)`` is called before its picture is taken;
``SHOTS: dict[str, Callable[[page, tools], None]]`` adds one picture for each name, after its function was called.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any, Literal

from PySide6.QtWidgets import QApplication, QWidget

from gui.application import dress, make_application
from gui.door_pictures import Lent, courier, forgotten, lend, with_kit
from gui.offscreen import draw, settle, shown_window
from gui.pages.restoring.page import RestoringPage
from gui.pages.setup.page import SetupPage
from gui.pages.sign_in.repair_presenter import Outcome
from gui.standing_news import notice_news
from gui.window import MainWindow
from models.values import Role
from services import startup
from services.context import AppContext
from services.safekeeping.backups import make_backup
from services.safekeeping.waking import WENT_BACK
from services.settings import Settings, SettingsFile

ThemeName = Literal["light", "dark"]
_PASSPHRASE = "kerbau lampu sore kelapa"


def render_all(
    out: Path,
    role: Role | None = None,
    theme: ThemeName | None = None,
    size: tuple[int, int] = (1366, 768),
    lang: Literal["id", "en"] = "id",
    told: Callable[[Path], None] = lambda _: None,
) -> list[Path]:
    """Draw the first start, sign-in and every page of the office(s) into ``out``; returns the files.

    ``role``, ``theme``: None means both. ``size``: of the window's inside. ``told`` hears of each file as it is there.
    """
    from services.practice.demo import make_demo  # brings the generator along, so only for pictures

    themes: tuple[ThemeName, ...] = (theme,) if theme else ("light", "dark")
    roles = (role,) if role else (Role.VILLAGE, Role.DISTRICT)
    app = make_application(Settings())
    out.mkdir(parents=True, exist_ok=True)
    files: list[Path] = []
    with tempfile.TemporaryDirectory(prefix="payung-gambar-", ignore_cleanup_errors=True) as scratch:
        demo = make_demo(Path(scratch) / "demo", datetime.now().astimezone())
        for each in roles:
            context = demo.village if each is Role.VILLAGE else demo.district
            for name in themes:
                dress(app, Settings(theme=name, language=lang, reduced_motion=True))
                for path in _office(app, context, Path(scratch) / f"{each}-{name}", out, name, size, lang):
                    files.append(path)
                    told(path)
        lent = lend(demo, Path(scratch))
        startup.close(demo.village)
        startup.close(demo.district)
        if role is not Role.DISTRICT:
            for name in themes:
                dress(app, Settings(theme=name, language=lang, reduced_motion=True))
                for path in _doors(app, Path(scratch) / f"doors-{name}", out, name, size, lent):
                    files.append(path)
                    told(path)
    return files


def _office(
    app: QApplication,
    context: AppContext,
    folder: Path,
    out: Path,
    theme: ThemeName,
    size: tuple[int, int],
    lang: Literal["id", "en"],
) -> Iterator[Path]:
    settings = SettingsFile(folder)
    settings.change(theme=theme, language=lang, reduced_motion=True)
    with shown_window(folder, settings, size) as window:
        window.keep_context = True
        window.show_office(context)
        office = window.office
        assert office is not None
        for position, spec in enumerate(office.navigation.specs, start=1):
            office.open_page(spec.key)
            page = office.navigation.page(spec.key)
            settle(window)
            name = f"{context.office.role.value}-{position:02d}-{spec.key}"
            for shot, prepare in _shots(spec.build):
                if prepare is not None:
                    prepare(page, office.tools)
                    settle(window)
                yield draw(window, out / f"{name}{shot}-{theme}.png")
        office.open_first()
        office.news.post(notice_news(WENT_BACK, context.office.role))
        settle(window)
        yield draw(window, out / f"{context.office.role.value}-news-{theme}.png")


def _shots(build: Callable[..., object]) -> Iterable[tuple[str, Callable[[QWidget, Any], None] | None]]:
    module = sys.modules[build.__module__]
    yield "", getattr(module, "prepare_screenshot", None)
    for name, prepare in getattr(module, "SHOTS", {}).items():
        yield f"-{name}", prepare


def _doors(
    app: QApplication, folder: Path, out: Path, theme: ThemeName, size: tuple[int, int], lent: Lent
) -> Iterator[Path]:
    """The steps of the first start, answered as a person would, and the sign-in that follows."""
    settings = SettingsFile(folder)
    settings.change(theme=theme, reduced_motion=True)
    with shown_window(folder, settings, size) as window:
        window.show_setup()
        page = window.findChild(SetupPage)
        for name, show in KEY_STEPS:
            show(page)
            settle(window)
            if name:
                yield draw(window, out / f"setup-{name}-{theme}.png")
        for position, (name, answer) in enumerate(_ANSWERS, start=1):
            answer(page)
            settle(window)
            yield draw(window, out / f"setup-{position:02d}-{name}-{theme}.png")
            if name == "village":
                with_kit(page, lent)
                settle(window)
                yield draw(window, out / f"setup-{position:02d}-{name}-kit-{theme}.png")
            if name != "recovery":
                page.go_on()
                settle(window)
        page.go_on()
        settle(window)
        window.lock()
        settle(window)
        yield draw(window, out / f"sign-in-{theme}.png")
        yield from forgotten(window, out, theme)
        yield from courier(window, out, theme, lent)
        yield from _rescue(window, out, theme)


def _rescue(window: MainWindow, out: Path, theme: ThemeName) -> Iterator[Path]:
    """A damaged file at the door, what a repair saved, and a restore on a new computer."""
    assert window.office is not None
    backup = make_backup(window.office.context)
    door = window.show_sign_in()
    door.show_damage()
    settle(window)
    yield draw(window, out / f"repair-{theme}.png")
    door.repair.show_outcome(SAVED)
    settle(window)
    yield draw(window, out / f"repair-done-{theme}.png")
    window.show_restoring()
    page = window.findChild(RestoringPage)
    settle(window)
    yield draw(window, out / f"restore-{theme}.png")
    page.presenter.pick(backup.path)
    settle(window)
    yield draw(window, out / f"restore-picked-{theme}.png")
    page.way.choice.buttons()[1].click()
    settle(window)
    yield draw(window, out / f"restore-code-{theme}.png")


SAVED = Outcome(
    "Data diperbaiki: 482 dari 482 pekerja, 3 konsep. Berkas yang rusak tetap disimpan.",
    (
        "Berkas data: 1.204 perubahan",
        "Cadangan ke-12: 37 perubahan",
        "3316062002-sambongrejo-n014-1f0c9a2e.payung: 5 perubahan",
        "Berkas yang rusak disimpan di rusak-1",
    ),
    (),
    complete=True,
)


def _answer_code(page: SetupPage) -> None:
    page.recovery.kept.setChecked(True)
    page.recovery.typed.edit.setText(page.asked_group())


def _to_keys(page: SetupPage) -> None:
    page.role.district.setChecked(True)
    page.go_on()


def _from_safe(page: SetupPage) -> None:
    page.district.mode.buttons()[1].click()


def _to_begin(page: SetupPage) -> None:
    page.district.mode.buttons()[0].click()
    page.presenter.back()
    page.role.village.setChecked(True)


KEY_STEPS: tuple[tuple[str, Callable[[SetupPage], None]], ...] = (
    ("district", _to_keys),
    ("keys-printed", lambda page: page.presenter.keys_printed()),
    ("keys-safe", _from_safe),
    ("", _to_begin),
)
"""The district's keys at the first start, and back to the first question (no picture)."""

_ANSWERS: tuple[tuple[str, Callable[[SetupPage], None]], ...] = (
    ("role", lambda page: None),
    ("village", lambda page: page.village.search.edit.setText("sambong")),
    ("officer", lambda page: page.officer.name.edit.setText("Siti Aminah")),
    ("passphrase", lambda page: page.passphrase.fill(_PASSPHRASE, shown=True)),
    ("recovery", _answer_code),
)
