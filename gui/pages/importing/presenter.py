"""Another's list in four steps: the file, its columns, its rows, the result. Plain Python; nothing is written early."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from gui.language import tr
from gui.messages import sentence, sentence_for
from gui.pages.importing.checklist import Checklist, Key
from gui.pages.importing.correcting import Correcting
from gui.pages.importing.undoing import Undoing
from services.context import AppContext
from services.errors import AppError, Cancelled, Conflict, Invalid
from services.spreadsheets import session
from services.spreadsheets.session import (
    CellAt,
    CheckedRow,
    Choice,
    Comparison,
    ImportCheck,
    ImportOutcome,
    ListMapping,
    Meaning,
    Recheck,
    Role,
    RowState,
    SeenBefore,
    Source,
)
from services.spreadsheets.template import write_template
from services.workers.queries import existing_niks
from services.workers.records import WorkerRef

if TYPE_CHECKING:
    from gui.page import Run
    from services.changes import Changes
    from services.progress import Reporter
    from services.workers.acts import Act
    from services.workers.undo import UndoPreview


class View(Protocol):
    """What the presenter tells the page."""

    def show_start(self) -> None: ...

    def show_sheets(self, source: Source, seen: SeenBefore | None) -> None: ...

    def show_columns(self, mapping: ListMapping, seen: SeenBefore | None) -> None: ...

    def show_check(self, rows: Checklist) -> None: ...

    def show_corrected(self, places: Sequence[int]) -> None: ...

    def show_alike(self, place: int, column: int, count: int) -> None: ...

    def show_comparison(self, key: Key, comparison: Comparison | None) -> None: ...

    def show_result(self, outcome: ImportOutcome) -> None: ...

    def show_recent(self, acts: Sequence[Act]) -> None: ...

    def show_undo(self, preview: UndoPreview) -> None: ...

    def show_undone(self, act: str, workers: int) -> None: ...

    def show_trouble(self, text: str) -> None: ...

    def show_note(self, text: str) -> None: ...

    def show_busy(self, busy: bool) -> None: ...


class ImportingPresenter:
    """Nothing is written before ``take_in``; cancelling leaves everything as it was."""

    def __init__(self, view: View, ctx: AppContext, run: Run, publish: Callable[[Changes], None]) -> None:
        self._view, self._ctx, self._run, self._publish = view, ctx, run, publish
        self.undoing = Undoing(view, ctx, run, publish, self._undone)
        self.source: Source | None = None
        self.mapping: ListMapping | None = None
        self.rows: Checklist | None = None
        self.outcome: ImportOutcome | None = None
        self.path: Path | None = None
        self.fields: tuple[str, ...] = ()
        self.remember = True
        self._seen: SeenBefore | None = None
        self._alike: dict[CellAt, tuple[CellAt, ...]] = {}
        self.correcting = Correcting(run, self._latest, lambda: self.source, self._corrected, self._failed)

    def _latest(self) -> ImportCheck | None:
        return None if self.rows is None else self.rows.check

    # step 1: the file

    def start_over(self) -> None:
        """Back to choosing a file; what was corrected is forgotten."""
        self.source = self.mapping = self.rows = self.outcome = self.path = self._seen = None
        self.fields = ()
        self.correcting.forget()
        self._view.show_start()
        self.undoing.load()

    def is_dirty(self) -> bool:
        """Whether corrections or choices would be lost."""
        chosen = self.rows is not None and bool(self.rows.choices)
        return self.outcome is None and (self.correcting.any() or chosen)

    def open_file(self, path: Path) -> None:
        """Read a workbook in a process of its own."""
        self.path = path

        def job(reporter: Reporter) -> Source:
            return session.open_source(path, reporter)

        self._view.show_busy(True)
        self._run(job, self._opened, self._failed, pool="file", title=tr("Membaca berkas"))

    def open_paste(self, text: str, name: str = "") -> None:
        """Take a block that was copied in Excel or LibreOffice. ``name``: what to call it."""
        self.path = None
        name = name or tr("Tempelan dari Excel")
        self._view.show_busy(True)
        self._run(lambda _: session.paste_source(text, name), self._opened, self._failed, pool="file")

    def _opened(self, source: Source) -> None:
        self.correcting.forget()
        self.source, self.mapping, self.rows, self.outcome = source, None, None, None
        self.fields = ()
        several = sum(sheet.rows > 0 for sheet in source.sheets) > 1
        ctx = self._ctx

        def seen(before: SeenBefore | None) -> None:
            self._seen = before
            if several:
                self._view.show_busy(False)
                self._view.show_sheets(source, before)
            else:
                self.choose_sheet(None)

        self._run(lambda _: session.seen_before(ctx, source), seen, self._failed)

    # step 2: the columns

    def choose_sheet(self, index: int | None) -> None:
        """Guess the columns of one sheet, or of every sheet that is no secret and holds a list."""
        if self.source is None:
            return
        source, ctx = self.source, self._ctx

        def job(_: Reporter) -> ListMapping:
            return session.guess_mapping(source, index, session.remembered(ctx))

        self._view.show_busy(True)
        self._run(job, self._guessed, self._failed, title=tr("Mengenali kolom"))

    def _guessed(self, mapping: ListMapping) -> None:
        self._view.show_busy(False)
        self.mapping, self.fields = mapping, ()
        self._view.show_columns(mapping, self._seen)

    def change_role(self, letter: str, role: Role, number: int = 0, fingerprint: str | None = None) -> None:
        """Another meaning for a column; the column that had it is left out."""
        if self.mapping is not None:
            self.mapping = session.change_role(self.mapping, letter, role, number, fingerprint)
            usable = session.updatable_fields(self.mapping)
            self.fields = tuple(field for field in self.fields if field in usable)
            self._view.show_columns(self.mapping, self._seen)

    def change_fields(self, fields: Sequence[str]) -> None:
        """Only bring these fields of people who are here already up to date; none: take in everybody."""
        self.fields = tuple(fields)

    def to_columns(self) -> None:
        """Back from the check; corrections stay."""
        if self.mapping is not None:
            self._view.show_columns(self.mapping, self._seen)

    def column_problems(self, *, partial: bool) -> tuple[str, ...]:
        """Sentences on what keeps the list from being checked."""
        if self.mapping is None:
            return ()
        codes = session.mapping_problems(self.mapping, self.fields)
        if partial and not self.fields:
            codes = tuple(dict.fromkeys((*codes, "mapping.no_field")))
        return tuple(sentence(code) for code in codes)

    # step 3: the check

    def check(self) -> None:
        """Check every row; corrections made before still count."""
        if self.source is None or self.mapping is None:
            return
        source, mapping, fields = self.source, self.mapping, self.fields
        ctx, edits, remember = self._ctx, dict(self.correcting.edits), self.remember

        def existing(niks: Iterable[str]) -> Mapping[str, WorkerRef]:
            return existing_niks(ctx, niks)

        def job(reporter: Reporter) -> Checklist:
            found = session.check_source(
                source,
                mapping,
                ctx.office.code,
                ctx.reference,
                ctx.today(),
                existing,
                reporter,
                edits=edits,
                fields=fields,
                born=session.namesakes_in(ctx),
                keyed=session.keyed_in(ctx),
            )
            if remember:
                session.remember_mapping(ctx, mapping)
            elif mapping.was_remembered:
                session.forget_mapping(ctx, mapping)
            return Checklist(found, self._offered)

        self._view.show_busy(True)
        self._run(job, self._checked, self._failed, title=tr("Memeriksa isi"))

    def _checked(self, rows: Checklist) -> None:
        self._view.show_busy(False)
        before, self.rows = self.rows, rows
        if before is not None:
            self.rows.keep_choices(before)
        self._view.show_check(self.rows)

    def _offered(self, meaning: Meaning) -> tuple[str, ...]:
        """What may be typed into a column, offered while typing."""
        if meaning.role in (Role.OCCUPATION, Role.OCCUPATION_2):
            return tuple(sorted(each.label for each in self._ctx.reference.occupations.values()))
        return ()

    def correct(self, edits: Mapping[CellAt, str], *, alike: bool = False) -> None:
        """Put other texts into cells. ``alike``: also into the cells that ``find_alike`` found for the only one."""
        found = dict(edits)
        if alike and len(edits) == 1:
            ((at, text),) = edits.items()
            found |= {each: text for each in self._alike.get(at, ())}
        self.correcting.correct(found)

    def undo_correction(self) -> None:
        """The cells of the last correction as they were before it."""
        self.correcting.undo()

    def _corrected(self, found: Recheck) -> None:
        if self.rows is not None:
            self._view.show_corrected(self.rows.take(found.check, found.changed))

    def find_alike(self, place: int, column: int) -> None:
        """Which other cells hold the same text and have the same trouble."""
        at = self.rows.at(place, column) if self.rows is not None else None
        if self.rows is None or at is None:
            return
        check = self.rows.check

        def show(cells: tuple[CellAt, ...]) -> None:
            others = tuple(each for each in cells if each != at)
            self._alike = {at: others}
            self._view.show_alike(place, column, len(others))

        self._run(lambda _: session.cells_like(check, at), show, self._failed)

    def choose(self, row: CheckedRow, choice: Choice) -> None:
        """What happens to a row that could go in, or to somebody who is here already."""
        if self.rows is not None:
            self.rows.choices[row.key] = choice

    def choose_all(self, choice: Choice) -> None:
        """The same for everybody who is here already."""
        if self.rows is not None:
            self.rows.default = choice
            for row in self.rows.check.of(RowState.ALREADY_HERE):
                self.rows.choices.pop(row.key, None)

    def compare(self, row: CheckedRow) -> None:
        """What would change for somebody who is here already."""
        if self.rows is None:
            return
        ctx, check, key = self._ctx, self.rows.check, row.key

        def show(found: Comparison) -> None:
            self._view.show_comparison(key, found)

        self._run(lambda _: session.compare(ctx, check, key), show, lambda _: self._view.show_comparison(key, None))

    # step 4: the result

    def take_in(self) -> None:
        """Save in one act, all or nothing, once every correction is checked."""
        self.correcting.settled(self._write)

    def _write(self) -> None:
        rows = self.rows
        if rows is None or self.outcome is not None or not any(rows.going_in()):
            return
        ctx, source, check = self._ctx, self.source, rows.check
        choices, default = dict(rows.choices), rows.default

        def job(reporter: Reporter) -> ImportOutcome:
            note = source.name if source is not None else ""
            return session.write_import(
                ctx, check, choices, default=default, note=note, source=source, reporter=reporter
            )

        self._view.show_busy(True)
        self._run(job, self._written, self._failed, title=tr("Memasukkan pekerja"))

    def _written(self, outcome: ImportOutcome) -> None:
        self._view.show_busy(False)
        self.outcome = outcome
        self._publish(outcome.changes)
        self._view.show_result(outcome)

    def _undone(self, act: str) -> None:
        """The import just made was taken back: its columns are there to be put right and checked anew."""
        if self.outcome is not None and self.outcome.act == act:
            self.outcome = None
            self.to_columns()

    def save_held(self, to: Path) -> None:
        """Write the held rows as a workbook to correct and import again."""
        if self.rows is None:
            return
        held = self.rows.check.of(RowState.HELD)

        def job(_: Reporter) -> int:
            session.write_held_rows(to, held, sentence)
            return len(held)

        def saved(count: int) -> None:
            self._view.show_busy(False)
            self._view.show_note(tr("{count} baris tertahan disimpan di {file}", count=count, file=to.name))

        self._view.show_busy(True)
        self._run(job, saved, self._failed, pool="file", title=tr("Menulis baris tertahan"))

    def save_template(self, to: Path) -> None:
        """Write our own empty list."""
        reference = self._ctx.reference

        def saved(_: None) -> None:
            self._view.show_note(tr("Contoh berkas disimpan di {file}", file=to.name))

        self._run(lambda _: write_template(to, reference), saved, self._failed, pool="file")

    def _failed(self, error: AppError) -> None:
        self._view.show_busy(False)
        if isinstance(error, Cancelled):
            self._view.show_note(tr("Dibatalkan. Tidak ada data yang berubah."))
        elif isinstance(error, Conflict | Invalid):  # somebody was saved since the check
            self._view.show_trouble(tr("Daftar pekerja berubah sejak berkas diperiksa. Kembali, lalu periksa lagi."))
        else:
            self._view.show_trouble(sentence_for(error))
