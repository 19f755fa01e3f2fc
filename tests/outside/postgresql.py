"""A PostgreSQL server of one's own for a test: made, started and removed again, as a user who may run one."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

PASSWORD = "nobody's"
SERVER_USER = "postgres"
"""Who runs the server where the tests are run by root, whom PostgreSQL refuses."""


@dataclass(frozen=True)
class Server:
    """Hold a running server: its folder, its port on this computer, the programs that belong to it."""

    data: Path
    port: int
    programs: Path

    def url(self, database: str, user: str = "officer") -> str:
        return f"postgresql://{user}:{PASSWORD.replace(chr(39), '%27')}@127.0.0.1:{self.port}/{database}"

    def ask(self, statement: str, database: str = "postgres") -> str:
        """Return what a statement of the server's administrator says, without heads."""
        command = [self.programs / "psql", "-X", "-At", "-h", self.data.parent, "-p", str(self.port)]
        command += ["-U", SERVER_USER, "-d", database, "-v", "ON_ERROR_STOP=1", "-c", statement]
        return _run(command).strip()

    def new_database(self, name: str) -> str:
        """Make a database that an officer owns who may do nothing else, and return its address."""
        self.ask(f'CREATE DATABASE "{name}" OWNER officer')
        return self.url(name)


@contextmanager
def running_server() -> Iterator[Server]:
    """Run a server in a folder of its own, on this computer alone; fails where there is no PostgreSQL."""
    programs = max(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3])).parent
    folder = Path(tempfile.mkdtemp(prefix="pg"))  # short: a socket's path must be
    words = folder / "words"
    words.write_text(PASSWORD)
    if os.geteuid() == 0:
        shutil.chown(folder, SERVER_USER)
        shutil.chown(words, SERVER_USER)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = int(free.getsockname()[1])
    server = Server(folder / "data", port, programs)
    ways = ["--auth-local=trust", "--auth-host=scram-sha-256", f"--pwfile={words}"]
    _as_server_user([programs / "initdb", "-D", server.data, "-U", SERVER_USER, "-E", "UTF8", *ways, "--no-sync"])
    options = f"-p {port} -k {folder} -c listen_addresses=127.0.0.1"
    control = [programs / "pg_ctl", "-D", server.data, "-w"]
    _as_server_user([*control, "-l", folder / "log", "-o", options, "start"])
    try:
        server.ask(f"CREATE ROLE officer LOGIN PASSWORD '{PASSWORD.replace(chr(39), chr(39) * 2)}'")
        yield server
    finally:
        _as_server_user([*control, "-m", "immediate", "stop"])
        shutil.rmtree(folder)


def _as_server_user(command: list[str | Path]) -> None:
    _run(["runuser", "-u", SERVER_USER, "--", *command] if os.geteuid() == 0 else command)


def _run(command: list[str | Path]) -> str:
    words = [str(part) for part in command]
    done = subprocess.run(words, cwd="/", capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, f"{' '.join(words)}\n{done.stdout}{done.stderr}"
    return done.stdout
