"""How Payung looks on this computer, who may sign in, when it locks itself, what it is."""

from collections.abc import Callable
from typing import Any

from gui.page import BOTH, PageSpec, PageTools


def _build(tools: PageTools):  # type: ignore[no-untyped-def]  # a widget: Qt stays out of importing the list of pages
    from gui.pages.settings.page import SettingsPage

    return SettingsPage(tools)


PAGE = PageSpec(key="settings", title="Pengaturan", icon="gear", group="foot", roles=BOTH, build=_build)


def _backup(page: Any, tools: PageTools) -> None:
    """Two copies, the newest tried and the data looked at."""
    from services.safekeeping.backups import list_backups, make_backup
    from services.safekeeping.drilling import drill
    from services.safekeeping.full_check import full_check

    if not list_backups(tools.context):
        make_backup(tools.context)
        make_backup(tools.context)
        drill(tools.context)
        full_check(tools.context)
    page.arrive(section="backup")


def _officers(page: Any, _: PageTools) -> None:
    page.arrive(section="officers")


def _add(page: Any, _: PageTools) -> None:
    page.officers.open_form(page.officers.adding)
    page.officers.adding.name.edit.setText("Rohmat Hidayat")
    page.officers.adding.new.first.edit.setText("gagak sawah lumbung")


def _remove(page: Any, _: PageTools) -> None:
    from services.safekeeping.accounts import Officer

    page.officers.ask_remove(Officer("x", "Rohmat Hidayat", False, False))
    page.officers.removing.bad.setChecked(True)


def _codes(page: Any, _: PageTools) -> None:
    from gui.pages.settings.officer_presenter import Codes

    once = (("Rohmat Hidayat", "K7QMN-3BTXA-9FHWC"), ("Wati Lestari", "P4DNE-YR8VK-2JGZS"))
    page.officers.show_codes(Codes("H3KXQ-9WMPA-T7BRD-YC4NE-6FJVZ", once))


SHOTS: dict[str, Callable[[Any, PageTools], None]] = {
    "backup": _backup,
    "officers": _officers,
    "officers-add": _add,
    "officers-remove": _remove,
    "officers-codes": _codes,
}
