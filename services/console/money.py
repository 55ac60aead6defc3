"""contribution, plan, programme, decide: what it costs and who is chosen."""

from __future__ import annotations

from argparse import Namespace
from dataclasses import asdict
from typing import Any

from models.values import Insurance, Month, Payer
from services.console.shell import PrintedProgress, Say, office, show
from services.errors import NotFound
from services.programmes.commands import create_programme, decide
from services.programmes.disputed import find_dispute
from services.programmes.queries import get_programme
from services.programmes.ranking import monthly_contributions, rank_batch
from services.programmes.records import DEFAULT_BASE_INCOME, ProgrammeTerms, Ranking
from services.programmes.settling import batch_versions, settle
from services.reference import load_reference
from services.rules.budget import plan_months
from services.rules.contribution import contribution, programme_contribution

_BOTH = (Insurance.JKK, Insurance.JKM)
_FIRST_PLANNED = Month(2025, 1)


def contribution_command(args: Namespace, say: Say) -> int:
    """One month's contribution and the rules behind it."""
    reference = load_reference()
    occupation = reference.occupations.get(args.occupation.upper())
    if occupation is None:
        raise NotFound("occupation.unknown")
    found = contribution(args.month, args.income, occupation.sector, args.payer, args.programmes, reference.tariff)
    result = {
        "month": str(found.month),
        "base_income": found.base_income,
        "jkk": found.jkk,
        "jkm": found.jkm,
        "jht": found.jht,
        "total": found.total,
        "rules": list(found.rules),
    }
    show(args, result, lambda: [f"{key}: {value}" for key, value in result.items()])
    return 0


def plan_command(args: Namespace, say: Say) -> int:
    """How many people a ceiling pays for; ``--people`` asks what so many would cost, ``--tariff`` tries another sum."""
    start = args.month or _FIRST_PLANNED
    tariff = load_reference().tariff
    lawful = [
        programme_contribution(start.plus(number), DEFAULT_BASE_INCOME, Payer.APBD, _BOTH, tariff)
        for number in range(args.months)
    ]
    monthly = [args.tariff] * args.months if args.tariff else [month.total for month in lawful]
    planned = plan_months(args.ceiling, monthly, args.people)
    result: dict[str, Any] = {
        "workers": planned.workers,
        "per_worker": planned.per_worker,
        "cost": planned.cost,
        "left": planned.left,
        "monthly": monthly[0],
        "law": {"jkk": lawful[0].jkk, "jkm": lawful[0].jkm, "total": lawful[0].total},
    }
    show(args, result, lambda: [f"{key}: {value}" for key, value in result.items()])
    return 0


def programme_command(args: Namespace, say: Say) -> int:
    """Make a programme."""
    terms = ProgrammeTerms(
        year=args.year,
        payer=args.payer,
        ceiling=args.ceiling,
        from_month=args.from_month,
        months=args.months,
        base_income=args.base_income,
    )
    with office(args, say) as ctx:
        made = create_programme(ctx, terms).first("programme")
    result = {"programme": made, "year": args.year, "ceiling": args.ceiling, "months": args.months}
    show(args, result, lambda: [made])
    return 0


def decide_command(args: Namespace, say: Say) -> int:
    """Rank everyone and fix the decisions, or only show them."""
    with office(args, say) as ctx:
        if args.dry_run:
            ranking = rank_batch(ctx, get_programme(ctx, args.programme))
        else:
            ranking = decide(ctx, args.programme, PrintedProgress(say), anyway=args.anyway)
    result = _ranking_json(ranking, dry_run=args.dry_run)
    show(args, result, lambda: [f"{key}: {value}" for key, value in result.items()])
    return 0


def versions_command(args: Namespace, say: Say) -> int:
    """The versions of a batch that was decided more than once; ``--use`` writes one of them again, whole."""
    with office(args, say) as ctx:
        if args.use:
            settle(ctx, args.programme, args.use, PrintedProgress(say))
        view = get_programme(ctx, args.programme)
        versions = batch_versions(ctx, view.id)
        dispute = find_dispute(ctx, view.batch_id)
        per_person = sum(monthly_contributions(ctx, view))
    people = dispute.people if dispute else 0
    result = {
        "programme": view.id,
        "disputed": dispute is not None,
        "people": people,
        "versions": [{**asdict(each), "cost": each.funded * per_person} for each in versions],
    }

    def lines() -> list[str]:
        told = [f"disputed: {people}"]
        for each in versions:
            parts = (each.id, each.at, each.user, f"funded {each.funded}", f"Rp{each.funded * per_person}")
            told.append("  ".join(part for part in (*parts, each.decree_no) if part))
        return told

    show(args, result, lines)
    return 0


def _ranking_json(ranking: Ranking, *, dry_run: bool) -> dict[str, Any]:
    return {
        "programme": ranking.programme.id,
        "decided": not dry_run,
        "funded": ranking.funded,
        "reserve": ranking.reserve,
        "refused": ranking.refused,
        "per_worker": ranking.per_worker,
        "cost": ranking.cost,
        "left": ranking.left,
    }
