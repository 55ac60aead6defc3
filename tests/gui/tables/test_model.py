"""The windowed model: instant for a million ids, pages fetched once, spoken cells."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.modeltest import ModelTester

from gui.tables.columns import Column
from gui.tables.model import PAGE, PAGES_KEPT, WindowedModel

COLUMNS = (
    Column("tick", "", 44, kind="check"),
    Column("name", "Nama", text=lambda row: f"Pekerja {row}", kind="strong"),
    Column(
        "full",
        "Kelengkapan",
        text=lambda row: f"{row % 101}%",
        kind="bar",
        share=lambda row: row % 101 / 100,
        spoken=lambda row: f"{row % 101} persen",
    ),
)


class _Store:
    """Gives rows and remembers what was asked."""

    def __init__(self) -> None:
        self.asked: list[Sequence[int]] = []
        self.gone: set[int] = set()

    def fetch(self, ids: Sequence[int]) -> list[int | None]:
        self.asked.append(ids)
        return [None if each in self.gone else each for each in ids]


@pytest.fixture
def store() -> _Store:
    return _Store()


@pytest.fixture
def model(qapp: QApplication, store: _Store) -> WindowedModel:
    return WindowedModel(COLUMNS, store.fetch)


def test_qt_finds_nothing_wrong(model: WindowedModel, qtmodeltester: ModelTester) -> None:
    model.set_ids(range(250))
    qtmodeltester.check(model)


def test_opening_a_million_fetches_nothing(model: WindowedModel, store: _Store) -> None:
    model.set_ids(range(1_000_000))
    assert model.rowCount() == 1_000_000
    assert store.asked == []


def test_one_page_serves_its_rows(model: WindowedModel, store: _Store) -> None:
    model.set_ids(range(1_000_000))
    for row in range(500_000, 500_000 + PAGE):
        assert model.index(row, 1).data() == f"Pekerja {row}"
    assert store.asked == [list(range(500_000, 500_000 + PAGE))]


def test_old_pages_are_let_go(model: WindowedModel, store: _Store) -> None:
    model.set_ids(range(PAGE * (PAGES_KEPT + 1)))
    for page in range(PAGES_KEPT + 1):
        model.cells(page * PAGE)
    assert len(store.asked) == PAGES_KEPT + 1
    model.cells(0)
    assert len(store.asked) == PAGES_KEPT + 2


def test_forgetting_some_fetches_only_their_page(model: WindowedModel, store: _Store) -> None:
    model.set_ids(range(3 * PAGE))
    for row in (0, PAGE, 2 * PAGE):
        model.cells(row)
    store.asked.clear()
    model.forget([PAGE + 3])
    for row in (0, PAGE, 2 * PAGE):
        model.cells(row)
    assert [list(ids)[0] for ids in store.asked] == [PAGE]


def test_cells_are_spoken_in_full(model: WindowedModel) -> None:
    model.set_ids(range(200))
    assert model.index(86, 2).data(Qt.ItemDataRole.AccessibleTextRole) == "Kelengkapan 86 persen"
    assert model.index(86, 2).data() == "86%"


def test_row_that_is_gone_is_blank(model: WindowedModel, store: _Store) -> None:
    store.gone.add(3)
    model.set_ids(range(10))
    assert model.index(3, 1).data() == ""
    assert model.row_at(3) is None
    assert model.row_at(4) == 4


def test_ticks_follow_ids_not_rows(model: WindowedModel) -> None:
    model.set_ids([10, 20, 30])
    model.tick(1)
    model.set_ids([30, 20])
    assert model.ticked() == {20}
    assert model.is_ticked(1)
    model.set_ids([30])
    assert model.ticked() == set()


def test_tick_by_qt_and_its_words(model: WindowedModel) -> None:
    model.set_ids([10, 20])
    told: list[int] = []
    model.ticks_changed.connect(told.append)
    assert model.setData(model.index(0, 0), Qt.CheckState.Checked.value, Qt.ItemDataRole.CheckStateRole)
    assert told == [1]
    assert model.index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole) == "dicentang"
    assert model.tick_state() == Qt.CheckState.PartiallyChecked
    model.tick_all(True)
    assert model.tick_state() == Qt.CheckState.Checked


@given(st.lists(st.integers(), unique=True, max_size=300))
def test_place_and_id_are_inverse(qapp: QApplication, ids: list[int]) -> None:
    model = WindowedModel(COLUMNS, lambda wanted: wanted)
    model.set_ids(ids)
    assert [model.row_of(each) for each in ids] == list(range(len(ids)))
    assert model.id_at(len(ids)) is None


def test_cells_are_prepared_only_for_rows_that_are_looked_at(store: _Store, qapp: QApplication) -> None:
    told: list[int] = []

    def text(row: int) -> str:
        told.append(row)
        return str(row)

    model = WindowedModel((Column("name", "Nama", text=text),), store.fetch)
    model.set_ids(range(1_000))
    assert model.cells(3) is not None and model.cells(3) is model.cells(3)
    assert told == [3] and len(store.asked) == 1


def test_forgetting_some_rows_fetches_their_page_anew(model: WindowedModel, store: _Store) -> None:
    model.set_ids(range(1_000))
    for row in (5, 105, 305):
        model.cells(row)
    model.forget_rows(90, 110)
    for row in (5, 105, 305):
        model.cells(row)
    assert [asked[0] for asked in store.asked] == [0, 100, 300, 0, 100]
