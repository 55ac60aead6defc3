from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gui.pages.importing.checklist import Checklist
from gui.pages.importing.findings import Findings
from models.values import Severity
from services.context import AppContext
from services.spreadsheets.session import (
    CellAt,
    Choice,
    ImportCheck,
    Role,
    RowState,
    check_source,
    guess_mapping,
    open_source,
    recheck,
)
from services.workers.commands import register_workers
from services.workers.queries import existing_niks
from tests.offices import worker
from tests.workbooks import nik, row, write_list


@pytest.fixture
def check(village: AppContext, tmp_path: Path) -> Iterator[ImportCheck]:
    """Ready, wrong NIK, unreadable date and unknown work, here already, ready, without a name."""
    register_workers(village, [worker(9004, nik=nik(9004), full_name="SUTARNO", sex="L")])
    rows = [
        row(9001),
        row(9002, nik="12"),
        row(9003, tanggal_lahir="31/02/1980", pekerjaan="campur-campur"),
        row(9004),
        row(9005),
        row(9006, nama=""),
    ]
    source = open_source(write_list(tmp_path / "daftar.xlsx", rows))
    yield check_source(
        source,
        guess_mapping(source),
        village.office.code,
        village.reference,
        village.today(),
        lambda niks: existing_niks(village, niks),
    )


def test_name_and_nik_stand_first(check: ImportCheck) -> None:
    assert [meaning.role for meaning in Checklist(check).meanings][:2] == [Role.NAME, Role.NIK]


def test_cells_are_shown_tidy_and_edited_as_written(check: ImportCheck) -> None:
    rows = Checklist(check)
    name, number, wrong = rows.cell(0, 0), rows.cell(0, 1), rows.cell(1, 1)
    assert (name.text, name.shown) == ("SUTARNO", "Sutarno")
    assert (number.text, number.shown) == (nik(9001), f"{nik(9001)[:6]} {nik(9001)[6:12]} {nik(9001)[12:]}")
    assert (wrong.text, wrong.shown, wrong.mark) == ("12", "12", "err") and "2 angka" in wrong.spoken


def test_filters_leave_rows_of_one_state(check: ImportCheck) -> None:
    rows = Checklist(check)
    assert rows.count() == 6
    rows.show(RowState.HELD)
    assert [rows.row(place).row for place in range(rows.count())] == [3, 4, 7]
    assert rows.row_of(1) == 0 and rows.row_of(0) == -1
    rows.show(RowState.ALREADY_HERE)
    assert rows.count() == 1 and rows.head(0).spoken.endswith("Sudah ada, dilewati")


def test_problems_are_walked_in_reading_order_round_the_end(check: ImportCheck) -> None:
    rows = Checklist(check)
    place, found = (-1, -1), []
    for _ in rows.places():
        following = rows.next_problem(*place)
        assert following is not None
        place = following
        found.append(place)
    assert found == rows.places() == sorted(found) and len(found) == 4
    assert rows.next_problem(*found[-1]) == found[0]
    assert rows.next_problem(*found[0], back=True) == found[-1]
    assert rows.rank(*found[2]) == (3, 4) and rows.rank(0, 0) == (0, 4)


def test_without_problems_there_is_nowhere_to_go(check: ImportCheck) -> None:
    rows = Checklist(check)
    rows.show(RowState.READY)
    assert rows.next_problem(0, 0) is None


def test_what_was_found_leads_to_its_first_cell(check: ImportCheck) -> None:
    rows = Checklist(check)
    for text, severity, _ in rows.found.kinds():
        found = rows.first_of(text, severity)
        assert found is not None
        at, column = found
        assert rows.check.rows[at].problems_in(rows.meanings[column])
    assert rows.first_of("Tidak pernah", Severity.HELD) is None


def test_what_holds_rows_comes_first(check: ImportCheck) -> None:
    severities = [severity for _, severity, _ in Checklist(check).found.kinds()]
    assert severities == sorted(severities, key=lambda each: each is not Severity.HELD)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(
    edits=st.lists(
        st.tuples(
            st.integers(2, 7),
            st.sampled_from("BCDEFGH"),
            st.sampled_from(["", "12", nik(9001), nik(9004), nik(9009), "12-03-1979", "Petani", "L", "P", "SUTINI"]),
        ),
        max_size=4,
    )
)
def test_findings_kept_up_to_date_are_those_counted_anew(check: ImportCheck, edits: list[tuple[int, str, str]]) -> None:
    rows = Checklist(check)
    for number, column, text in edits:
        found = recheck(rows.check, {CellAt("Sheet1", number, column): text})
        rows.take(found.check, found.changed)
    fresh = Findings(rows.check, rows.meanings)
    assert rows.found.counts() == fresh.counts() == rows.check.counts
    assert rows.found.kinds() == fresh.kinds() and rows.found.cells == fresh.cells


@given(
    default=st.sampled_from(Choice),
    chosen=st.dictionaries(st.integers(0, 5), st.sampled_from(Choice)),
)
@settings(max_examples=50, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_what_goes_in_is_what_is_not_left_out(check: ImportCheck, default: Choice, chosen: dict[int, Choice]) -> None:
    rows = Checklist(check)
    rows.default = default
    rows.choices = {check.rows[at].key: choice for at, choice in chosen.items()}
    taken = [each.state for each in check.rows if not rows.is_skipped(each)]
    ready = taken.count(RowState.READY) + taken.count(RowState.WARNED)
    assert rows.going_in() == (ready, taken.count(RowState.ALREADY_HERE))


def test_a_block_fills_to_the_right_and_down_as_far_as_there_are_cells(check: ImportCheck) -> None:
    rows = Checklist(check)
    found = rows.block(4, 0, "A\t1\r\nB\t2\r\nC\t3\r\n")
    assert found == {
        CellAt("Sheet1", 6, "B"): "A",
        CellAt("Sheet1", 6, "C"): "1",
        CellAt("Sheet1", 7, "B"): "B",
        CellAt("Sheet1", 7, "C"): "2",
    }


def test_what_was_only_put_in_order_is_not_marked(village: AppContext, tmp_path: Path) -> None:
    rows = [row(9001, nik=f"'{nik(9001)} ", jk="", nama="X1"), row(9002, jk="")]
    source = open_source(write_list(tmp_path / "rapi.xlsx", rows))
    mapping = guess_mapping(source)
    check = check_source(source, mapping, village.office.code, village.reference, village.today(), lambda _: {})
    told = Checklist(check)
    assert {problem.code for problem in check.rows[0].problems} > {"sex.from_nik"}
    assert [len(cells) for cells in told.found.cells.values()] == [1] and len(told.found.kinds()) == 1
    assert [told.cell(1, column).mark for column in range(len(told.meanings))] == [""] * len(told.meanings)


def test_choices_outlive_another_check_as_far_as_the_rows_do(check: ImportCheck) -> None:
    before, after = Checklist(check), Checklist(check)
    before.default = Choice.UPDATE
    before.choices = {("Sheet1", 2): Choice.SKIP, ("Lembar lain", 2): Choice.SKIP}
    after.keep_choices(before)
    assert after.choices == {("Sheet1", 2): Choice.SKIP} and after.going_in() == (1, 1)
