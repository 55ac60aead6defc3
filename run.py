#!/usr/bin/env python3
"""Start Payung on a fresh machine. Standard library only; Linux and Windows (`py run.py`).

    python3 run.py [ARGUMENTS]      the program; the arguments go to main.py
    python3 run.py test             ruff, mypy, import contracts and all tests
    python3 run.py test ARGUMENTS   pytest alone, with these arguments
    python3 run.py bench            the benchmarks
    python3 run.py prove [NAME ...] [--minutes N]  long runs against damage, faults and hostile files; --list names them
    python3 run.py lock             write requirements*.txt anew from pyproject.toml (needs the network)
    python3 run.py package --to DIR           a folder that runs without Python, for the system it is made on
    python3 run.py wheelhouse --platform win_amd64 --to DIR     what a machine without a network needs
    python3 run.py --offline DIR [ARGUMENTS]  the program, installed from such a folder and from nowhere else

Each makes what it needs first: `.venv`, the locked packages, Qt's system libraries. What it does is told on
stderr, one line a step, so that stdout stays the program's own. What an office can meet is told in Indonesian.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
STAMP = VENV / "payung.json"
RUNTIME = "requirements.txt"
PACKAGE = "requirements-package.txt"
DEVELOPMENT = "requirements-dev.txt"
HELD = {PACKAGE: (RUNTIME,), DEVELOPMENT: (RUNTIME, PACKAGE)}  # what a lock holds besides; a test keeps that true

OLDEST, NEWEST = (3, 11), (3, 14)  # every locked package has a wheel for these

QT_LIBRARIES = (
    "libgl1 libegl1 libxkbcommon0 libfontconfig1 libdbus-1-3 libglib2.0-0 libxcb-cursor0 libxcb-icccm4 libxcb-image0 "
    "libxcb-keysyms1 libxcb-randr0 libxcb-render-util0 libxcb-shape0 libxcb-sync1 libxcb-xfixes0 libxkbcommon-x11-0"
).split()
TEST_PROGRAMS = {"age": "age", "unzip": "unzip", "openssl": "openssl", "pdftotext": "poppler-utils"}  # packages

MEMORY = Path("/dev/shm")
MEMORY_NEEDED = 6 * 1024**3
"""Bytes that have to be free there: the pages of a test run and the program's own memory come out of one purse."""

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


WORKERS = ("-n", str(min(os.cpu_count() or 1, 4)), "--dist", "loadfile")  # a file's fixtures are made once


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
        if command == "prove":
            prepare(DEVELOPMENT)
            ensure_test_programs()
            with quick_folder():
                return run_here("-m", "tests.prove", *arguments[1:])
        if command == "lock":
            return lock(arguments[1:])
        if command == "package":
            prepare(PACKAGE)
            return run_there("starter.package", arguments[1:])
        if command == "wheelhouse":
            prepare(RUNTIME)
            return run_there("starter.wheelhouse", arguments[1:])
        return program(arguments)
    except Stop as stop:
        say(str(stop))
        return 1
    except OSError as trouble:
        say(f"{trouble}. Folder {ROOT} harus dapat ditulis dan disknya tidak penuh.")
        return 1
    except KeyboardInterrupt:
        return 130


def check_python() -> None:
    """Refuse a Python that the locked packages do not know."""
    if not OLDEST <= sys.version_info[:2] <= NEWEST:
        have, oldest, newest = (".".join(map(str, v)) for v in (sys.version_info[:2], OLDEST, NEWEST))
        raise Stop(f"Payung perlu Python {oldest} sampai {newest}; ini Python {have}. Pasang salah satunya.")


def program(arguments: list[str]) -> int:
    """The program itself; with `--offline DIR` its packages come from that folder alone."""
    if arguments[:1] != ["--offline"]:
        prepare(RUNTIME)
        return start(arguments)
    if len(arguments) < 2:
        raise Stop("Tulis foldernya:  run.py --offline FOLDER")
    prepare(RUNTIME, Path(arguments[1]).absolute())
    return start(arguments[2:])


def prepare(requirements: str, source: Path | None = None) -> None:
    """An environment with these packages, in which Qt works. ``source``: a folder that `wheelhouse` made."""
    ensure_packages(requirements, source)
    code, trouble = probe()
    if code not in (0, 3):
        say("lingkungan .venv rusak; dibuat ulang")
        shutil.rmtree(VENV, ignore_errors=True)
        ensure_packages(requirements, source)
        code, trouble = probe()
    if code == 3:
        install_libraries(trouble)
    elif code:
        raise Stop(f"Qt tidak dapat dimulai di {VENV.name}:\n{trouble}")


def ensure_packages(requirements: str, source: Path | None = None) -> None:
    """Install the locked packages unless the stamp says that they are there."""
    wanted = fingerprint(requirements)
    stamp = read_stamp()
    if stamp.get(requirements) == wanted and PYTHON.exists():
        return
    if source is not None:
        check_source(source)
    if "half-made" in stamp or not works():
        make_environment()
        stamp = {}
    say(f"memasang paket dari {requirements}")
    write_stamp({"half-made": requirements})  # stays when this is killed: the environment is then made anew
    result = pip(source, "install", "--require-hashes", "--only-binary=:all:", "-r", str(ROOT / requirements))
    if result.returncode:
        write_stamp(stamp)
        raise Stop(why_pip_failed(result.stdout, requirements))
    stamp.update({name: fingerprint(name) for name in (requirements, *HELD.get(requirements, ()))})
    write_stamp(stamp)


def check_source(folder: Path) -> None:
    """Refuse a folder that is not whole or not for this computer, before anything is installed from it."""
    from starter.offline import hindrance

    trouble = hindrance(folder, VENV)
    if trouble:
        raise Stop(trouble)


def make_environment() -> None:
    """Make `.venv`, replacing what may be left of an earlier one."""
    say("membuat lingkungan .venv")
    shutil.rmtree(VENV, ignore_errors=True)
    command = [sys.executable, "-m", "venv", str(VENV)]
    result = captured(command)
    if result.returncode and "ensurepip" in result.stdout:
        packages = [f"python3.{sys.version_info[1]}-venv"]
        if not apt_install(packages):
            raise Stop(f"Modul venv dari Python belum terpasang. Ketik:  {apt_line(packages)}")
        shutil.rmtree(VENV, ignore_errors=True)
        result = captured(command)
    if result.returncode:
        shutil.rmtree(VENV, ignore_errors=True)
        raise Stop(f"Folder .venv tidak dapat dibuat di {ROOT}:\n{tail(result.stdout)}")


def works() -> bool:
    """Whether `.venv` has a Python and a pip that start."""
    return PYTHON.exists() and captured([str(PYTHON), "-c", "import pip._internal"]).returncode == 0


def pip(source: Path | None, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run the environment's pip: with the machine's own settings, or with none of them and this folder alone."""
    options = ["--no-input", "--disable-pip-version-check", "--quiet", "--retries", "2"]
    environment = None
    if source is not None:
        options += ["--no-index", "--find-links", str(source / "paket")]
        environment = {name: value for name, value in os.environ.items() if not name.upper().startswith("PIP_")}
        environment["PIP_CONFIG_FILE"] = os.devnull
    return captured([str(PYTHON), "-m", "pip", *arguments, *options], environment)


def why_pip_failed(output: str, requirements: str) -> str:
    """One sentence for the usual reasons, pip's last lines for the others."""
    if "DO NOT MATCH THE HASHES" in output:
        return f"Sebuah paket berbeda dari yang tercatat di {requirements}; tidak ada yang dipasang."
    if "No space left" in output:
        return "Disk penuh: paket-paketnya perlu sekitar 400 MB."
    if "Long Path" in output:
        return "Nama folder ini terlalu panjang untuk Windows. Pindahkan Payung ke folder pendek, misalnya C:\\Payung."
    if any(sign in output for sign in ("Connection", "ConnectTimeout", "name resolution", "unreachable", "ProxyError")):
        return "Paket tidak dapat diambil: tidak ada jaringan. Sambungkan komputer ini sekali, lalu jalankan lagi."
    return f"Paket dari {requirements} tidak dapat dipasang. Kata pip:\n{tail(output)}"


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
        raise Stop(f"Qt tidak dapat dimulai ({trouble}). Perlu Windows 10 64-bit (1809) atau yang lebih baru.")
    if apt_install(QT_LIBRARIES) and probe()[0] == 0:
        return
    raise Stop(f"Qt memerlukan pustaka sistem ({trouble}). Ketik:  {apt_line(QT_LIBRARIES)}")


def ensure_test_programs() -> None:
    """The programs with which tests open our files; without one its tests skip."""
    missing = [package for program, package in TEST_PROGRAMS.items() if not shutil.which(program)]
    if missing and not apt_install(missing):
        say(f"tests that need {', '.join(missing)} are skipped. To run them too:  {apt_line(missing)}")


def apt_install(packages: list[str]) -> bool:
    """Install Debian packages as root, with fresh lists when the present ones do not do; False when it cannot."""
    if sys.platform != "linux" or os.geteuid() != 0 or not shutil.which("apt-get"):
        return False
    say(f"memasang paket sistem {' '.join(packages)}")
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
    with quick_folder():
        if arguments:
            return run_here("-m", "pytest", *arguments)
        failed = [name for name, command in CHECKS if not check(name, command)]
        if run_here("-m", "pytest", *WORKERS):
            failed.append("tests")
    if failed:
        say(f"failed: {', '.join(failed)}")
    return 1 if failed else 0


@contextmanager
def quick_folder() -> Iterator[None]:
    """Temporary files in memory where there is room, gone afterwards: most of a test's time is spent on flushing disks.

    No test can tell a flushed disk from another, for that the power would have to fail. TMPDIR overrides it.
    """
    if "TMPDIR" in os.environ or not MEMORY.is_dir() or shutil.disk_usage(MEMORY).free < MEMORY_NEEDED:
        yield
        return
    with tempfile.TemporaryDirectory(prefix="payung-", dir=MEMORY, ignore_cleanup_errors=True) as folder:
        Path(folder).chmod(0o755)  # some tests become another user
        os.environ["TMPDIR"] = folder
        try:
            yield
        finally:
            del os.environ["TMPDIR"]


def check(name: str, command: tuple[str, ...]) -> bool:
    """One check, silent when it passes."""
    started = time.monotonic()
    result = captured([str(PYTHON), *command], child_environment())
    say(f"{name}: {'failed' if result.returncode else 'ok'} ({time.monotonic() - started:.1f} s)")
    if result.returncode:
        print(result.stdout, file=sys.stderr, flush=True)
    return not result.returncode


def lock(arguments: list[str]) -> int:
    """Write the requirements files for every platform, with hashes and without addresses or paths."""
    prepare(DEVELOPMENT)
    if pip(None, "install", "uv").returncode:
        raise Stop("uv, which writes the lock, cannot be installed.")
    options = "--universal --generate-hashes --no-header --only-binary=:all: --python-version=3.11 --quiet".split()
    make = ("-m", "uv", "pip", "compile", "pyproject.toml", *options, *arguments)
    return (
        run_here(*make, "-o", RUNTIME)
        or run_here(*make, "--group", "package", "-c", RUNTIME, "-o", PACKAGE)
        or run_here(*make, "--group", "dev", "-c", RUNTIME, "-c", PACKAGE, "-o", DEVELOPMENT)
    )


def run_there(module: str, arguments: list[str]) -> int:
    """Run one of our modules in the caller's folder, so that relative paths mean what they say."""
    environment = {**child_environment(), "PYTHONPATH": str(ROOT)}
    return subprocess.run([str(PYTHON), "-P", "-m", module, *arguments], env=environment, check=False).returncode


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
