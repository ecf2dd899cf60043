"""How long one more article takes in who is who, on a graph of many articles.

    python -m tests.benchmarks.bench_who [ARTICLES]

Articles are made up: names drawn with a long tail (a few people in a tenth of all articles), posts, bodies and places as news
has them, some 25 entities an article. The store is filled in steps of 64; then single articles are added and timed.
"""

from __future__ import annotations

import random
import statistics
import sys
import tempfile
import time
from pathlib import Path

from kg.pipeline.resolving import commit
from kg.records import Annotation, Article, LocalEntity, Mention, Position, Span
from kg.store import open_store

BASE = "https://kg.example/"
FIRST = [a + b for a in "Ra La Se Ti Wi Ba Da Mu Ha Su Pra Gu".split() for b in "ka ras no na ra yu rma dji ni lo".split()]
LAST = [a + b for a in "Wija Widya Prase Suma Hari Nata Kusu Utama Sanja Lesta".split() for b in "ya nto tyo ri wan di ma sa ko ti".split()]
REGIONS = [f"Kabupaten {name}" for name in "Klaten Demak Kudus Gresik Sleman Bantul Garut Ciamis Jember Ngawi Blora Batang".split()]
ROLES = ["Bupati", "Kepala", "Ketua", "Sekretaris", "anggota", "Wakil Ketua", "Direktur Utama"]


def article(key: int, chance: random.Random) -> Annotation:
    """Article `key`: eight people, eight bodies, six places, each with its mention; most people with a post."""
    named: list[tuple[str, str, str]] = []
    ranks = [int(chance.paretovariate(0.7)) % 60_000 for _ in range(8)]
    for n, rank in enumerate(ranks):
        seed = random.Random(rank)
        full = f"{seed.choice(FIRST)} {seed.choice(LAST)} {seed.choice(LAST)}"
        named.append((f"P{n}", "PER", full if chance.random() < 0.8 else full.split()[0]))
    for n in range(8):
        seed = random.Random(ranks[n])  # people serve one body, in one post
        named.append((f"O{n}", "ORG", f"Dinas {seed.choice(LAST)} {seed.choice(LAST)} {seed.choice(REGIONS)}"))
    named += [(f"G{n}", "GPE", chance.choice(REGIONS)) for n in range(6)]
    parts, mentions, at = [], [], 0
    for local, kind, name in named:
        mentions.append(Mention(local, Span(at, at + len(name)), kind))
        parts.append(name)
        at += len(name) + 2
    text = ". ".join(parts)
    roles = [Position(f"P{n}", ROLES[ranks[n] % len(ROLES)], mentions[n].span, f"O{n}") for n in range(8) if chance.random() < 0.6]
    return Annotation(
        Article(f"{key:08x}{key:08x}", text, published=f"2025-{key % 12 + 1:02}-01", title=f"Kabar {key}"),
        sentences=(Span(0, len(text)),),
        entities=tuple(LocalEntity(*each) for each in named),
        mentions=tuple(mentions),
        positions=tuple(roles),
    )


def main(articles: int) -> None:
    """Fill a store and time single articles at growing sizes."""
    chance = random.Random(7)
    with tempfile.TemporaryDirectory() as folder, open_store(Path(folder) / "news.kg") as store:
        done, started = 0, time.perf_counter()
        for size in sorted({articles // 100, articles // 10, articles // 3, articles} - {0}):
            while done < size:
                step = min(64, size - done)
                commit(store, [article(done + n, chance) for n in range(step)], base=BASE)
                done += step
            filled = time.perf_counter() - started
            times = []
            for n in range(40):
                begun = time.perf_counter()
                commit(store, [article(10_000_000 + size * 50 + n, chance)], base=BASE)
                times.append(time.perf_counter() - begun)
            times.sort()
            print(
                f"{size:7d} articles ({filled:.0f} s to fill): one more takes {statistics.median(times) * 1000:.0f} ms,"
                f" 95 of 100 under {times[37] * 1000:.0f} ms, at most {times[-1] * 1000:.0f} ms"
            )


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 3_000)
