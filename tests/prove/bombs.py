"""Small files made to eat time or memory: each is refused in under a second and 100 MB.

``python -m tests.prove.bombs`` measures all of them, each in a fork of one process, and prints JSON lines.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict
from pathlib import Path

from tests.prove.proved import Asked, Proved

SECONDS = 1.0
MEMORY = 100 * 1024 * 1024
PASSED_BY = frozenset({"image: a comment of 256 MB", "image: a profile of 256 MB"})
"""Good pictures with a bomb beside them, which nobody unpacks: they may be taken."""
_ROOT = Path(__file__).parents[2]

Build = Callable[[], bytes]
Read = Callable[[bytes, Path], None]


def measured(*names: str) -> Iterator[dict[str, str | float | int]]:
    """What became of each bomb: ``name``, ``outcome`` (a code, or what went wrong), ``seconds``, ``memory``."""
    command = [sys.executable, "-m", "tests.prove.bombs", *names]
    done = subprocess.run(command, cwd=_ROOT, capture_output=True, text=True, timeout=300, check=False)
    if done.returncode:
        raise RuntimeError(done.stderr[-2000:])
    for line in done.stdout.splitlines():
        yield json.loads(line)


def is_defused(told: Mapping[str, str | float | int]) -> bool:
    """Refused with a code, soon, without taking much."""
    refused = "." in str(told["outcome"]) or (told["outcome"] == "taken" and told["name"] in PASSED_BY)
    return refused and float(told["seconds"]) < SECONDS and int(told["memory"]) < MEMORY


def prove(asked: Asked) -> Iterator[Proved]:
    """One line for all; the worst of them in the notes."""
    if sys.platform != "linux":
        yield Proved(name="bombs", wanted=0, done=0, failures=0, notes="memory is measured on Linux only")
        return
    found = list(measured())
    wrong = [told for told in found if not is_defused(told)]
    slowest, biggest = max(found, key=lambda it: it["seconds"]), max(found, key=lambda it: it["memory"])
    notes = [
        f"slowest {slowest['name']} {slowest['seconds']:.2f} s",
        f"most memory {biggest['name']} {int(biggest['memory']) // 2**20} MB",
    ]
    notes += [f"{it['name']}: {it['outcome']}, {it['seconds']:.2f} s, {int(it['memory']) // 2**20} MB" for it in wrong]
    yield Proved(name="bombs", wanted=len(found), done=len(found), failures=len(wrong), notes="; ".join(notes))


def main() -> None:
    """In the process of its own: build each bomb, read it in a fork."""
    from services.errors import AppError
    from tests.prove.bomb_list import BOMBS
    from tests.prove.measured import measure

    for name, (build, read) in BOMBS.items():
        if len(sys.argv) > 1 and name not in sys.argv[1:]:
            continue
        data = build()
        with tempfile.TemporaryDirectory(prefix="payung-bomb-") as folder:

            def work(data: bytes = data, folder: str = folder, read: Read = read) -> str:
                try:
                    read(data, Path(folder))
                except AppError as refused:
                    return refused.code
                except BaseException as error:  # noqa: BLE001 - whatever it was, its kind is what is told
                    return f"raised {type(error).__name__}"
                return "taken"

            told = asdict(measure(work)) | {"name": name, "size": len(data)}
        sys.stdout.write(json.dumps(told) + "\n")


if __name__ == "__main__":
    main()
