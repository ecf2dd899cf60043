"""Offline means offline: an ingest calls nobody and writes nowhere but into its store, as the system itself sees it."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

from example_graphs import ARTICLES

# Telemetry of a library may wait some ten seconds before it calls: articles are read again and again for longer than that.
_PROGRAM = """
import sys, time
from kg import pipeline
from kg.extract import load_engine
from kg.store import open_store
articles, store, seconds = sys.argv[1], sys.argv[2], float(sys.argv[3])
begun, engine = time.monotonic(), load_engine()
with open_store(store) as kept:
    while pipeline.ingest([articles], store=kept, engine=engine, force=True) and time.monotonic() - begun < seconds:
        pass
"""
_SECONDS = 45
_CALLS = "trace=network,open,openat,creat,mkdir,mkdirat,rename,renameat,renameat2,link,linkat,symlink,symlinkat"
_PATH = re.compile(r'"((?:[^"\\]|\\.)*)"')


def traced(program: str, *arguments: str, at: Path) -> list[str]:
    """The network and file calls of a Python program in a home of its own, one a line."""
    home, log = at / "home", at / "calls.log"
    home.mkdir()
    environment = {"HOME": str(home), "PATH": os.environ["PATH"], "PYTHONDONTWRITEBYTECODE": "1", "TMPDIR": str(home)}
    command = ["strace", "-f", "-qq", "-s", "300", "--seccomp-bpf", "-e", _CALLS, "-o", str(log), sys.executable, "-c", program]
    done = subprocess.run([*command, *arguments], env=environment, cwd=at, capture_output=True, text=True, timeout=600, check=False)
    assert done.returncode == 0, done.stderr
    return log.read_text(encoding="utf-8", errors="replace").split("\n")


def network(calls: list[str]) -> list[str]:
    """The calls that look somebody up, reach for him or wait for him.

    urllib3, which trafilatura imports, tries once whether this machine has IPv6: a socket bound to ::1, port 0, and closed.
    """
    tried = re.compile(r"socket\(AF_INET6, SOCK_STREAM\|SOCK_CLOEXEC, IPPROTO_IP\)|bind\(\d+, \{.*sin6_port=htons\(0\).*\"::1\"")
    found = [c for c in calls if re.search(r"\b(?:socket|connect|send\w*|recv\w*|bind|listen|accept\w*)\(", c)]
    return [c for c in found if not tried.search(c)]


def written(calls: list[str]) -> list[str]:
    """The paths that were opened for writing, made, renamed or linked, as far as the call succeeded."""
    done = [c for c in calls if not re.search(r"= -1 E", c)]
    opens = [c for c in done if re.search(r"\bopen(?:at)?\(", c) and re.search(r"O_WRONLY|O_RDWR|O_CREAT", c)]
    makes = [c for c in done if re.search(r"\b(?:creat|mkdir\w*|rename\w*|link\w*|symlink\w*)\(", c)]
    paths = [path for c in (*opens, *makes) for path in _PATH.findall(c)]
    # A thread's name and the bin are no files.
    return [p for p in paths if not p.startswith("/proc/self/task/") and p != "/dev/null"]


def test_an_ingest_calls_nobody_and_writes_only_its_store(tmp_path: Path) -> None:
    """No call of the network family, and no file made or opened for writing outside the store."""
    store = tmp_path / "news.kg"
    calls = traced(_PROGRAM, str(ARTICLES), str(store), str(_SECONDS), at=tmp_path)
    assert network(calls) == []
    assert {p for p in written(calls) if not (tmp_path / p).is_relative_to(store)} == set()
    assert list((tmp_path / "home").iterdir()) == []


def test_the_proof_sees_what_it_looks_for(tmp_path: Path) -> None:
    """A program that does call and write elsewhere is caught."""
    program = "import pathlib, socket\npathlib.Path('lain.txt').write_text('x')\nsocket.create_connection(('127.0.0.1', 9), 1)"
    calls = traced(f"try:\n    {program.replace(chr(10), chr(10) + '    ')}\nexcept OSError:\n    pass", at=tmp_path)
    assert any("127.0.0.1" in call for call in network(calls))
    assert "lain.txt" in written(calls)
