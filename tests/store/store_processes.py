"""Start and stop writers that run in processes of their own."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import kg

_CHILD = Path(__file__).with_name("store_child.py")
_ROOT = Path(kg.__file__).parents[1]


def writer(path: Path, stage: str, *operations: str) -> subprocess.Popen[str]:
    """A running writer; read its `stdout`, write to its `stdin`."""
    return subprocess.Popen(
        [sys.executable, str(_CHILD), str(path), stage, *operations],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": str(_ROOT)},
    )


def killed_at(path: Path, stage: str, *operations: str) -> list[str]:
    """Run a writer that must die at `stage`; gives the operations that it had acknowledged."""
    with writer(path, stage, *operations) as child:
        said, _ = child.communicate()
    assert child.returncode == -signal.SIGKILL, (child.returncode, stage, operations)
    return said.split()[1:]
