#!/usr/bin/env python3
"""Start Payung on a fresh machine. Standard library only; Linux and Windows (`py run.py`).

    python3 run.py [ARGUMENTS]      the program; the arguments go to main.py
    python3 run.py test             ruff, mypy, import contracts and all tests
    python3 run.py test ARGUMENTS   pytest alone, with these arguments
    python3 run.py bench            the benchmarks
    python3 run.py lock             write requirements*.txt anew from pyproject.toml (needs the network)

Each makes what it needs first: `.venv`, the locked packages, Qt's system libraries. What it does is told on
stderr, one line a step, so that stdout stays the program's own.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
STAMP = VENV / "payung.json"
RUNTIME = "requirements.txt"
DEVELOPMENT = "requirements-dev.txt"  # holds everything of RUNTIME too; a test keeps that true

OLDEST, NEWEST = (3, 11), (3, 14)  # every locked package has a wheel for these

QT_LIBRARIES = (
    "libgl1 libegl1 libxkbcommon0 libfontconfig1 libdbus-1-3 libglib2.0-0 libxcb-cursor0 libxcb-icccm4 libxcb-image0 "
    "libxcb-keysyms1 libxcb-randr0 libxcb-render-util0 libxcb-shape0 libxcb-sync1 libxcb-xfixes0 libxkbcommon-x11-0"
).split()
TEST_PROGRAMS = {"age": "age", "unzip": "unzip", "openssl": "openssl", "pdftotext": "poppler-utils"}  # packages

# Exit 0: Qt can be used; 3: a system library is missing; anything else: the environment itself is broken.
PROBE = """
import ctypes, os, sys
try:
    import PySide6.QtWidgets
    if sys.platform == "linux" and os.environ.get("DISPLAY"):
        for name in ("libxcb-cursor.so.0", "libxcb-icccm.so.4", "libxcb-keysyms.so.1", "libxkbcommon-x11.so.0"):
            ctypes.CDLL(name)
except ModuleNotFoundError:
    raise
except (ImportError, OSError) as trouble:
    print(trouble)
    sys.exit(3)
"""

CHECKS = (
    ("ruff check", ("-m", "ruff", "check", "--output-format=concise", ".")),
    ("ruff format", ("-m", "ruff", "format", "--check", "--output-format=concise", ".")),
    ("mypy", ("-m", "mypy", "--pretty")),
    ("import contracts", ("-c", "from importlinter.cli import lint_imports_command as run; run()", "--no-logo")),
)


class Stop(Exception):
    """Nothing more can be done; the text says what to do."""


def main(arguments: list[str]) -> int:
    """Make what is missing, then run what was asked; returns its exit code."""
    try:
        check_python()
        command = arguments[0] if arguments else ""
        if command == "test":
            return test(arguments[1:])
        if command == "bench":
            prepare(DEVELOPMENT)
            return run_here("-m", "tests.bench", *arguments[1:])
        if command == "lock":
            return lock(arguments[1:])
        prepare(RUNTIME)
        return start(arguments)
    except Stop as stop:
        say(str(stop))
        return 1
    except OSError as trouble:
        say(f"{trouble}. The folder {ROOT} must be writable and its disk not full.")
        return 1
    except KeyboardInterrupt:
        return 130


def check_python() -> None:
    """Refuse a Python that the locked packages do not know."""
    if not OLDEST <= sys.version_info[:2] <= NEWEST:
        have, oldest, newest = (".".join(map(str, v)) for v in (sys.version_info[:2], OLDEST, NEWEST))
        raise Stop(f"Payung needs Python {oldest} to {newest}; this is {have}. Install one of those and run it again.")


def prepare(requirements: str) -> None:
    """An environment with these packages, in which Qt works."""
    ensure_packages(requirements)
    code, trouble = probe()
    if code not in (0, 3):
        say("the environment is damaged; making it anew")
        shutil.rmtree(VENV, ignore_errors=True)
        ensure_packages(requirements)
        code, trouble = probe()
    if code == 3:
        install_libraries(trouble)
    elif code:
        raise Stop(f"Qt does not start in {VENV.name}:\n{trouble}")


def ensure_packages(requirements: str) -> None:
    """Install the locked packages unless the stamp says that they are there."""
    wanted = fingerprint(requirements)
    stamp = read_stamp()
    if stamp.get(requirements) == wanted and PYTHON.exists():
        return
    if "half-made" in stamp or not works():
        make_environment()
        stamp = {}
    say(f"installing the packages of {requirements}")
    write_stamp({"half-made": requirements})  # stays when this is killed: the environment is then made anew
    result = pip("install", "--require-hashes", "--only-binary=:all:", "-r", str(ROOT / requirements))
    if result.returncode:
        write_stamp(stamp)
        raise Stop(why_pip_failed(result.stdout, requirements))
    stamp[requirements] = wanted
    if requirements == DEVELOPMENT:
        stamp[RUNTIME] = fingerprint(RUNTIME)
    write_stamp(stamp)


def make_environment() -> None:
    """Make `.venv`, replacing what may be left of an earlier one."""
    say("making the environment .venv")
    shutil.rmtree(VENV, ignore_errors=True)
    command = [sys.executable, "-m", "venv", str(VENV)]
    result = captured(command)
    if result.returncode and "ensurepip" in result.stdout:
        packages = [f"python3.{sys.version_info[1]}-venv"]
        if not apt_install(packages):
            raise Stop(f"Python's venv module is not installed. Type:  {apt_line(packages)}")
        shutil.rmtree(VENV, ignore_errors=True)
        result = captured(command)
    if result.returncode:
        shutil.rmtree(VENV, ignore_errors=True)
        raise Stop(f"The folder .venv cannot be made in {ROOT}:\n{tail(result.stdout)}")


def works() -> bool:
    """Whether `.venv` has a Python and a pip that start."""
    return PYTHON.exists() and captured([str(PYTHON), "-c", "import pip._internal"]).returncode == 0


def pip(*arguments: str) -> subprocess.CompletedProcess[str]:
    """Run the environment's pip with the machine's own settings."""
    options = ("--no-input", "--disable-pip-version-check", "--quiet", "--retries", "2")
    return captured([str(PYTHON), "-m", "pip", *arguments, *options])


def why_pip_failed(output: str, requirements: str) -> str:
    """One sentence for the usual reasons, pip's last lines for the others."""
    if "DO NOT MATCH THE HASHES" in output:
        return f"A package differs from the one recorded in {requirements}; nothing was installed."
    if "No space left" in output:
        return "The disk is full: the packages need about 400 MB."
    if any(sign in output for sign in ("Connection", "ConnectTimeout", "name resolution", "unreachable", "ProxyError")):
        return "The packages cannot be fetched: no network. Connect this computer once and run it again."
    return f"The packages of {requirements} cannot be installed. pip says:\n{tail(output)}"


def fingerprint(requirements: str) -> str:
    """Hash of a requirements file, the same whatever its line endings."""
    return hashlib.sha256((ROOT / requirements).read_bytes().replace(b"\r\n", b"\n")).hexdigest()


def read_stamp() -> dict[str, str]:
    """What was installed, by requirements file; empty when unknown."""
    try:
        return dict(json.loads(STAMP.read_text("utf-8")))
    except (OSError, ValueError, TypeError):
        return {}


def write_stamp(stamp: dict[str, str]) -> None:
    """Remember what is installed."""
    STAMP.write_text(json.dumps(stamp), "utf-8")


def probe() -> tuple[int, str]:
    """Whether Qt can be imported: exit code of PROBE and what it said."""
    result = captured([str(PYTHON), "-c", PROBE])
    return result.returncode, tail(result.stdout)


def install_libraries(trouble: str) -> None:
    """Install Qt's system libraries, or say which line does it."""
    if sys.platform != "linux":
        raise Stop(f"Qt does not start here ({trouble}). It needs 64-bit Windows 10 (1809) or newer.")
    if apt_install(QT_LIBRARIES) and probe()[0] == 0:
        return
    raise Stop(f"Qt needs system libraries ({trouble}). Type:  {apt_line(QT_LIBRARIES)}")


def ensure_test_programs() -> None:
    """The programs with which tests open our files; without one its tests skip."""
    missing = [package for program, package in TEST_PROGRAMS.items() if not shutil.which(program)]
    if missing and not apt_install(missing):
        say(f"tests that need {', '.join(missing)} are skipped. To run them too:  {apt_line(missing)}")


def apt_install(packages: list[str]) -> bool:
    """Install Debian packages as root, with fresh lists when the present ones do not do; False when it cannot."""
    if sys.platform != "linux" or os.geteuid() != 0 or not shutil.which("apt-get"):
        return False
    say(f"installing the system packages {' '.join(packages)}")
    install = ["apt-get", "install", "-y", "--no-install-recommends", *packages]
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    if captured(install, environment).returncode == 0:
        return True
    return not (captured(["apt-get", "update"], environment).returncode or captured(install, environment).returncode)


def apt_line(packages: list[str]) -> str:
    """The line that a person types."""
    return f"sudo apt-get install {' '.join(packages)}"


def start(arguments: list[str]) -> int:
    """Become main.py, in the caller's folder so that relative paths mean what they say."""
    command = [str(PYTHON), str(ROOT / "main.py"), *arguments]
    if os.name == "nt":
        return subprocess.run(command, env=child_environment(), check=False).returncode
    os.execve(command[0], command, child_environment())


def test(arguments: list[str]) -> int:
    """All checks and tests, or pytest alone when it is given arguments; 1 when any failed."""
    prepare(DEVELOPMENT)
    ensure_test_programs()
    if arguments:
        return run_here("-m", "pytest", *arguments)
    failed = [name for name, command in CHECKS if not check(name, command)]
    if run_here("-m", "pytest"):
        failed.append("tests")
    if failed:
        say(f"failed: {', '.join(failed)}")
    return 1 if failed else 0


def check(name: str, command: tuple[str, ...]) -> bool:
    """One check, silent when it passes."""
    started = time.monotonic()
    result = captured([str(PYTHON), *command], child_environment())
    say(f"{name}: {'failed' if result.returncode else 'ok'} ({time.monotonic() - started:.1f} s)")
    if result.returncode:
        print(result.stdout, file=sys.stderr, flush=True)
    return not result.returncode


def lock(arguments: list[str]) -> int:
    """Write both requirements files for every platform, with hashes and without addresses or paths."""
    prepare(DEVELOPMENT)
    if pip("install", "uv").returncode:
        raise Stop("uv, which writes the lock, cannot be installed.")
    options = "--universal --generate-hashes --no-header --only-binary=:all: --python-version=3.11 --quiet".split()
    make = ("-m", "uv", "pip", "compile", "pyproject.toml", *options, *arguments)
    return run_here(*make, "-o", RUNTIME) or run_here(*make, "--group", "dev", "-c", RUNTIME, "-o", DEVELOPMENT)


def run_here(*arguments: str) -> int:
    """Run the environment's Python in the program's folder, its output shown."""
    return subprocess.run([str(PYTHON), *arguments], cwd=ROOT, env=child_environment(), check=False).returncode


def captured(command: list[str], env: dict[str, str] | None = None) -> subprocess.CompletedProcess[str]:
    """Run silently; stdout and stderr come back as one text."""
    none, pipe, both = subprocess.DEVNULL, subprocess.PIPE, subprocess.STDOUT
    done = subprocess.run(command, cwd=ROOT, env=env, stdin=none, stdout=pipe, stderr=both, check=False)
    return subprocess.CompletedProcess(command, done.returncode, done.stdout.decode("utf-8", "replace"))


def child_environment() -> dict[str, str]:
    """UTF-8 everywhere: Windows pipes would otherwise refuse characters."""
    return {**os.environ, "PYTHONUTF8": "1"}


def tail(text: str, lines: int = 12) -> str:
    """The last lines of an output."""
    return "\n".join(text.strip().splitlines()[-lines:])


def say(text: str) -> None:
    """Tell one step."""
    print(f"payung: {text}", file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
