"""The history of the office: who signed in, exported, printed, restored, let in, erased; and the witness file."""

from gui.page import BOTH, PageSpec, PageTools
from gui.pages.office_history.pictures import SHOTS, prepare_screenshot

__all__ = ["PAGE", "SHOTS", "prepare_screenshot"]


def _build(tools: PageTools):  # type: ignore[no-untyped-def]  # a widget: Qt stays out of importing the list of pages
    from gui.pages.office_history.page import OfficeHistoryPage

    return OfficeHistoryPage(tools)


PAGE = PageSpec(key="office_history", title="Riwayat kantor", icon="history", group="foot", roles=BOTH, build=_build)
