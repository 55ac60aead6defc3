"""A fault put into one module of the program as it is imported; then what has to notice it runs (a process of its own).

``python -m tests.histories.mutation NAME --seed N --count N``: exit 3 when the fault was noticed, 0 when it was not.
With the name of a killer nothing is put in, and nothing may be noticed.
"""

from __future__ import annotations

import argparse
import importlib.abc
import importlib.machinery
import random
import sys
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from types import CodeType, ModuleType
from typing import Any

NOTICED, MISSED, UNFIT = 3, 0, 4
"""Exit codes; the last: the line to be changed is not there (any more)."""


class _Loader(importlib.machinery.SourceFileLoader):
    """Compiles the changed source; no compiled file is read or written."""

    def __init__(self, fullname: str, path: str, old: str, new: str) -> None:
        super().__init__(fullname, path)
        self._old, self._new = old, new

    def get_code(self, fullname: str) -> CodeType:
        source = Path(self.path).read_text(encoding="utf-8")
        if source.count(self._old) != 1:
            sys.stderr.write(f"{fullname} holds the line {source.count(self._old)} times\n")
            sys.exit(UNFIT)
        return compile(source.replace(self._old, self._new), self.path, "exec", dont_inherit=True)


class _Finder(importlib.abc.MetaPathFinder):
    def __init__(self, module: str, old: str, new: str) -> None:
        self._module, self._old, self._new = module, old, new

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> importlib.machinery.ModuleSpec | None:
        if fullname != self._module:
            return None
        spec = importlib.machinery.PathFinder.find_spec(fullname, path)
        assert spec is not None and spec.origin is not None
        spec.loader = _Loader(fullname, spec.origin, self._old, self._new)
        return spec


def install(module: str, old: str, new: str) -> None:
    """From now on this module is imported with that fault."""
    if module in sys.modules:
        raise ValueError("the module is imported already")
    sys.meta_path.insert(0, _Finder(module, old, new))


def _fold_sets(seeds: Sequence[int], folder: Path) -> str:
    from tests.histories.change_sets import Case
    from tests.histories.differential import both

    for seed in range(2_000):
        real, plain = both(Case(random.Random(seed)))
        if real != plain:
            return f"the plain model, on random set {seed}"
    return ""


def _histories(seeds: Sequence[int], folder: Path) -> str:
    from tests.histories.history import run_history

    return _first_failure(seeds, folder, run_history)


def _rebuilds(seeds: Sequence[int], folder: Path) -> str:
    from tests.histories.differential import compare

    return _first_failure(seeds, folder, compare)


def _first_failure(seeds: Sequence[int], folder: Path, play: Callable[[int, Path], Any]) -> str:
    from services.errors import AppError
    from tests.histories.history import Failed

    for seed in seeds:
        try:
            play(seed, folder / str(seed))
        except Failed as failed:
            if not isinstance(failed.__cause__, (AssertionError, AppError)):
                sys.stderr.write(f"{failed}\n")  # the fault made the program fall over: it proves nothing
                raise SystemExit(UNFIT) from None
            return str(failed)
    return ""


def _tests(nodes: str) -> str:
    """Name of the first test that fails."""
    import pytest

    failed: list[str] = []

    class Watching:
        def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
            if report.failed:
                failed.append(report.nodeid)

    options = ["-q", "-x", "-p", "no:cacheprovider", "--no-header", "--tb=no"]
    status = pytest.main([*options, *nodes.split()], plugins=[Watching()])
    if status not in (pytest.ExitCode.OK, pytest.ExitCode.TESTS_FAILED):
        raise SystemExit(UNFIT)
    return failed[0] if failed else ""


KILLERS = {"fold": _fold_sets, "histories": _histories, "rebuilds": _rebuilds}


def notice(killer: str, seeds: Sequence[int], folder: Path) -> str:
    """Run what should notice the fault; how it did, or nothing."""
    return KILLERS[killer](seeds, folder) if killer in KILLERS else _tests(killer)


def main() -> int:
    """See the module's docstring."""
    from tests.prove.mutant_list import MUTANTS

    parser = argparse.ArgumentParser()
    parser.add_argument("name", help="of a fault, or a killer, which then runs without any")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--count", type=int, default=60)
    args = parser.parse_args()
    mutant = next((each for each in MUTANTS if each.name == args.name), None)
    if mutant is not None:
        install(mutant.module, mutant.old, mutant.new)
    killer = args.name if mutant is None else mutant.killer
    if killer in KILLERS:  # pytest imports it itself
        import tests.conftest  # noqa: F401 - folders of the tests, nobody's own
    with tempfile.TemporaryDirectory(prefix="payung-mutant-") as folder:
        found = notice(killer, range(args.seed, args.seed + args.count), Path(folder))
    sys.stdout.write(f"\n{found}\n")
    return NOTICED if found else MISSED


if __name__ == "__main__":
    sys.exit(main())
