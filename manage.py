"""Sets the environment up and runs the product, its tests, benchmarks and linters.

Only the standard library is used, and syntax that an old Python can read, so that every missing
piece is named in one plain sentence. `make run` and `python manage.py run` are the same.
"""

from __future__ import print_function  # so that even a Python 2 can read this file, and be refused in words

import sys

if sys.version_info < (3, 11):
    sys.exit(
        "Shuren needs Python 3.11 or newer; this is %d.%d. Install a newer one and name it: make run PYTHON=python3.11"
        % sys.version_info[:2]
    )

import hashlib
import importlib.util
import os
import signal
import socket
import subprocess
import time
import urllib.error
import urllib.request
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
BIN = VENV / ("Scripts" if os.name == "nt" else "bin")
PYTHON = BIN / ("python.exe" if os.name == "nt" else "python")
LOCKS = {"run": "requirements.lock", "postgres": "requirements-postgres.lock", "dev": "requirements-dev.lock"}
START_SECONDS = 60
STOP_SECONDS = 10


def run(arguments):
    """Start the product with its demonstration unit (SHUREN_DEMO=0: without)"""
    os.environ.setdefault("SHUREN_DEMO", "1")
    host, port = os.environ.get("HOST", "127.0.0.1"), os.environ.get("PORT", "8000")
    ensure_port_free(host, port)
    on_postgres = os.environ.get("DATABASE_URL", "").startswith("postgres")
    ensure_environment("postgres" if on_postgres else "run")
    ensure_success([PYTHON, "-m", "core.doctor"])
    ensure_success([PYTHON, "-m", "flask", "--app", "app", "prepare"])
    workers = str(os.cpu_count() or 1) if on_postgres else "1"
    web = [BIN / "granian", "--interface", "wsgi", "--host", host, "--port", port, "--workers", workers,
           "--blocking-threads", "16", "--no-access-log", "--log-level", "error", "wsgi:app"]  # fmt: skip
    worker = [PYTHON, "-m", "flask", "--app", "app", "worker"]
    children = [start(web), start(worker)]
    try:
        wait_until_ready("http://%s:%s/readyz" % (host, port), children)
        subprocess.run([PYTHON, "-m", "flask", "--app", "app", "welcome"], cwd=str(ROOT), check=False)
        wait_for_any(children)
    except KeyboardInterrupt:
        print("\nStopping ...")
    finally:
        stop(children)


def test(arguments):
    """Run the whole test suite in parallel; further arguments go to pytest"""
    ensure_environment("dev")
    # Half of the time a test waits for a database, so one process more than cores is quicker.
    workers = str((os.cpu_count() or 1) + 1)
    command = [PYTHON, "-m", "pytest", "-n", workers]
    sys.exit(subprocess.run(command + arguments, cwd=str(ROOT), check=False).returncode)


def bench(arguments):
    """Run the benchmarks (or the named ones), one JSON line each"""
    ensure_environment("dev")
    wanted = arguments or sorted(path.stem for path in (ROOT / "benchmarks").glob("bench_*.py"))
    failed = [name for name in wanted if call([PYTHON, "-m", "benchmarks." + name]) != 0]
    sys.exit("These benchmarks did not finish: %s" % ", ".join(failed) if failed else 0)


def lint(arguments):
    """Check style, formatting and types"""
    ensure_environment("dev")
    checks = (["ruff", "check", "."], ["ruff", "format", "--check", "."], ["mypy", "."])
    failed = [" ".join(check) for check in checks if call([PYTHON, "-m"] + check) != 0]
    sys.exit("These checks found something: %s" % ", ".join(failed) if failed else 0)


def lock(arguments):
    """Write the requirement locks anew from pyproject.toml (needs uv on the PATH)"""
    common = ["uv", "pip", "compile", "-q", "pyproject.toml", "--universal", "--python-version", "3.11",
              "--generate-hashes", "--no-header", "--no-emit-index-url", "--no-annotate"]  # fmt: skip
    extras = {"run": [], "postgres": ["--extra", "postgres"], "dev": ["--extra", "postgres", "--group", "dev"]}
    for name, options in extras.items():
        ensure_success(common + options + ["-o", LOCKS[name]])


def show_help(arguments):
    """Show this list"""
    print("make COMMAND, or python manage.py COMMAND:")
    for name, command in COMMANDS.items():
        print("  %-6s %s" % (name, command.__doc__))


def ensure_environment(kind):
    """Create the environment and install the locked requirements, unless that was done already."""
    lock_text = (ROOT / LOCKS[kind]).read_bytes()
    wanted = hashlib.sha256(lock_text + sys.version.encode()).hexdigest()
    marker = VENV / ("installed-" + kind)
    if marker.is_file() and marker.read_text() == wanted:
        return
    if importlib.util.find_spec("ensurepip") is None or importlib.util.find_spec("venv") is None:
        sys.exit("This Python cannot make environments. On Debian or Ubuntu install it: apt install python3-venv")
    print("Installing the requirements of '%s' (only the first time) ..." % kind, flush=True)
    try:
        if not PYTHON.is_file():
            make_environment()
        ensure_success([PYTHON, "-m", "pip", "install", "--quiet", "--disable-pip-version-check",
                        "--no-warn-script-location", "--require-hashes", "-r", LOCKS[kind]])  # fmt: skip
        marker.write_text(wanted)
    except OSError as error:
        sys.exit("The folder %s cannot be written to (%s); clone into one that can." % (ROOT, error.strerror))


def make_environment():
    """Make the virtual environment beside this file."""
    probe = ROOT / ".write-test"
    probe.touch()
    probe.unlink()
    made = subprocess.run([sys.executable, "-m", "venv", str(VENV)], capture_output=True, text=True, check=False)
    if made.returncode != 0:
        sys.exit("The environment could not be made; on Debian or Ubuntu: apt install python3-venv")


def ensure_port_free(host, port):
    """Stop with a sentence unless this port can be listened on."""
    if not port.isdigit() or not 1 <= int(port) <= 65535:
        sys.exit("PORT must be a whole number from 1 to 65535, not %r." % port)
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, int(port)))
        except OSError:
            sys.exit("Port %s is already in use (or not allowed); choose another: make run PORT=8001" % port)


def ensure_success(command):
    """Run a command; when it fails, stop with its exit status (it has said why)."""
    status = call(command)
    if status != 0:
        sys.exit(status)


def call(command):
    """Run a command in the project folder; return its exit status."""
    return subprocess.run([str(part) for part in command], cwd=str(ROOT), check=False).returncode


def start(command):
    """Start a child in a session of its own, so that Ctrl-C reaches only this script."""
    return subprocess.Popen([str(part) for part in command], cwd=str(ROOT), start_new_session=True)


def wait_until_ready(url, children):
    """Wait until the web server answers, or stop when a child ended or time is up."""
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        if any(child.poll() is not None for child in children):
            sys.exit("The server could not start; the lines above say why.")
        try:
            with urllib.request.urlopen(url, timeout=2):
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.2)
    sys.exit("The server did not answer within %d seconds." % START_SECONDS)


def wait_for_any(children):
    """Wait until a child ends by itself, which it never should."""
    while all(child.poll() is None for child in children):
        time.sleep(0.5)
    sys.exit("A part of the product ended unexpectedly; everything is being stopped.")


def stop(children):
    """Ask all children to end, and end those that do not."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    for child in children:
        if child.poll() is None:
            child.terminate()
    for child in children:
        try:
            child.wait(timeout=STOP_SECONDS)
        except subprocess.TimeoutExpired:
            child.kill()


COMMANDS = {"run": run, "test": test, "bench": bench, "lint": lint, "lock": lock, "help": show_help}


def main():
    """Run the named command; stop cleanly when the terminal or a supervisor asks for it."""
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, signal.default_int_handler)
    name = sys.argv[1] if len(sys.argv) > 1 else "help"
    if name not in COMMANDS:
        sys.exit("There is no command %r; see: make help" % name)
    COMMANDS[name](sys.argv[2:])


if __name__ == "__main__":
    main()
