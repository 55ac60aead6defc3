from __future__ import annotations

from pathlib import Path

import pytest

from services.errors import WorkbookRejected
from services.spreadsheets.shared_text import check_shared_text
from services.spreadsheets.sheets import MOST_TEXT
from services.spreadsheets.workbook import open_workbook
from tests.workbooks import raw_xlsx, refused, sheet_row

LONG = 32_000
TEXTS = f"<sst><si><t>{'x' * LONG}</t></si><si><t>pendek</t></si></sst>".encode()
MANY = MOST_TEXT // LONG + 10


def shown(cell: str, count: int) -> bytes:
    return (cell * count).encode()


@pytest.mark.parametrize(
    "cell",
    [
        '<c t="s"><v>0</v></c>',
        '<x:c t="s"><x:v> 0 </x:v></x:c>',
        "<c t='s'><v xml:space='preserve'>00</v></c>",
        '<c t="s"><v>&#48;</v></c>',
        '<c t="s"><v><![CDATA[0]]></v></c>',
        '<c t="s"><v><!-- -->0</v></c>',
    ],
)
def test_one_long_text_in_many_cells_is_refused_however_it_is_written(cell: str) -> None:
    with pytest.raises(WorkbookRejected, match=r"workbook\.too_big"):
        check_shared_text(TEXTS, [shown(cell, MANY)])


@pytest.mark.parametrize("cell", ['<c t="s"><v>1</v></c>', "<c><v>1.5</v></c>", '<c t="str"><v>SUTARNO</v></c>'])
def test_a_long_text_that_hardly_any_cell_shows_does_no_harm(cell: str) -> None:
    check_shared_text(TEXTS, [shown(cell, MANY * 10), shown('<c t="s"><v>0</v></c>', 10)])


def test_a_book_without_shared_texts_is_none_of_our_business() -> None:
    check_shared_text(b"<sst/>", [shown('<c t="s"><v>0</v></c>', MANY)])


def test_texts_are_counted_over_all_sheets() -> None:
    half = shown('<c t="s"><v>0</v></c>', MANY // 2 + 1)
    check_shared_text(TEXTS, [half])
    with pytest.raises(WorkbookRejected, match=r"workbook\.too_big"):
        check_shared_text(TEXTS, [half, half])


def test_through_the_whole_reader(tmp_path: Path) -> None:
    def book(number: int) -> bytes:
        cells = (sheet_row(at, f'<c r="A{at}" t="s"><v>{number}</v></c>') for at in range(1, MANY))
        return raw_xlsx("".join(cells), parts={"xl/sharedStrings.xml": TEXTS.decode()})

    assert refused(tmp_path, book(0)) == "workbook.too_big"
    (path := tmp_path / "baik.xlsx").write_bytes(book(1))
    assert open_workbook(path).sheets[0].rows[-1] == ["pendek"]
