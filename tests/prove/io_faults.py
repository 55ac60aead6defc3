"""Every n-th I/O call of every act fails with every code, once and for good; parts: the acts."""

from __future__ import annotations

import errno
import time
from collections import Counter
from collections.abc import Iterator

from gui.messages import TEXTS
from tests.faults import shim
from tests.faults.failing import CODES, LASTING, ONCE, READS, WRITES, Failing, wrong
from tests.faults.failing_acts import ACTS, REAL
from tests.faults.host import Host
from tests.prove.proved import Asked, Proved

_KINDS = {WRITES: "writes", READS: "reads"}
_MODES = {ONCE: "once", LASTING: "lasting"}


def prove(asked: Asked) -> Iterator[Proved]:
    """One line for each act, kind of call and mode; no chance takes part."""
    if not shim.available():
        yield Proved(name="io_faults", wanted=1, done=0, failures=0, notes="needs Linux and a C compiler")
        return
    with Host(asked.folder) as host:
        for name in REAL:
            if not asked.part(name):
                continue
            asked.begin_part()
            failing = Failing(host, name, asked.folder / name)
            for mode in _MODES:
                for kinds in _KINDS:
                    yield _one(asked, failing, name, kinds, mode)


def _one(asked: Asked, failing: Failing, name: str, kinds: int, mode: int) -> Proved:
    """A stick and the data folder do not fail together: a lasting trouble is one volume's."""
    begun, outcomes, failures = time.monotonic(), Counter[str](), list[str]()
    volumes = ("",) if mode == ONCE else (ACTS[name].office, "stick")
    done = 0
    for below in volumes:
        for code in CODES[kinds]:
            for number, tried in failing.every(kinds, [code], mode, below):
                done += 1
                outcomes[tried.state] += 1
                if bad := wrong(tried, TEXTS):
                    failures.append(f"n={number} {errno.errorcode[code]} {tried.hit}: {bad}")
                if asked.time_is_over:
                    break
    told = ", ".join(f"{count} {state}" for state, count in sorted(outcomes.items()))
    return Proved(
        name=f"io {name} {_KINDS[kinds]} {_MODES[mode]}",
        wanted=done,
        done=done,
        failures=len(failures),
        seconds=time.monotonic() - begun,
        notes="; ".join([told, *failures[:5]]),
    )
