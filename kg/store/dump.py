"""All quads of a store as sorted N-Quads lines, however many they are."""

from __future__ import annotations

import heapq
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack
from itertools import islice
from pathlib import Path
from typing import IO, TYPE_CHECKING

if TYPE_CHECKING:
    import pyoxigraph

_RUN = 500_000


def sorted_lines(store: pyoxigraph.Store, *, run: int = _RUN) -> Iterator[str]:
    """N-Quads lines in code point order; more than `run` of them are sorted through temporary files."""
    import pyoxigraph as ox

    with tempfile.TemporaryDirectory(prefix="kg-dump-") as folder, ExitStack() as open_runs:
        raw = Path(folder, "raw.nq")
        store.dump(raw, format=ox.RdfFormat.N_QUADS)
        runs: list[IO[bytes]] = []
        with raw.open("rb") as lines:
            while part := sorted(islice(lines, run)):
                if len(part) < run and not runs:
                    yield from (line.decode().rstrip("\n") for line in part)
                    return
                runs.append(open_runs.enter_context(Path(folder, f"{len(runs)}.nq").open("w+b")))
                runs[-1].writelines(part)
                runs[-1].seek(0)
        yield from (line.decode().rstrip("\n") for line in heapq.merge(*runs))
