"""The label inventories of the neural engine: tag layers over pieces, types of spans, labels of ordered span pairs.

Everything that training and inference must agree on about numbering stands here and nowhere else.
"""

from __future__ import annotations

from kg.records import ASSERTED, ENTITY_TYPES, EVENT_KINDS, PREDICATES, STATUSES

ROLE = "ROLE"
DIRECT, INDIRECT = "direct", "indirect"
SPAN_TYPES = (*ENTITY_TYPES, ROLE, DIRECT, INDIRECT)
SPAN_TYPE_INDEX = {name: index for index, name in enumerate(SPAN_TYPES)}

# Each layer is tagged by itself in BIO; a span of one layer may lie inside a span of another.
LAYERS: dict[str, tuple[str, ...]] = {
    "outer": tuple(ENTITY_TYPES),
    "nested": tuple(ENTITY_TYPES),
    "role": (ROLE,),
    "statement": (DIRECT, INDIRECT),
}


def layer_slices() -> dict[str, slice]:
    """Where each layer's tags (O, then B and I of each type) lie among the tag head's outputs.

    >>> layer_slices()["role"]
    slice(34, 37, None)
    """
    out: dict[str, slice] = {}
    start = 0
    for name, types in LAYERS.items():
        width = 1 + 2 * len(types)
        out[name] = slice(start, start + width)
        start += width
    return out


TAGS = sum(1 + 2 * len(types) for types in LAYERS.values())

HOLDS, HOLDER, SAID, SAME = "holds_role", "role_at", "said", "same_entity"
RELATION_LABELS = tuple(PREDICATES)
# What the network is asked about; passes state more roles and modalities than these.
_ROLES = "organizer agent participant target victim suspect authority witness winner loser beneficiary place time topic"
ARGUMENT_LABELS = tuple(f"arg:{role}" for role in _ROLES.split())
# What passes claim beyond the network's labels: whom a post serves by rule.
SERVES = "serves"
PAIR_LABELS = (*RELATION_LABELS, *ARGUMENT_LABELS, HOLDS, HOLDER, SAID, SAME)
PAIR_LABEL_INDEX = {name: index for index, name in enumerate(PAIR_LABELS)}

KINDS = tuple(EVENT_KINDS)
STATUS_LABELS = STATUSES
MODALITY_LABELS = (ASSERTED, "planned", "alleged", "denied", "cancelled")
