"""The faults: of the fold, the exchange, writing and restoring. A line that is not there any more is told as unfit."""

from __future__ import annotations

from tests.prove.mutants_of_exchange import OF_EXCHANGE, Mutant

FOLD = "services.rules.fold"
STORING = "services.handover.storing"
UNIT = "services.journal.unit"
FACTS = "services.handover.office_facts"
RESTORING = "services.safekeeping.restoring"
STICK = "services.handover.stick"

_OF_FOLD = (
    Mutant(
        "norank",
        "a village buries what the district wrote",
        FOLD,
        " and writer.role.rank >= target[1].role.rank",
        "",
        "fold",
    ),
    Mutant(
        "wholebury",
        "a change buries every group of what it replaces",
        FOLD,
        "        (replaced, group)\n        for (_, group), (change, writer) in allowed.items()\n"
        "        for replaced in change.replaces[group]\n"
        "        if (target := allowed.get((replaced, group))) is not None",
        "        (replaced, other)\n        for (_, group), (change, writer) in allowed.items()\n"
        "        for replaced in change.replaces[group]\n        for other in {name for _, name in allowed}\n"
        "        if (target := allowed.get((replaced, other))) is not None",
        "fold",
    ),
    Mutant("wrong_winner", "the least of the rivals is shown", FOLD, "value=values[-1]", "value=values[0]", "fold"),
    Mutant(
        "no_generation",
        "the longer line of edits does not count",
        FOLD,
        "allowed[pair][1].role.rank, generation[pair], pair[0]",
        "allowed[pair][1].role.rank, pair[0]",
        "fold",
    ),
    Mutant(
        "rank_last",
        "a longer line of edits beats the district",
        FOLD,
        "allowed[pair][1].role.rank, generation[pair], pair[0]",
        "generation[pair], allowed[pair][1].role.rank, pair[0]",
        "fold",
    ),
    Mutant(
        "hidden_dispute",
        "two values that differ are no dispute",
        FOLD,
        "disputed=tuple(distinct) if len(distinct) > 1 else ()",
        "disputed=tuple(distinct) if len(distinct) > 2 else ()",
        "histories",
    ),
    Mutant(
        "village_decides",
        "a village may write decisions",
        FOLD,
        "return change.entity not in DISTRICT_ENTITIES and writer.office in owners",
        "return writer.office in owners",
        "fold",
    ),
    Mutant(
        "anybody_edits",
        "a village may edit people it never had",
        FOLD,
        "return change.entity not in DISTRICT_ENTITIES and writer.office in owners",
        "return change.entity not in DISTRICT_ENTITIES",
        "fold",
    ),
    Mutant(
        "claims",
        "a village may take a person over",
        FOLD,
        "return not tuple(change.replaces.get(OWNER, ())) and change.own == writer.office",
        "return change.own == writer.office",
        "fold",
    ),
    Mutant(
        "no_cut",
        "a revoked laptop goes on having a say",
        FOLD,
        "return self.cut is None or change_id[:CUT_SIGNS] in self.cut",
        "return True",
        "fold",
    ),
    Mutant(
        "empty_cut",
        "a revoked laptop of which nothing counts counts wholly",
        FOLD,
        "return self.cut is None or change_id[:CUT_SIGNS] in self.cut",
        "return not self.cut or change_id[:CUT_SIGNS] in self.cut",
        "fold",
    ),
    Mutant(
        "first_is_free",
        "the short way for a single change asks nobody's leave",
        FOLD,
        "        if _may_write(change, group, writer, owners | owners_of_about):\n            groups[group]",
        "        if True:\n            groups[group]",
        "fold",
    ),
)

_OF_WRITING = (
    Mutant("no_count", "numbers in a stream stand still", UNIT, "        self._n += 1\n", "", "histories"),
    Mutant(
        "no_link",
        "changes do not name the one before them",
        UNIT,
        "            previous=self._head or None,\n",
        "            previous=None,\n",
        "histories",
    ),
    Mutant(
        "sees_nothing",
        "an edit does not say what it had seen: every correction becomes a dispute",
        UNIT,
        "            replaces = {group: _named(seen, group, room) for group in groups}\n",
        "            replaces = {group: _named(seen, group, room)[:0] for group in groups}\n",
        "tests/services/journal/test_unit.py tests/services/workers/test_commands.py",
    ),
    Mutant(
        "not_read_back",
        "a bundle counts as written before it was read back from the stick",
        STICK,
        "        _compare(temp, sealed, reporter, files)\n",
        "",
        "tests/services/handover/test_stick.py",
    ),
    Mutant(
        "final_name",
        "a bundle is written under its final name at once",
        STICK,
        '    temp = folder / f"{_TEMP_PREFIX}{secrets.token_hex(6)}{_TEMP_SUFFIX}"\n',
        "    temp = folder / name\n",
        "tests/services/handover/test_stick.py",
    ),
    Mutant(
        "not_flushed",
        "what was written to the stick is not flushed",
        STICK,
        "        files.flush(handle)\n",
        "",
        "tests/services/handover/test_stick_order.py",
    ),
)

_OF_RESTORING = (
    Mutant(
        "same_stream",
        "a restored office goes on in the stream of its backup",
        RESTORING,
        "            open_stream(ctx, connection)\n",
        "",
        "tests/services/safekeeping/test_restoring.py tests/services/safekeeping/test_backups.py",
    ),
    Mutant(
        "same_epoch",
        "a district that opened a new stream does not say that its old state is gone",
        FACTS,
        '        connection.exec_driver_sql("UPDATE epoch SET dead = 1 WHERE id = ?", (before,))\n',
        "",
        "tests/services/handover/test_office_facts.py tests/services/safekeeping/test_waking.py",
    ),
    Mutant(
        "went_back_unseen",
        "an older copy of the files is not noticed at sign-in",
        "services.safekeeping.waking",
        "    went_back = position is not None and _is_ahead(connection, position)\n",
        "    went_back = False\n",
        "tests/services/safekeeping/test_waking.py",
    ),
    Mutant(
        "orders_forgotten",
        "a restore does not take the orders of the present state along",
        RESTORING,
        "            for order in present.orders:\n",
        "            for order in present.orders[:0]:\n",
        "tests/services/safekeeping/test_restoring.py",
    ),
    Mutant(
        "archive_skipped",
        "a restore does not read what lies sealed in the office's folders",
        RESTORING,
        "        replayed = replay(ctx)\n",
        "        replayed = 0\n",
        "tests/services/safekeeping/test_restoring.py",
    ),
    Mutant(
        "unchecked",
        "a backup is restored whatever the check says",
        RESTORING,
        "        if not (checked.database and checked.journal):\n",
        "        if not (checked.database or checked.journal or True):\n",
        "tests/services/safekeeping/test_restoring_checks.py",
    ),
    Mutant(
        "no_safety_copy",
        "a restore keeps no copy of what it replaces",
        RESTORING,
        "set_aside(data, ASIDE) if present.database.exists() else None",
        "None",
        "tests/services/safekeeping/test_restoring_checks.py",
    ),
)

MUTANTS: tuple[Mutant, ...] = (*_OF_FOLD, *OF_EXCHANGE, *_OF_WRITING, *_OF_RESTORING)
