#!/usr/bin/env python3
"""Sets PolicyDesk up in the folder `.venv` beside this file, then runs it or its tests.

    python3 run.py                              set up, open the window
    python3 run.py [arguments of policydesk]    set up, run the program without its window
    python3 run.py test [arguments of pytest]   set up, run every check of the project
    python3 run.py benchmark [arguments]        set up, race other programs

Wants Python 3.11 or newer and nothing else: no package, no compiler, no locale (what it takes from
`desktop` imports the standard library only). Setting up is repeated only when what is locked in
`requirements/` changed. On Debian and Ubuntu, as root, the shared libraries that the window needs
are installed as well; elsewhere they are named.
"""

import hashlib
import importlib.util
import io
import json
import os
import shutil
import subprocess
import sys

if sys.version_info < (3, 11):  # noqa: UP036  (this line is what an older Python gets to see)
    sys.exit("PolicyDesk needs Python 3.11 or newer; this is Python " + sys.version.split()[0])

import ctypes
from pathlib import Path

from desktop.i18n import language_of_locale
from desktop.views.display import has_display

ROOT = Path(__file__).resolve().parent
ENVIRONMENT = ROOT / ".venv"
STAMP = ENVIRONMENT / "policydesk-setup.json"
SETUP_FAILED = 69  # EX_UNAVAILABLE; 0 to 3 are the program's own

# Shared libraries that Qt opens: file, Debian package, Arch package. Fedora and openSUSE find the
# package by the file. Where Debian has renamed one (…t64) the old name still installs it.
LIBRARIES = (
    ("libEGL.so.1", "libegl1", "libglvnd"),
    ("libGL.so.1", "libgl1", "libglvnd"),
    ("libglib-2.0.so.0", "libglib2.0-0", "glib2"),
    ("libfontconfig.so.1", "libfontconfig1", "fontconfig"),
    ("libxkbcommon.so.0", "libxkbcommon0", "libxkbcommon"),
    ("libdbus-1.so.3", "libdbus-1-3", "dbus"),
    ("libbrotlidec.so.1", "libbrotli1", "brotli"),
    ("libfreetype.so.6", "libfreetype6", "freetype2"),
    ("libX11.so.6", "libx11-6", "libx11"),
    ("libX11-xcb.so.1", "libx11-xcb1", "libx11"),
    ("libxkbcommon-x11.so.0", "libxkbcommon-x11-0", "libxkbcommon-x11"),
    ("libxcb-cursor.so.0", "libxcb-cursor0", "xcb-util-cursor"),
    ("libxcb-icccm.so.4", "libxcb-icccm4", "xcb-util-wm"),
    ("libxcb-image.so.0", "libxcb-image0", "xcb-util-image"),
    ("libxcb-keysyms.so.1", "libxcb-keysyms1", "xcb-util-keysyms"),
    ("libxcb-randr.so.0", "libxcb-randr0", "libxcb"),
    ("libxcb-render-util.so.0", "libxcb-render-util0", "xcb-util-renderutil"),
    ("libxcb-shape.so.0", "libxcb-shape0", "libxcb"),
    ("libxcb-shm.so.0", "libxcb-shm0", "libxcb"),
    ("libxcb-sync.so.1", "libxcb-sync1", "libxcb"),
    ("libxcb-xfixes.so.0", "libxcb-xfixes0", "libxcb"),
    ("libxcb-xkb.so.1", "libxcb-xkb1", "libxcb"),
    ("libcups.so.2", "libcups2", "libcups"),
)
# Programs that the tests look at PDF files with: name, package of every system.
TEST_PROGRAMS = (("pdftotext", "poppler-utils"), ("qpdf", "qpdf"))
# What WeasyPrint opens: file, Debian package.
BENCHMARK_LIBRARIES = (
    ("libpango-1.0.so.0", "libpango-1.0-0"),
    ("libpangoft2-1.0.so.0", "libpangoft2-1.0-0"),
    ("libharfbuzz-subset.so.0", "libharfbuzz-subset0"),
)
# Locked requirements of each errand besides the program's own.
ERRANDS = {"test": "requirements/test.txt", "benchmark": "requirements/benchmark.txt"}

# This file speaks before anything is installed that could read resources/texts.
TEXTS = {
    "setting_up": (
        "正在准备运行环境（首次约需几分钟）：{folder}",
        "Setting up (a few minutes the first time): {folder}",
    ),
    "installing": ("正在安装系统软件包：{packages}", "Installing system packages: {packages}"),
    "library_missing": (
        "缺少窗口界面所需的系统库：{names}\n安装命令：{command}",
        "The window needs shared libraries that are missing: {names}\nTo install them: {command}",
    ),
    "venv_missing": (
        "此 Python 不能建立虚拟环境（缺少 ensurepip）。安装命令：{command}",
        "This Python lacks ensurepip, which makes .venv. This installs it: {command}",
    ),
    "step_failed": (
        "准备运行环境失败，未能完成：{command}\n请检查网络后重新运行同一命令。",
        "Setting up failed at: {command}\nCheck the network, then run the same command again.",
    ),
    "checks_failed": ("未通过的检查：{names}", "Checks that failed: {names}"),
}


class SetupError(Exception):
    """Set-up cannot go on; the message says what to do."""


def say(key: str, **facts: object) -> None:
    """One message for the person, on stderr: stdout belongs to the program that is run."""
    text = TEXTS[key][0 if language_of_locale() == "zh" else 1]
    print(text.format(**facts), file=sys.stderr, flush=True)


def run(command: list[str], **more: str) -> int:
    """Runs a step of the set-up, its output on stderr; its exit status."""
    environment = {**os.environ, **more}
    try:
        return subprocess.call(
            command,
            cwd=ROOT,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=sys.stderr.fileno(),
        )
    except OSError as error:
        raise SetupError(f"{command[0]}: {error.strerror or error}") from error


def must(command: list[str]) -> None:
    if run(command) != 0:
        say("step_failed", command=" ".join(command))
        raise SetupError


# --- the system ---------------------------------------------------------------------------------


def is_root() -> bool:
    return hasattr(os, "geteuid") and os.geteuid() == 0


def install_by_apt(packages: list[str]) -> bool:
    """Installs Debian packages where that can be done without asking anyone."""
    if not packages or not is_root() or shutil.which("apt-get") is None:
        return False
    say("installing", packages=" ".join(packages))
    install = ["apt-get", "install", "-y", "--no-install-recommends", *packages]
    quiet = {"DEBIAN_FRONTEND": "noninteractive"}
    run(["apt-get", "update", "-q"], **quiet)
    return run(install, **quiet) == 0


def opens(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def install_command(missing: list[tuple[str, str, str]]) -> str:
    """The command with which a person installs the missing libraries on this system."""
    files = " ".join(f"'{name}()(64bit)'" for name, _, _ in missing)
    for tool, packages in (
        ("apt-get install", " ".join(package for _, package, _ in missing)),
        ("dnf install", files),
        ("zypper install", files),
        ("pacman -S", " ".join(dict.fromkeys(package for _, _, package in missing))),
    ):
        if shutil.which(tool.split()[0]):
            return f"{'' if is_root() else 'sudo '}{tool} {packages}"
    return " ".join(name for name, _, _ in missing)


def check_libraries() -> None:
    """Installs or names what Qt needs. The window needs it, paper and command line do not."""
    if not sys.platform.startswith("linux"):
        return
    missing = [one for one in LIBRARIES if not opens(one[0])]
    if missing and install_by_apt([package for _, package, _ in missing]):
        missing = [one for one in LIBRARIES if not opens(one[0])]
    if missing:
        names = " ".join(name for name, _, _ in missing)
        say("library_missing", names=names, command=install_command(missing))


def check_errand(errand: str) -> None:
    """What tests and benchmarks use of the system; each says for itself what it misses."""
    if not sys.platform.startswith("linux"):
        return
    if errand == "test":
        wanted = [package for name, package in TEST_PROGRAMS if shutil.which(name) is None]
    else:
        wanted = [package for name, package in BENCHMARK_LIBRARIES if not opens(name)]
        if shutil.which("Xvfb") is None:
            wanted.append("xvfb")  # the screen that starts of the window are timed on
    install_by_apt(wanted)


def check_ensurepip() -> None:
    """Debian ships `ensurepip` apart from Python, in python3.X-venv."""
    if importlib.util.find_spec("ensurepip") is not None:
        return
    package = f"python3.{sys.version_info.minor}-venv"
    if install_by_apt([package]):
        importlib.invalidate_caches()
        if importlib.util.find_spec("ensurepip") is not None:
            return
    sudo = "" if is_root() else "sudo "
    say("venv_missing", command=f"{sudo}apt-get install {package}")
    raise SetupError


# --- the environment ----------------------------------------------------------------------------


def python() -> Path:
    folder = ENVIRONMENT / ("Scripts" if sys.platform == "win32" else "bin")
    return folder / ("python.exe" if sys.platform == "win32" else "python")


def environment_works() -> bool:
    if not python().is_file():
        return False
    check = "import sys; sys.exit(sys.version_info < (3, 11))"
    return run([str(python()), "-c", check]) == 0


def fingerprint(*files: str) -> str:
    """Changes whenever an environment made from these files would be another one."""
    found = hashlib.sha256(str(ROOT).encode("utf-8", "surrogateescape"))
    for name in ("pyproject.toml", *files):
        found.update(b"\0" + (ROOT / name).read_bytes())
    return found.hexdigest()


def read_stamp() -> dict[str, str]:
    try:
        stamp = json.loads(STAMP.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return stamp if isinstance(stamp, dict) else {}


def make_environment() -> None:
    if not environment_works():
        check_ensurepip()
        must([sys.executable, "-m", "venv", "--clear", str(ENVIRONMENT)])
    elif run([str(python()), "-c", "import pip"]) != 0:
        must([str(python()), "-m", "ensurepip"])


def pip_install(*what: str) -> None:
    quiet = [] if sys.stderr.isatty() else ["--quiet"]  # a person sees how far it has come
    pip = [str(python()), "-m", "pip", "--disable-pip-version-check", "--no-input", "install"]
    must([*pip, *quiet, *what])


def install(*files: str) -> None:
    """Installs locked requirements: ready-made wheels only, each checked by its hash."""
    wanted = [word for name in files for word in ("--requirement", name)]
    pip_install("--require-hashes", "--only-binary", ":all:", *wanted)


def install_program() -> None:
    """The project itself, editable, built by the hatchling that is locked and installed."""
    pip_install("--no-deps", "--no-build-isolation", "--editable", str(ROOT))


def prepare(errand: str = "") -> bool:
    """Makes `.venv` what the lock files say; False, and nothing done, where it is so already.

    errand: `test` or `benchmark` adds what that needs.
    """
    program = ["requirements/runtime.txt", "requirements/build.txt"]
    stamp = read_stamp()
    wanted = {"program": fingerprint(*program)}
    if errand:
        wanted[errand] = fingerprint(*program, ERRANDS[errand])
    if python().is_file() and wanted.items() <= stamp.items():
        return False
    say("setting_up", folder=ENVIRONMENT)
    make_environment()
    STAMP.unlink(missing_ok=True)
    check_libraries()
    if stamp.get("program") != wanted["program"]:
        stamp = {}
        install(*program)
        install_program()
    if errand:
        check_errand(errand)
        install(ERRANDS[errand])
    STAMP.write_text(json.dumps({**stamp, **wanted}), encoding="utf-8")
    return True


# --- the commands --------------------------------------------------------------------------------


def run_program(arguments: list[str]) -> int:
    """Runs policydesk with the person's own folder, input and output."""
    # -P: a folder `desktop` where the person happens to be is not the program.
    command = [str(python()), "-P", "-m", "desktop", *arguments]
    if sys.platform != "win32":
        sys.stdout.flush()
        os.execv(command[0], command)
    return subprocess.call(command)


def run_tests(arguments: list[str]) -> int:
    """Every check of the project; pytest comes last, so that its closing line does."""
    tool = [str(python()), "-m"]
    scripts = python().parent
    checks = {
        "ruff check": [*tool, "ruff", "check", "."],
        "ruff format": [*tool, "ruff", "format", "--check", "."],
        "mypy": [*tool, "mypy"],
        "lint-imports": [str(scripts / "lint-imports"), "--no-cache"],
    }
    failed = []
    for name, command in checks.items():
        print(f"== {name}", flush=True)
        if subprocess.call(command, cwd=ROOT, stdin=subprocess.DEVNULL) != 0:
            failed.append(name)
    if failed:
        say("checks_failed", names=", ".join(failed))
    workers = str(min(os.cpu_count() or 1, 4))
    parallel = ["-n", workers, "--dist", "worksteal"] if workers != "1" else []
    print("== pytest", flush=True)
    status = subprocess.call([*tool, "pytest", *parallel, *arguments], cwd=ROOT)
    return status or (1 if failed else 0)


def main(arguments: list[str]) -> int:
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    errand = arguments[0] if arguments and arguments[0] in ERRANDS else ""
    try:
        if not prepare(errand) and arguments in ([], ["gui"]) and has_display():
            check_libraries()  # 15 ms: one may have been missing ever since
    except SetupError as error:
        if str(error):
            print(error, file=sys.stderr)
        return SETUP_FAILED
    if errand == "test":
        return run_tests(arguments[1:])
    if errand == "benchmark":
        return subprocess.call([str(python()), "tests/benchmarks/run.py", *arguments[1:]], cwd=ROOT)
    return run_program(arguments)


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        sys.exit(130)
