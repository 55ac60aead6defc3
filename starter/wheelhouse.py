"""Collect a folder with which Payung is installed where there is no network: `run.py wheelhouse --platform P --to DIR`.

Runs in the environment of run.py, whose pip fetches the packages. In the folder: the locked packages for that platform,
the program itself, a page that says what to do, and the sums of all of it.
"""

from __future__ import annotations

import argparse
import re
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Sequence
from pathlib import Path

from packaging.markers import Marker

from starter import checksums, contents
from starter.words import README_OFFLINE

ROOT = Path(__file__).resolve().parent.parent
LOCK = "requirements.txt"
PYTHONS = ("3.11", "3.12", "3.13", "3.14")
_SHIPPED = ("main.py", "run.py", LOCK, "LICENSE", "gui", "models", "resources", "services", "starter", "docs/panduan")
_CACHES = ("__pycache__", "*.pyc")
_COMPILED = 1.3  # pip compiles what it installs: that much more than the files themselves
_LINUX_TAGS = [f"manylinux_2_{minor}_x86_64" for minor in range(39, 4, -1)] + ["manylinux2014_x86_64"]


class Trouble(Exception):
    """Why the folder cannot be made; Indonesian, for the terminal."""


def main(arguments: Sequence[str]) -> int:
    """0 when the folder is complete."""
    parser = argparse.ArgumentParser(prog="run.py wheelhouse", description="folder pemasangan tanpa internet")
    parser.add_argument("--platform", choices=sorted(contents.PLATFORMS), required=True)
    parser.add_argument("--to", type=Path, required=True, metavar="DIR")
    parser.add_argument("--python", action="append", choices=PYTHONS, help="boleh diulang; tanpa ini semuanya")
    args = parser.parse_args(arguments)
    try:
        seal = collect(args.platform, args.python or PYTHONS, args.to.absolute())
    except Trouble as trouble:
        print(f"payung: {trouble}", file=sys.stderr)
        return 1
    except OSError as trouble:
        print(f"payung: folder {args.to} tidak dapat ditulis: {trouble.strerror}.", file=sys.stderr)
        return 1
    size = sum(path.stat().st_size for path in args.to.rglob("*") if path.is_file()) // 1_000_000
    print(f"{args.to}: {size} MB. SHA-256 dari {checksums.NAME}: {seal}")
    return 0


def collect(platform: str, pythons: Sequence[str], folder: Path) -> str:
    """Fill the empty ``folder``; returns the sum of its list of sums. Raises Trouble, OSError."""
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise Trouble(f"Folder {folder} sudah berisi. Pilih folder yang kosong.")
    packages = folder / contents.PACKAGES
    packages.mkdir(parents=True)
    lock = (ROOT / LOCK).read_text("utf-8")
    for python in pythons:
        download(wanted(lock, platform, python), platform, python, packages)
    copy_program(folder / contents.PROGRAM)
    describe(platform, pythons, packages).write(folder)
    readme = README_OFFLINE.format(pythons=" / ".join(pythons), platform=contents.PLATFORMS[platform])
    (folder / "README-PASANG.txt").write_text(readme, "utf-8-sig", newline="\r\n")  # for Notepad
    return checksums.write(folder)


def wanted(lock: str, platform: str, python: str) -> str:
    """The entries of the lock that apply there, without conditions: pip would ask them of this computer."""
    text = re.sub(r"(?m)^\s*#.*\n", "", lock)
    there = _machine(platform, python)
    kept = []
    for entry in re.split(r"\n(?=\S)", text.strip()):
        head, continued, hashes = entry.partition("\\")
        requirement, _, condition = head.partition(";")
        if not condition.strip() or Marker(condition.strip()).evaluate(there):
            kept.append(f"{requirement.strip()} {continued}{hashes}")
    return "\n".join(kept) + "\n"


def _machine(platform: str, python: str) -> dict[str, str]:
    """What a condition such as ``sys_platform == 'win32'`` means on the computer that installs."""
    windows = platform == contents.WINDOWS
    return {
        "sys_platform": "win32" if windows else "linux",
        "os_name": "nt" if windows else "posix",
        "platform_system": "Windows" if windows else "Linux",
        "platform_machine": "AMD64" if windows else "x86_64",
        "python_version": python,
        "python_full_version": f"{python}.0",
        "implementation_name": "cpython",
        "platform_python_implementation": "CPython",
    }


def download(requirements: str, platform: str, python: str, packages: Path) -> None:
    """Fetch wheels for another computer. Raises Trouble when a package has none for it, or there is no network."""
    lock = packages / "lock.txt"
    lock.write_text(requirements, "utf-8")
    tags = [contents.WINDOWS] if platform == contents.WINDOWS else _LINUX_TAGS
    abi = f"cp{python.replace('.', '')}"
    command = [sys.executable, "-m", "pip", "download", "--no-deps", "--only-binary=:all:", "--require-hashes"]
    command += ["--quiet", "--no-input", "--implementation", "cp", "--python-version", python]
    command += [f"--abi={name}" for name in (abi, "abi3", "none")] + [f"--platform={tag}" for tag in tags]
    command += ["--dest", str(packages), "-r", str(lock)]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", errors="replace", check=False)
    lock.unlink()
    if done.returncode:
        raise Trouble(why(done.stderr, contents.PLATFORMS[platform], python))


def why(said: str, platform: str, python: str) -> str:
    """One sentence for the usual reasons of pip, its last lines for the others."""
    missing = re.search(r"No matching distribution found for (\S+)", said)
    if missing and "connection broken" not in said:
        return f"{missing[1]} tidak tersedia untuk {platform} dengan Python {python}. Pilih versi lain (--python)."
    if "No space left" in said:
        return "Disk penuh; folder ini perlu sekitar 150 MB."
    if "DO NOT MATCH THE HASHES" in said:
        return f"Sebuah paket berbeda dari yang tercatat di {LOCK}; folder ini tidak dibuat."
    if missing or "Connection" in said or "ConnectTimeout" in said:
        return "Paket tidak dapat diambil: komputer ini sedang tidak tersambung. Sambungkan, lalu jalankan lagi."
    last_lines = "\n".join(said.strip().splitlines()[-8:])
    return f"Paket tidak dapat diambil. Kata pip:\n{last_lines}"


def copy_program(target: Path) -> None:
    """The program's own files, without tests, caches and whatever else lies in the folder."""
    for name in _SHIPPED:
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(source, target / name, ignore=shutil.ignore_patterns(*_CACHES))
        else:
            (target / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(source, target / name)


def describe(platform: str, pythons: Sequence[str], packages: Path) -> contents.Contents:
    """How much room the packages take when they are installed, and how long their paths are."""
    sizes = []
    longest = 0
    for python in pythons:
        size = 0
        for wheel in packages.glob("*.whl"):
            if _is_for(wheel.name, python):
                entries = zipfile.ZipFile(wheel).infolist()
                size += sum(entry.file_size for entry in entries)
                longest = max(longest, *(len(entry.filename) for entry in entries))
        sizes.append(size)
    return contents.Contents(platform, tuple(pythons), int(max(sizes) * _COMPILED), longest)


def _is_for(wheel: str, python: str) -> bool:
    """Whether this Python installs that wheel: by the tags at the end of its name."""
    tag, abi = wheel.removesuffix(".whl").split("-")[-3:-1]
    return abi in ("abi3", "none") or tag == f"cp{python.replace('.', '')}"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
