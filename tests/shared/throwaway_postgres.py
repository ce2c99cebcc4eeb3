# SPDX-License-Identifier: GPL-2.0-or-later
"""A PostgreSQL with PostGIS for the tests of one file: made for them, gone after them."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

# Only names the socket: the server does not listen on the network, so two of them may have the same.
PORT = "54331"


@dataclass(frozen=True)
class Server:
    """A running server; clients give ``folder``, where its socket is, as the host."""

    folder: Path
    programs: Path
    options: dict
    password: str

    def run(self, sql: str) -> None:
        """Statements by its administrator, ``postgres``, in the database of the same name."""
        account = ["-h", self.folder, "-p", PORT, "-U", "postgres"]
        subprocess.run(
            [self.programs / "psql", "-q", *account, "-v", "ON_ERROR_STOP=1", "-c", sql],
            **self.options, env=os.environ | {"PGPASSWORD": self.password},
        )  # fmt: skip

    def people(self, names: Sequence[str], maker: str) -> None:
        """An account for each, all with the password of the administrator; ``maker`` may make schemas and groups."""
        for name in names:
            self.run(f"CREATE ROLE {name} LOGIN PASSWORD '{self.password}'")
        self.run(f"GRANT CREATE ON DATABASE postgres TO {maker}; ALTER ROLE {maker} CREATEROLE")


@contextmanager
def throwaway_postgres(password: str = "") -> Iterator[Server]:
    """A server of our own with PostGIS, on a socket in a temporary folder, stopped afterwards; a skip when there is none.

    With a password it asks everyone for one, and this one is its administrator's; without, it believes who one says one is.
    """
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    if not found:
        pytest.skip("PostgreSQL is not installed: tools/setup installs it")
    programs = found[-1].parent
    # Not pytest's folder: the path of a socket has a hundred letters at most, and another user must come to it.
    folder = Path(tempfile.mkdtemp(prefix="pcaet-pg-", dir="/tmp"))
    cluster = folder / "grappe"
    options = {"check": True, "capture_output": True, "text": True, "cwd": "/"}
    asks = ["-A", "trust"]
    if password:
        (folder / "secret").write_text(password)
        asks = ["-A", "scram-sha-256", f"--pwfile={folder / 'secret'}"]
    if os.geteuid() == 0:  # the server refuses to run as root
        shutil.chown(folder, "postgres", "postgres")
        options |= {"user": "postgres", "group": "postgres", "extra_groups": []}
    settings = f"-c listen_addresses= -c unix_socket_directories={folder} -p {PORT} -c fsync=off"
    control = [programs / "pg_ctl", "-D", cluster, "-w"]
    try:
        subprocess.run([programs / "initdb", "-D", cluster, "-U", "postgres", *asks, "-E", "UTF8"], **options)
        subprocess.run([*control, "-l", folder / "journal", "-o", settings, "start"], **options)
        try:
            server = Server(folder, programs, options, password)
            server.run("CREATE EXTENSION postgis")
            yield server
        finally:
            subprocess.run([*control, "-m", "immediate", "stop"], **options)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
