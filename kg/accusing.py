"""What accuses somebody: the roles in events that are never told as plain facts, however sure an engine is."""

from __future__ import annotations

from typing import Final

SUSPECT: Final = "suspect"
# A doer or gainer of these is a culprit, whoever it is: a person, a body, a country.
OFFENCES: Final = frozenset({"crime", "corruption"})
# Around a person who takes part in these, a reader supplies the guilt.
PROCEEDINGS: Final = frozenset({"arrest", "trial", "verdict"})
ACCUSING_KINDS: Final = OFFENCES | PROCEEDINGS
_DOERS = frozenset({"agent", "beneficiary"})


def accuses(role: str, kind: str) -> bool:
    """Whether filling this role in an event of this kind accuses: a person, a body or a country alike.

    >>> accuses("suspect", "other"), accuses("agent", "corruption"), accuses("victim", "crime")
    (True, True, False)
    """
    return role == SUSPECT or (kind in OFFENCES and role in _DOERS)


def near_accusation(role: str, kind: str, type: str) -> bool:
    """Whether a thing of this type (`PER`, `ORG`, ...) in this role is never told as a plain triple.

    That holds for what accuses, and for a person's part in an arrest, a trial or a verdict that reads like it.

    >>> near_accusation("agent", "arrest", "PER"), near_accusation("agent", "arrest", "ORG")
    (True, False)
    """
    if accuses(role, kind):
        return True
    if type != "PER":
        return False
    part = role in _DOERS or role == "participant" or (role == "target" and kind in PROCEEDINGS)
    return part and kind in ACCUSING_KINDS
