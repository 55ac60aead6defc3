"""The district's replies: decisions and receipts, back to the villages by stick."""

from gui.page import PageSpec, PageTools
from models.values import Role


def _build(tools: PageTools):  # type: ignore[no-untyped-def]  # a widget: Qt stays out of importing the list of pages
    from gui.pages.replies.page import RepliesPage

    return RepliesPage(tools)


PAGE = PageSpec(
    key="replies",
    title="Kirim Keputusan",
    icon="paper-plane-tilt",
    group="main",
    roles=frozenset({Role.DISTRICT}),
    build=_build,
)
