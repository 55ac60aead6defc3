"""The faults of the exchange of bundles, and what a fault is."""

from __future__ import annotations

from typing import NamedTuple


class Mutant(NamedTuple):
    """``old`` stands once in the module's source and becomes ``new``.

    ``killer``: ``fold`` (plain model on random sets), ``histories``, ``rebuilds`` (differential), or tests by path.
    """

    name: str
    what: str
    module: str
    old: str
    new: str
    killer: str


STORING = "services.handover.storing"
DUE = "services.handover.due"
OUTGOING = "services.handover.outgoing"
INCOMING = "services.handover.incoming"
ARRIVING = "services.handover.arriving"
PROJECTION = "services.journal.projection"
OBEYING = "services.handover.obeying"
FORGETTING = "services.erasing.forgetting"
LETTING_GO = "services.handover.letting_go"
OFFICE_FACTS = "services.handover.office_facts"
WITNESSES = "services.handover.witnesses"
DOOR = "services.handover.door"

OF_EXCHANGE = (
    Mutant(
        "seqkey",
        "a change is told by its stream and number, not by its hash",
        STORING,
        "    fresh = [change for change in arrived.changes if change.id not in arrived.known]\n",
        "    taken = {tuple(row) for row in connection.exec_driver_sql('SELECT stream, n FROM journal')}\n"
        "    fresh = [c for c in arrived.changes\n"
        "             if c.id not in arrived.known and (c.head.stream, c.head.number) not in taken]\n",
        "histories",
    ),
    Mutant(
        "numack",
        "a receipt counts for every earlier number of its stream",
        DUE,
        "SELECT id, ? FROM journal WHERE id = ?",
        "SELECT j.id, ? FROM journal j JOIN journal k ON j.stream = k.stream AND j.n <= k.n WHERE k.id = ?",
        "tests/services/handover/test_receipts.py",
    ),
    Mutant(
        "noepoch",
        "what a district that is gone had received counts as received",
        DUE,
        "JOIN epoch e ON e.id = k.epoch AND NOT e.dead WHERE k.change_id = j.id",
        "JOIN epoch e ON e.id = k.epoch WHERE k.change_id = j.id",
        "tests/services/handover/test_epochs.py",
    ),
    Mutant(
        "noreopen",
        "a laptop goes on writing in a stream that another one writes too",
        INCOMING,
        "    if not codes:\n        return []\n",
        "    if codes or not codes:\n        return []\n",
        "histories",
    ),
    Mutant(
        "nopurge",
        "an order of erasure leaves the contents where they are",
        FORGETTING,
        "UPDATE journal SET payload = NULL WHERE",
        "UPDATE journal SET payload = payload WHERE",
        "histories",
    ),
    Mutant(
        "resurrection",
        "a late stick brings an erased person back",
        STORING,
        "        if whose and change.payload is not None:\n",
        "        if whose and change.payload is None:\n",
        "histories",
    ),
    Mutant(
        "donothing",
        "a change that is here without content never gets it",
        STORING,
        "    if empty:\n",
        "    if empty and not empty:\n",
        "tests/services/handover/test_letting_go.py",
    ),
    Mutant(
        "no_receipts",
        "the district's reply tells nobody what has arrived",
        OUTGOING,
        "for change_id, stream in receipts(connection, village)]",
        "for change_id, stream in receipts(connection, village)[:0]]",
        "histories",
    ),
    Mutant(
        "receipts_of_own",
        "no receipts for what others wrote about people whom the village was given",
        DUE,
        "    UNION SELECT seq FROM journal WHERE record IN (SELECT record FROM journal WHERE own = :village)\n",
        "    UNION SELECT seq FROM journal WHERE record IN (SELECT record FROM journal WHERE own = :village) AND 0\n",
        "tests/services/handover/test_letting_go.py",
    ),
    Mutant(
        "no_notice",
        "a village never hears that somebody was given to another",
        OUTGOING,
        "for row in headers)]",
        "for row in headers[:0])]",
        "histories",
    ),
    Mutant(
        "contents_to_former",
        "a village goes on getting everything about people it gave away",
        OUTGOING,
        "*(ChangeLine(row.header, row.signature, None) for row in headers)",
        "*(ChangeLine(row.header, row.signature, row.payload) for row in headers)",
        "tests/services/handover/test_given_away.py",
    ),
    Mutant(
        "hasty",
        "a village lets go of edits that have not arrived yet",
        LETTING_GO,
        "    AND id IN (SELECT k.change_id FROM known_by k JOIN epoch e ON e.id = k.epoch WHERE NOT e.dead)\n",
        "",
        "tests/services/handover/test_transferring.py",
    ),
    Mutant(
        "rows_stay",
        "decisions about people given away stay in the village's tables",
        LETTING_GO,
        "        project(connection, _records(connection, chosen), load_roster(connection))\n",
        "",
        "tests/services/handover/test_letting_go.py",
    ),
    Mutant(
        "orders_stay_home",
        "bundles going up carry no orders: a restored district never learns them again",
        OUTGOING,
        "            order_lines=_orders(connection, None),\n",
        "            order_lines=[],\n",
        "tests/services/handover/test_half_bundle.py",
    ),
    Mutant(
        "orders_of_one",
        "replies carry only orders about the village itself",
        OUTGOING,
        'Order.office.in_(["", *sorted(offices)])',
        "Order.office.in_([*sorted(offices)])",
        "histories",
    ),
    Mutant(
        "unsigned",
        "nobody looks at the signature of a change",
        ARRIVING,
        "            key.verify(unb64(line.signature), DOMAIN + line.header.encode())\n",
        "            unb64(line.signature)\n",
        "tests/services/handover/test_half_bundle.py",
    ),
    Mutant(
        "any_content",
        "nobody compares a content with what was signed",
        ARRIVING,
        "    if payload_hash(text) != head.payload_hash:\n",
        "    if not payload_hash(text):\n",
        "tests/services/handover/test_tamper.py",
    ),
    Mutant(
        "no_savepoint",
        "half of a bad bundle stays",
        INCOMING,
        "        connection.begin_nested(),\n",
        "",
        "tests/services/handover/test_half_bundle.py",
    ),
    Mutant(
        "cut_again",
        "what came after a cut is not folded again",
        OBEYING,
        "    _fold_again(connection, {order.device for order in orders if isinstance(order, RevokeOrder)})\n",
        "",
        "rebuilds",
    ),
    Mutant(
        "ghosts",
        "a row without anything behind it stays in the tables",
        PROJECTION,
        "    _remove(connection, entity, table, gone)\n",
        "",
        "rebuilds",
    ),
    Mutant(
        "still_shown",
        "a village goes on showing people it gave away",
        PROJECTION,
        "self._office not in folded.claimed_by:",
        "not folded.claimed_by:",
        "histories",
    ),
    Mutant(
        "told_too_soon",
        "a village lets go of a person before the new village has one",
        DUE,
        " AND record NOT IN ({_NOT_HELD_YET})",
        "",
        "tests/services/handover/test_transferring.py",
    ),
    Mutant(
        "old_word",
        "what a village had read of a journal that was lost counts for the new one",
        OFFICE_FACTS,
        "UPDATE bundle SET upto = 0 WHERE written",
        "UPDATE bundle SET upto = upto WHERE written",
        "tests/services/handover/test_transferring.py",
    ),
    Mutant(
        "any_laptop",
        "content goes on the word of another laptop of the office",
        INCOMING,
        "            let_go(ctx, connection, _people(arrived), stored.content)\n",
        "            let_go(ctx, connection, _people(arrived))\n",
        "tests/services/handover/test_letting_go.py",
    ),
    Mutant(
        "header_receipt",
        "a change of which the district holds the header alone counts as received",
        DUE,
        "SELECT j.id, j.stream FROM journal j WHERE {_WHOLE} AND j.seq IN (",
        "SELECT j.id, j.stream FROM journal j WHERE j.seq IN (",
        "tests/services/handover/test_given_away_and_back.py",
    ),
    Mutant(
        "former_claims",
        "a dispute about the owner tells every former owner too",
        DUE,
        " if village in folded[record].claimed_by]",
        " if folded[record].claimed_by]",
        "tests/services/handover/test_given_away_and_back.py",
    ),
    Mutant(
        "late_reply",
        "what a late stick of a lost district brings is thrown away with what was given away",
        INCOMING,
        "_people(arrived) - _newly_told(arrived)",
        "_people(arrived)",
        "tests/services/handover/test_given_away_and_back.py",
    ),
    Mutant(
        "deaf_district",
        "a district that was put back does not see that a village has read a reply it does not know",
        WITNESSES,
        "            went_back |= not _wrote(ctx, connection, said, manifest)\n",
        "            pass\n",
        "tests/services/handover/test_witnesses.py",
    ),
    Mutant(
        "hearsay",
        "a district believes what a village says that it signed",
        WITNESSES,
        "if key and is_signed_by(",
        "if key or is_signed_by(",
        "tests/services/handover/test_witnesses.py",
    ),
    Mutant(
        "once_received",
        "what an earlier reply listed counts as received though the newest one does not",
        INCOMING,
        "if is_newest(connection, manifest):",
        "if False:",
        "tests/services/handover/test_witnesses.py",
    ),
    Mutant(
        "anybodys_stream",
        "a change that another laptop signed in the name of this stream counts as proof that this database is old",
        INCOMING,
        "if c.head.stream == own and c.head.device == ctx.device_id}",
        "if c.head.stream == own}",
        "tests/services/journal/test_forks.py",
    ),
    Mutant(
        "left_out_speaks",
        "a computer that was left out of the root document still writes replies",
        DOOR,
        "            if self._is_left_out(sender, manifest):\n",
        "            if False:\n",
        "tests/services/handover/test_rotating.py",
    ),
    Mutant(
        "root_unheard",
        "a newer root document that a village brings is not taken",
        OBEYING,
        "    if learn_root(connection, signed):\n        return False\n",
        "",
        "tests/services/handover/test_rotating.py",
    ),
    Mutant(
        "first_comes",
        "of two orders of one version the one that comes last holds",
        OBEYING,
        " and _place(line, order) < _newest_here(connection, order.id))",
        " and order.version < _newest_here(connection, order.id)[0])",
        "tests/services/handover/test_obeying.py",
    ),
)
