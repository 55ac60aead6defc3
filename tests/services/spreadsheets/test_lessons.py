"""What users of other systems complain about when they import, each as a test (reference/peers.md §4, by number)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from models.values import ActKind, Severity, WorkerStatus
from services.context import AppContext
from services.errors import WorkbookRejected
from services.progress import Reporter
from services.reference import load_reference
from services.spreadsheets.comparing import compare
from services.spreadsheets.export import export_workers
from services.spreadsheets.guessing import guess_mapping
from services.spreadsheets.held import write_held_rows
from services.spreadsheets.importing import check_workbook, import_workbook
from services.spreadsheets.mapping import change_role
from services.spreadsheets.own_columns import OWN_COLUMNS
from services.spreadsheets.records import CellAt, Choice, ImportCheck, RowState
from services.spreadsheets.remembering import remember_mapping, remembered, seen_before
from services.spreadsheets.roles import Role
from services.spreadsheets.sheets import SheetData, SheetsData
from services.spreadsheets.source import Source
from services.spreadsheets.taking_in import write_import
from services.spreadsheets.template import write_template
from services.spreadsheets.workbook import open_workbook
from services.workers.acts import recent_acts
from services.workers.commands import register_worker, update_worker
from services.workers.leaving import leave_register
from services.workers.queries import existing_niks, find_by_nik, get_worker
from services.workers.search import count_workers
from services.workers.undo import preview_undo, undo
from tests.offices import worker
from tests.services.spreadsheets.lists import check_here, listed, saved
from tests.workbooks import TODAY, VILLAGE, nik, row, write_list

REFERENCE = load_reference()


def check(source: Source) -> ImportCheck:
    from services.spreadsheets.check import check_source

    return check_source(source, guess_mapping(source), VILLAGE, REFERENCE, TODAY, lambda niks: {})


def states(found: ImportCheck) -> list[str]:
    return [each.state.value for each in found.rows]


def codes(found: ImportCheck, severity: Severity = Severity.HELD) -> list[str]:
    return [problem.code for problem in found.problems if problem.severity is severity]


def test_04_opensid_4050_importing_again_never_takes_anybody_away(village: AppContext, tmp_path: Path) -> None:
    register_worker(village, worker(9050))
    write_import(village, check_here(village, saved(tmp_path, row())))
    assert find_by_nik(village, worker(9050).nik) is not None
    assert count_workers(village) == 2


@pytest.mark.parametrize(
    "written", ["12/3/1979", "12-03-1979", "12 Maret 1979", "12-MAR-79", "1979-03-12", " 12 . 3 . 79 ", 28_926.0]
)
def test_05_opensid_4808_dates_are_read_and_never_1970(written: Any) -> None:
    found = check(listed(("Nama", "NIK", "Tgl Lahir"), ["SUTARNO", nik(), written]))
    assert found.rows[0].form.birth_date == date(1979, 3, 12)


@pytest.mark.parametrize("written", ["00-00-0000", "0", 0.0, "31/02/1980", "entah"])
def test_05_opensid_4808_what_is_no_date_holds_its_row(written: Any) -> None:
    found = check(listed(("Nama", "NIK", "Tgl Lahir"), ["SUTARNO", nik(), written]))
    assert (codes(found), found.rows[0].form.birth_date) == (["birth_date.unreadable"], None)


def test_06_opensid_4996_any_order_text_or_codes_and_one_field_at_a_time(village: AppContext) -> None:
    found = check_here(
        village, listed(("JK", "NIK", "Nama"), ["2", nik(9001, born="520379"), "SRI"], ["Lk", nik(9002), "TARNO"])
    )
    assert [each.form.sex.value for each in found.rows if each.form.sex] == ["P", "L"]
    write_import(village, found)
    only = check_here(village, listed(("NIK", "Gaji"), [nik(9002), "900rb"]), ("monthly_income",))
    assert write_import(village, only).updated == 1


@pytest.mark.parametrize("blank", ["", "-", None, " "])
def test_07_opensid_9696_blanks_stay_blank(blank: Any) -> None:
    head = ("Nama", "NIK", "Tgl Lahir", "Tgl Pemberitahuan", "No HP", "Penghasilan", "RT")
    born = nik(9001, born="120379")
    found = check(listed(head, ["SUTARNO", born, *[blank or ""] * 5]))
    form = found.rows[0].form
    assert (form.notice_given_on, form.phone, form.monthly_income, form.rt) == (None, "", None, "")
    assert form.birth_date == date(1979, 3, 12)  # from the NIK, and told
    assert codes(found, Severity.WARNING) == ["birth_date.from_nik", "sex.from_nik"]


def test_07_opensid_9696_the_rules_stand_in_the_template(tmp_path: Path) -> None:
    write_template(tmp_path / "contoh.xlsx", REFERENCE)
    sheet = load_workbook(tmp_path / "contoh.xlsx").worksheets[0]
    assert [bool(cell.comment and cell.comment.text) for cell in sheet[1]] == [True] * len(OWN_COLUMNS)


@pytest.mark.parametrize("placeholder", ["0", 0.0, "0000000000000000", "9999999999999999", "-"])
def test_08_opensid_1032_a_shared_placeholder_merges_nobody(placeholder: Any) -> None:
    found = check(listed(("Nama", "NIK"), *(["ORANG " + letter, placeholder] for letter in "ABC")))
    assert states(found) == ["held"] * 3
    assert "nik.repeated_in_file" not in codes(found)


def test_09_opensid_5249_several_without_a_nik_are_no_duplicates(tmp_path: Path) -> None:
    found = check(listed(("Nama", "NIK"), ["SUTARNO", ""], ["NGATMIN", ""]))
    assert codes(found) == ["nik.empty", "nik.empty"]
    write_held_rows(tmp_path / "ditahan.xlsx", found.of(RowState.HELD), lambda code, data: code)
    assert [cells[0] for cells in open_workbook(tmp_path / "ditahan.xlsx").sheets[0].rows[1:]] == ["SUTARNO", "NGATMIN"]


def test_10_opensid_1817_the_registry_list_imports_as_it_is() -> None:
    head = ("NO_KK", "NIK", "NAMA_LGKP", "JENIS_KLMIN", "TMPT_LHR", "TGL_LHR", "STAT_HBKEL", "ALAMAT", "NO_RT", "NO_RW")
    cells = [
        nik(9900),
        "33.1606.120379.9001",
        "SUTARNO",
        "1",
        "BLORA",
        "12-03-1979",
        "KEPALA KELUARGA",
        "NGASEM",
        "3",
        "2",
    ]
    found = check(listed(head, cells))
    form = found.rows[0].form
    assert states(found) == ["ready"]
    assert (form.nik, form.birth_date, form.rt, form.rw, form.heirs) == (nik(), date(1979, 3, 12), "003", "002", ())


def test_11_opensid_6550_success_is_never_said_for_nothing(village: AppContext, tmp_path: Path) -> None:
    outcome = write_import(village, check_here(village, saved(tmp_path, row(nama=None))))
    assert (outcome.act, outcome.written, outcome.held) == ("", 0, 1)
    assert recent_acts(village, kinds=[ActKind.IMPORT]) == ()


def test_11_opensid_6550_the_shipped_template_works(village: AppContext, tmp_path: Path) -> None:
    path = tmp_path / "contoh.xlsx"
    write_template(path, REFERENCE)
    book = load_workbook(path)
    for at, column in enumerate(OWN_COLUMNS, 1):
        book.worksheets[0].cell(2, at).value = column.write(worker(), REFERENCE)
    book.save(path)
    assert import_workbook(village, path).ready == 1


def test_12_opensid_6635_four_thousand_rows_go_in_with_progress(village: AppContext) -> None:
    class Listening:
        told: list[tuple[int, int, str]] = []

        def step(self, done: int, total: int, label: str = "") -> None:
            self.told.append((done, total, label))

    people = [["SUTARNO", nik(9001 + at % 900, area=f"3316{1 + at // 900:02d}")] for at in range(4_000)]
    listening: Reporter = Listening()
    source = listed(("Nama", "NIK"), *people)
    from services.spreadsheets.check import check_source

    found = check_source(
        source, guess_mapping(source), VILLAGE, REFERENCE, TODAY, lambda niks: existing_niks(village, niks), listening
    )
    assert write_import(village, found, reporter=listening).written == 4_000
    assert len([done for done, _, label in Listening.told if label == "workbook.checking"]) > 10
    assert len([done for done, _, label in Listening.told if label == "workers.saving"]) > 10


def test_13_opensid_8594_a_wrong_import_can_be_undone_and_made_again(village: AppContext, tmp_path: Path) -> None:
    source = saved(tmp_path, row(9001), row(9002), row(9003))
    first = write_import(village, check_here(village, source))
    changed = find_by_nik(village, nik(9002))
    assert changed is not None
    form = get_worker(village, changed.id).form
    update_worker(village, changed.id, replace(form, phone="081200000000"))
    preview = preview_undo(village, first.act)
    assert [each.id for each in preview.changed_since] == [changed.id]
    undo(village, first.act)
    again = check_here(village, source)
    assert states(again) == ["ready", "already_here", "ready"]
    assert write_import(village, again).written == 2


def test_14_opensid_11072_who_left_is_told_and_not_entered_twice(village: AppContext, tmp_path: Path) -> None:
    from models.values import LeftReason

    worker_id = register_worker(village, worker(nik=nik())).first("worker")
    leave_register(village, [worker_id], LeftReason.MOVED, date(2026, 11, 1))
    found = check_here(village, saved(tmp_path, row()))
    assert states(found) == ["already_here"]
    assert found.rows[0].other is not None and found.rows[0].other.status is WorkerStatus.LEFT


def test_15_opensid_3096_a_list_of_niks_alone_is_enough_to_update(village: AppContext) -> None:
    for serial in (9001, 9002):
        register_worker(village, worker(serial, rt="001"))
    source = listed(("NIK", "RT"), [worker(9001).nik, "7"], [worker(9002).nik, "7"])
    assert write_import(village, check_here(village, source, ("rt",))).updated == 2


def test_20_opensid_10948_a_downloaded_list_shows_every_nik_whole(tmp_path: Path) -> None:
    export_workers(tmp_path / "ekspor.xlsx", [worker(9001, kk_number=nik(9990), phone="081200000000")], REFERENCE)
    sheet = load_workbook(tmp_path / "ekspor.xlsx").worksheets[0]
    for at, column in enumerate(OWN_COLUMNS, 1):
        if column.meaning.role in (Role.NIK, Role.KK, Role.PHONE):
            cell = sheet.cell(2, at)
            assert (cell.data_type, cell.number_format) == ("s", "@")
    assert sheet.cell(2, 1).value == worker(9001).nik


def test_24_opendk_123_the_reason_stands_beside_the_row() -> None:
    found = check(listed(("Nama", "NIK"), ["", "1"], ["SUTARNO", nik()]))
    assert states(found) == ["held", "ready"]
    assert [(each.row, each.column, each.code) for each in found.rows[0].problems] == [
        (2, "B", "nik.length"),
        (2, "A", "name.empty"),
    ]  # all that is wrong, in one pass


def test_41_akvo_331_changed_headings_are_not_read_the_old_way(village: AppContext) -> None:
    old = listed(("Nama", "NIK", "Ket."), ["SUTARNO", nik(), "Ngasem"])
    remember_mapping(village, change_role(guess_mapping(old), "C", Role.HAMLET))
    moved = listed(("Nama", "NIK", "Telp", "Ket."), ["SUTARNO", nik(), "081200000000", "Ngasem"])
    mapping = guess_mapping(moved, remembered=remembered(village))
    assert not mapping.was_remembered
    assert mapping.columns[2].role is Role.PHONE


def test_42_sormas_2549_duplicates_never_stop_the_import(village: AppContext, tmp_path: Path) -> None:
    for serial in (9001, 9002):
        register_worker(village, worker(nik=nik(serial), full_name="SUTARNO", sex="L"))
    rows = [row(9001), row(9002), row(9003), row(9003), row(9004)]
    found = check_here(village, saved(tmp_path, *rows))
    assert states(found) == ["already_here", "already_here", "ready", "held", "ready"]
    outcome = write_import(village, found)
    assert (outcome.written, outcome.already_here, outcome.held) == (2, 2, 1)


def test_43_sormas_5442_a_second_time_says_who_is_here_already(village: AppContext, tmp_path: Path) -> None:
    source = saved(tmp_path, row(), row(9002))
    write_import(village, check_here(village, source), source=source)
    found = check_here(village, source)
    assert states(found) == ["already_here"] * 2
    assert codes(found, Severity.WARNING) == codes(found) == []  # no row is a duplicate of itself
    assert seen_before(village, source) is not None
    assert write_import(village, found).already_here == 2


def test_44_odoo_160252_what_comes_in_is_what_was_counted(village: AppContext) -> None:
    people = [["SUTARNO", nik(9001 + at % 900, area=f"3316{1 + at // 900:02d}")] for at in range(2_300)]
    outcome = write_import(village, check_here(village, listed(("Nama", "NIK"), *people)))
    assert outcome.rows == outcome.written == count_workers(village) == 2_300


@pytest.mark.parametrize("heading", ["No. KTP", "N I K", "Nomor Induk Kependudukan", "NIK (16 digit)", "no_nik"])
def test_45_openspp_439_headings_have_many_names(heading: str) -> None:
    assert states(check(listed(("Nama Peserta", heading), ["SUTARNO", nik()]))) == ["ready"]


def test_46_onadata_1540_an_edited_export_updates_and_doubles_nobody(village: AppContext, tmp_path: Path) -> None:
    worker_id = register_worker(village, worker(notice_version="")).first("worker")
    path = tmp_path / "ekspor.xlsx"
    export_workers(path, [get_worker(village, worker_id).form], REFERENCE)
    book = load_workbook(path)
    at = next(at for at, column in enumerate(OWN_COLUMNS, 1) if column.meaning.role is Role.PHONE)
    book.worksheets[0].cell(2, at).value = "081299990000"
    book.save(path)
    found = check_here(village, Source(path.name, "xlsx", "1", open_workbook(path)))
    assert [each.field for each in compare(village, found, found.rows[0].key).differences] == ["phone"]
    assert write_import(village, found, default=Choice.UPDATE).updated == 1
    assert count_workers(village) == 1


def test_47_epi_info_10_a_colleagues_workbook_is_appended(village: AppContext, tmp_path: Path) -> None:
    write_import(village, check_here(village, saved(tmp_path, row(9001), name="saya.xlsx")))
    outcome = write_import(village, check_here(village, saved(tmp_path, row(9002), name="teman.xlsx")))
    assert (outcome.written, count_workers(village)) == (1, 2)


def test_48_platform121_2585_the_same_file_twice_changes_nothing_twice(village: AppContext, tmp_path: Path) -> None:
    source = saved(tmp_path, row(), row(9002))
    for _ in range(3):
        outcome = write_import(village, check_here(village, source), default=Choice.UPDATE, source=source)
    assert (outcome.written, outcome.updated, outcome.unchanged) == (0, 0, 2)
    assert len(recent_acts(village, kinds=[ActKind.IMPORT])) == 1


def test_49_superset_28551_a_rounded_nik_never_passes_for_a_whole_one(tmp_path: Path) -> None:
    rounded = int(nik(9004)) // 10 * 10
    path = write_list(tmp_path / "daftar.xlsx", [row(nik=rounded), row(9002, nik=f"{rounded:.5E}"), row(9003)])
    found = check_workbook(path, VILLAGE, REFERENCE, TODAY, lambda niks: {})
    assert states(found) == ["held", "held", "ready"]
    write_held_rows(tmp_path / "ditahan.xlsx", found.of(RowState.HELD), lambda code, data: code)
    again = check_workbook(tmp_path / "ditahan.xlsx", VILLAGE, REFERENCE, TODAY, lambda niks: {})
    assert states(again) == ["held", "held"]


def test_the_held_rows_of_a_list_mapped_by_hand_need_no_mapping(tmp_path: Path) -> None:
    """Anchor of §5: the failed-rows workbook re-imports with no mapping, whatever an officer chose for a column."""
    from services.spreadsheets.check import check_source

    head = ("No", "Nama", "NIK", "Ket.", "Pekerjaan", "Alamat")
    source = listed(head, ["1", "", nik(), "Ngasem", "pocokan", "DK. A RT 3 RW 2"])
    mapping = change_role(change_role(guess_mapping(source), "D", Role.HAMLET), "E", Role.IGNORED)
    before = check_source(source, mapping, VILLAGE, REFERENCE, TODAY, lambda niks: {})
    path = tmp_path / "ditahan.xlsx"
    write_held_rows(path, before.rows, lambda code, data: code)
    again = check_workbook(path, VILLAGE, REFERENCE, TODAY, lambda niks: {})
    assert again.rows[0].form == before.rows[0].form
    assert again.rows[0].form.hamlet == "Ngasem"
    assert {each.code for each in again.rows[0].problems} == {each.code for each in before.rows[0].problems}
    headings = open_workbook(path).sheets[0].rows[0]
    assert all(str(ours) in str(written) for ours, written in zip(head, headings, strict=False))


def test_a_file_without_a_table_is_refused_with_a_reason() -> None:
    with pytest.raises(WorkbookRejected, match=r"^workbook\.no_table$"):
        guess_mapping(Source("x", "xlsx", "0", SheetsData((SheetData("A", [["halo"]]),))))


def test_corrections_are_named_by_place_only() -> None:
    assert CellAt("Sheet1", 2, "C") == ("Sheet1", 2, "C")
