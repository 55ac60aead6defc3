"""One of several versions of a decided batch, written again whole by a person's choice (decision 0026)."""

from __future__ import annotations

from typing import Any

from models.values import Outcome, Role
from services.bulk import bulk_act
from services.changes import Changes
from services.context import AppContext
from services.errors import Conflict, NotAllowed, NotFound
from services.journal.unit import WriteUnit
from services.programmes.disputed import VERSION, DecidedBatch, Version, read_batch, versions_of
from services.programmes.queries import get_programme
from services.programmes.records import ProgrammeView
from services.progress import SILENT, Reporter
from services.rules.fold import Folded

OTHER_VERSION = "programme.other_version"
"""Why somebody is refused whom the chosen version does not know: another one had decided about them."""
_STEP = 250


def batch_versions(ctx: AppContext, programme_id: str) -> tuple[Version, ...]:
    """Every act that ever decided the batch, also of a settled dispute. Raises NotFound("programme.missing")."""
    view = get_programme(ctx, programme_id)
    with ctx.read() as connection:
        return versions_of(read_batch(connection, view.batch_id))


def settle(ctx: AppContext, programme_id: str, version_id: str, reporter: Reporter = SILENT) -> Changes:
    """Write that version of the batch again, in one act naming all heads: decisions, decree, ceiling and weights.

    ``version_id``: its start is enough. Choosing another one later is a new act that takes this one back. Raises
    NotAllowed("district.only"), NotFound("programme.missing", "programme.version_missing"),
    Conflict("programme.not_disputed") where nothing but that version stands.
    """
    if ctx.office.role is not Role.DISTRICT:
        raise NotAllowed("district.only")
    with bulk_act(), ctx.write() as unit:
        view = get_programme(ctx, programme_id)
        found = read_batch(unit.connection, view.batch_id)
        chosen = [each for each in versions_of(found) if version_id and each.id.startswith(version_id)]
        if len(chosen) != 1:
            raise NotFound("programme.version_missing")
        if not _write_batch(unit, view, found, chosen[0]) + _write_decisions(unit, view, found, chosen[0], reporter):
            raise Conflict("programme.not_disputed")
    return unit.changes


def _write_decisions(
    unit: WriteUnit, view: ProgrammeView, found: DecidedBatch, version: Version, reporter: Reporter
) -> int:
    """How many: everybody of whom anything else stands. Whom the version does not know stays funded by no other."""
    wanted = [(record, each) for record, each in found.decisions.items() if each.live and {*each.live} != {version.id}]
    unknown = {
        "batch_id": view.batch_id,
        "outcome": Outcome.REFUSED.value,
        "decided_on": version.decided_on,
        "reasons": [OTHER_VERSION],
    }
    for number, (record, each) in enumerate(wanted):
        if number % _STEP == 0:
            reporter.step(number, len(wanted), "decisions.writing")
        value = {**each.ever.get(version.id, unknown), VERSION: version.id}
        unit.replace("decision", record, {"decision": value}, each.folded, about=each.worker_id)
    reporter.step(len(wanted), len(wanted), "decisions.writing")
    return len(wanted)


def _write_batch(unit: WriteUnit, view: ProgrammeView, found: DecidedBatch, version: Version) -> int:
    """The decree of that version, and the ceiling and weights it was decided with, where anything else stands."""
    said = found.decree_of(version.id)
    decree = {**said, "decided_on": version.decided_on, VERSION: version.id}
    groups = {"decree": decree} if _differs(found.batch, "decree", {VERSION: version.id}, decree) else {}
    terms = {**found.batch.value("terms"), **{key: said[key] for key in ("weights",) if key in said}}
    if _differs(found.batch, "terms", {}, terms):
        groups["terms"] = terms
    unit.replace("batch", view.batch_id, groups, found.batch)
    folded = unit.folded("programme", view.id)
    budget = {**folded.value("terms"), **{key: said[key] for key in ("ceiling",) if key in said}}
    of_programme = {"terms": budget} if _differs(folded, "terms", {}, budget) else {}
    unit.replace("programme", view.id, of_programme, folded)
    return len(groups) + len(of_programme)


def _differs(folded: Folded, group: str, added: dict[str, Any], wanted: dict[str, Any]) -> bool:
    """Whether a group has to be written so that it says what is wanted and nothing disputes it."""
    return len(folded.heads(group)) > 1 or {**folded.value(group), **added} != wanted
