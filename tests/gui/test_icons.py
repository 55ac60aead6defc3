"""Icons: every name used in the program has a glyph."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication

from gui.icons import _MEANINGS, glyph, icon

USED = """home users user-plus table usb id-card lifebuoy chart gear lock check-circle warning warning-octagon info
search x caret-down trash plus pencil printer export folder tray scales copy clock megaphone seal arrow-right star
circle image umbrella calendar phone map-pin excel download history whatsapp decision busy clipboard backup wallet
eye eye-slash key user-minus user check minus columns merge compare trend camera briefcase""".split()


@pytest.mark.parametrize("name", sorted({*USED, *_MEANINGS}))
def test_there_is_a_glyph(qapp: QApplication, name: str) -> None:
    image = icon(name, "text", 24).toImage()
    inked = sum(image.pixelColor(x, y).alpha() > 0 for x in range(24) for y in range(24))
    assert inked > 10


def test_filled_ones_carry_more_ink(qapp: QApplication) -> None:
    def ink(name: str) -> int:
        image = icon(name, "text", 24).toImage()
        return sum(image.pixelColor(x, y).alpha() for x in range(24) for y in range(24))

    assert ink("home-fill") > ink("home")
    assert ink("usb-fill") > ink("usb")


def test_same_icon_is_drawn_once(qapp: QApplication) -> None:
    assert icon("home", "text", 18).cacheKey() == icon("home", "text", 18).cacheKey()
    assert icon("home", "text", 18).cacheKey() != icon("home", "err", 18).cacheKey()


def test_names_of_ours() -> None:
    assert glyph("home-fill") == ("ph", "house-fill")
    assert glyph("user-plus-bold") == ("ph", "user-plus-bold")
    assert glyph("usb-fill") == ("mdi6", "usb-flash-drive")


def test_unknown_icon_is_an_error(qapp: QApplication) -> None:
    with pytest.raises(KeyError):
        icon("tidak-ada")
