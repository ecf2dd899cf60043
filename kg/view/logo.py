"""A picture file as a `data:` address, so that the page stays one file."""

from __future__ import annotations

import base64
from pathlib import Path

from kg.errors import ConfigError

KINDS = {".png": "image/png", ".jpg": "image/jpeg", ".jpeg": "image/jpeg", ".svg": "image/svg+xml", ".webp": "image/webp"}
LARGEST = 300_000  # bytes; a logo is 40 pixels high


def logo_address(path: Path) -> str:
    """The picture at `path` for `render(logo=...)`.

    Raises ConfigError when it cannot be read, is of a kind that browsers do not show, or is larger than 300 kB.
    """
    kind = KINDS.get(path.suffix.lower())
    if kind is None:
        raise ConfigError(f"the logo {path} is no picture that a page can hold", hint="one of " + ", ".join(sorted(KINDS)))
    try:
        content = path.read_bytes()
    except OSError as exc:
        raise ConfigError(f"cannot read the logo {path}: {exc.strerror}", hint="name a picture file") from exc
    if len(content) > LARGEST:
        raise ConfigError(f"the logo {path} has {len(content):,} bytes", hint=f"at most {LARGEST:,}: make it smaller")
    return f"data:{kind};base64,{base64.b64encode(content).decode('ascii')}"
