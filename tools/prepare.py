"""Set the program up and run its jobs, with nothing but Python's standard library.

Called by the Makefile (``make run``, ``make test`` …) and directly where there is no make:
``py tools\\prepare.py run`` on Windows, ``python3 tools/prepare.py run`` elsewhere. Every job sets up first what is
missing: the virtual environment in ``.venv``, the pinned dependencies, and on Debian or Ubuntu the system libraries
that Qt needs (installed as root, named otherwise).
"""

from __future__ import annotations

import ctypes
import hashlib
import os
import platform
import shutil
import subprocess
import sys
import venv
from collections.abc import Callable, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
BIN = VENV / ("Scripts" if os.name == "nt" else "bin")
PYTHON = BIN / ("python.exe" if os.name == "nt" else "python")
STAMP = VENV / "prepared"
DEMO = ROOT / "build" / "demo"
SPARK = ROOT / "build" / "spark"

# Library to look for → Debian package that brings it.
QT_LIBRARIES = {
    "libglib-2.0.so.0": "libglib2.0-0",
    "libGL.so.1": "libgl1",
    "libEGL.so.1": "libegl1",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libfontconfig.so.1": "libfontconfig1",
    "libfreetype.so.6": "libfreetype6",
    "libdbus-1.so.3": "libdbus-1-3",
}
SCREEN_LIBRARIES = {
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-shape.so.0": "libxcb-shape0",
}
# Program or file to look for → Debian package, for the tests whose judges nobody here wrote.
JUDGES = {
    "Xvfb": "xvfb",
    "xdotool": "xdotool",
    "dbus-run-session": "dbus-daemon",
    "/usr/libexec/at-spi-bus-launcher": "at-spi2-core",
    "/usr/lib/python3/dist-packages/pyatspi": "python3-pyatspi",
    "pdftotext": "poppler-utils",
    "qpdf": "qpdf",
    "unshare": "util-linux",
    "sqlite3": "sqlite3",
    "minisign": "minisign",
    "age": "age",
    "/usr/lib/postgresql/*/bin/initdb": "postgresql",
    "soffice": "libreoffice-calc",
    "/usr/lib/libreoffice/program/libswlo.so": "libreoffice-writer",
    "java": "default-jre-headless",
    "/usr/share/java/preflight.jar": "libpdfbox2-java",
    "/usr/share/java/commons-io.jar": "libcommons-io-java",
    "/usr/share/java/javax.activation.jar": "libactivation-java",
    "/usr/share/java/jaxb-api.jar": "libjaxb-api-java",
}


class CannotPrepare(Exception):
    """Say what stands in the way and what the reader can do about it."""


def call(command: Sequence[str | Path], **more: object) -> int:
    """Run a command in the project's folder and return its exit code."""
    return subprocess.run([str(part) for part in command], cwd=ROOT, check=False, **more).returncode  # type: ignore[call-overload]


def may_install() -> bool:
    return sys.platform == "linux" and hasattr(os, "geteuid") and os.geteuid() == 0 and bool(shutil.which("apt-get"))


def install_packages(packages: Sequence[str], purpose: str) -> None:
    """Install Debian packages where this is allowed, else say what to install."""
    wanted = " ".join(packages)
    if not may_install():
        raise CannotPrepare(f"{purpose}: please install {wanted}\n  sudo apt install {wanted}")
    print(f"{purpose}: installing {wanted}", flush=True)
    quiet = {"env": {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}, "stdout": subprocess.DEVNULL}
    install = ["apt-get", "install", "-y", "--no-install-recommends", *packages]
    if call(install, **quiet, stderr=subprocess.DEVNULL) and (
        call(["apt-get", "update"], **quiet) or call(install, **quiet)
    ):
        raise CannotPrepare(f"{purpose}: could not install {wanted}")


def is_there(program: str) -> bool:
    """Tell whether a program is found by its name, or a file by its path; `*` stands for a version."""
    return bool(shutil.which(program) or any(Path("/").glob(program.lstrip("/"))))


def missing_libraries(table: dict[str, str]) -> list[str]:
    """List the Debian packages whose library the loader does not find."""

    def is_missing(library: str) -> bool:
        try:
            ctypes.CDLL(library)
        except OSError:
            return True
        return False

    return [package for library, package in table.items() if is_missing(library)]


def has_screen() -> bool:
    return sys.platform != "linux" or bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def prepare_system(*, screen: bool) -> None:
    """See that Qt's system libraries are there; only Linux lacks them."""
    if sys.platform != "linux":
        return
    missing = missing_libraries({**QT_LIBRARIES, **(SCREEN_LIBRARIES if screen else {})})
    if missing:
        install_packages(missing, "Qt needs system libraries")


def state_of_dependencies() -> str:
    """Return a digest of everything that decides what belongs into the environment."""
    digest = hashlib.sha256(f"{ROOT} {platform.python_version()}".encode())
    for name in ("pyproject.toml", "constraints.txt"):
        digest.update((ROOT / name).read_bytes())
    return digest.hexdigest()


def prepare_environment() -> None:
    """Make .venv with the pinned dependencies, unless it is there and up to date."""
    if sys.version_info < (3, 11):  # noqa: UP036 - the script itself is started by whatever Python there is
        raise CannotPrepare(f"Python 3.11 or newer is needed; this is {platform.python_version()}.")
    state = state_of_dependencies()
    if STAMP.is_file() and PYTHON.exists() and STAMP.read_text() == state:
        return
    print("Setting up .venv (once, a few minutes) …", flush=True)
    if not PYTHON.exists():
        make_environment()
    install = [PYTHON, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "-c", "constraints.txt"]
    if call([*install, "-e", ".[dev]"]):
        raise CannotPrepare("The dependencies could not be installed; the lines above say why.")
    STAMP.write_text(state)


def make_environment() -> None:
    """Create .venv; on Debian the module for it may be a package of its own."""
    try:
        venv.create(VENV, with_pip=True, clear=VENV.exists())
    except (subprocess.CalledProcessError, ImportError) as fault:
        shutil.rmtree(VENV, ignore_errors=True)
        raise CannotPrepare(
            "Python's venv module does not work here.\n  sudo apt install python3-venv   (Debian, Ubuntu)"
        ) from fault


def setup() -> int:
    prepare_environment()
    prepare_system(screen=has_screen())
    return 0


def run() -> int:
    """Open the window; where there is no screen, say so and do the demo instead."""
    if not has_screen():
        print("没有显示环境，改为运行 make demo。/ No display here: doing what `make demo` does.", flush=True)
        return demo()
    setup()
    return call([PYTHON, "main.py", *sys.argv[2:]])


def demo() -> int:
    """Do the main job without a screen: sample answers to result.json and report.pdf."""
    prepare_environment()
    code = call([BIN / "riskassess", "demo", DEMO])
    if code == 0:
        print(f"{DEMO.relative_to(ROOT) / 'report.pdf'}\n{DEMO.relative_to(ROOT) / 'result.json'}")
    return code


def test() -> int:
    setup()
    code = call([PYTHON, "-m", "pytest", "-n", "auto", "--dist", "worksteal", *sys.argv[2:]])  # a worker a core
    outside = sorted(path.name for path in (ROOT / "tests" / "outside").glob("test_*.py"))
    print(f"Not run here, they need other programs (make test-outside): {', '.join(outside)}")
    print("Nor is the window walked at every scale, which takes a minute (make test-outside): tests/screens")
    return code


def test_outside() -> int:
    """Run the tests that are judged by other programs, each of which must be there, and the window at every scale."""
    prepare_environment()
    prepare_system(screen=True)
    missing = [package for program, package in JUDGES.items() if not is_there(program)]
    if missing:
        install_packages(missing, "The outside tests need other programs")
    prepare_extra("opendp")
    return call([PYTHON, "-m", "pytest", "tests/outside", "tests/screens", *sys.argv[2:]])


def prepare_extra(name: str) -> None:
    """Install an extra that is too large to come with every set-up, unless it is there."""
    if not call([PYTHON, "-c", f"import {name}"], stderr=subprocess.DEVNULL):
        return
    print(f"Installing the extra {name} …", flush=True)
    install = [PYTHON, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "-c", "constraints.txt"]
    if call([*install, "-e", f".[{name}]"]):
        raise CannotPrepare(f"The extra {name} could not be installed; the lines above say why.")


def scale() -> int:
    """Run what takes minutes: long kills, the same questions on Spark and the like; the last figures stand in docs."""
    setup()
    if not shutil.which("java"):
        install_packages([JUDGES["java"]], "Spark needs Java")
    prepare_spark()
    return call([PYTHON, "-m", "pytest", "tests/scale", *sys.argv[2:]])


def prepare_spark() -> None:
    """Make an environment of its own for Spark, which nothing else here needs and which weighs 500 MB."""
    python = SPARK / BIN.name / PYTHON.name
    pinned = next(line for line in (ROOT / "constraints.txt").read_text().splitlines() if line.startswith("pyspark=="))
    stamp = SPARK / "prepared"
    if stamp.is_file() and stamp.read_text() == pinned:
        return
    print("Setting up Spark (once, a minute) …", flush=True)
    venv.create(SPARK, with_pip=True, clear=True)
    install = [python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "-c", "constraints.txt"]
    if call([*install, "pyspark"]):
        raise CannotPrepare("Spark could not be installed; the lines above say why.")
    stamp.write_text(pinned)


def bench() -> int:
    setup()
    return call([PYTHON, "-m", "benchmarks", *sys.argv[2:]])


def check() -> int:
    """Run format, lint, types and the import table, all of them even after one has failed."""
    setup()
    gates = (
        ["ruff", "format", "--check", "."],
        ["ruff", "check", "."],
        ["pyright"],
        ["pytest", "tests/test_import_table.py"],
    )
    return max([call([PYTHON, "-m", *gate]) for gate in gates])


def screenshots() -> int:
    """Take the pictures of the user guide anew."""
    setup()
    return call([PYTHON, "tools/screenshots.py", *sys.argv[2:]])


JOBS: dict[str, Callable[[], int]] = {
    "setup": setup,
    "run": run,
    "demo": demo,
    "test": test,
    "test-outside": test_outside,
    "scale": scale,
    "bench": bench,
    "check": check,
    "screenshots": screenshots,
}


def main() -> int:
    """Do the job that is named on the command line."""
    job = sys.argv[1] if len(sys.argv) > 1 else ""
    if job not in JOBS:
        print(f"usage: prepare.py {'|'.join(JOBS)}", file=sys.stderr)
        return 2
    try:
        return JOBS[job]()
    except CannotPrepare as fault:
        print(fault, file=sys.stderr)
        return 1


if __name__ == "__main__":
    raise SystemExit(main())
