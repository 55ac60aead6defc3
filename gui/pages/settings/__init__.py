"""How Payung looks on this computer, when it locks itself, what it is."""

from gui.page import BOTH, PageSpec, PageTools


def _build(tools: PageTools):  # type: ignore[no-untyped-def]  # a widget: Qt stays out of importing the list of pages
    from gui.pages.settings.page import SettingsPage

    return SettingsPage(tools)


PAGE = PageSpec(key="settings", title="Pengaturan", icon="gear", group="foot", roles=BOTH, build=_build)
