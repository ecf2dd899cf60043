"""Sketches find reprints and nothing else."""

from __future__ import annotations

from kg.text.sketch import alike, bands, sketch

STORY = [f"Kalimat nomor {n} bercerita tentang rapat ke-{n * 7} di balai desa {n % 5} pada pagi itu." for n in range(40)]


def test_a_reprint_is_alike() -> None:
    """Another beginning, a few sentences less and a note at the end leave a text alike, with a band in common."""
    one = sketch(" ".join(STORY))
    other = sketch("KLATEN, KABAR LAIN - " + " ".join(STORY[1:17] + STORY[18:37]) + " (red/ant)")
    assert alike(one, other) and set(bands(one)) & set(bands(other))


def test_another_text_is_not() -> None:
    """Two stories that share their subject but not their sentences are not alike; nor is anything like a few words."""
    other = " ".join(f"Warga {n} menolak hasil rapat karena jalan {n * 3} rusak dan {n} lampu mati." for n in range(40))
    assert not alike(sketch(" ".join(STORY)), sketch(other))
    assert sketch("Rapat hari ini.") == () and not alike((), ())
