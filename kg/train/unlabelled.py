"""Articles nobody annotated as training examples: what the engine is sure of is learned, what it doubts is left out.

Self-training with a noisy student (Xie et al. 2020, "Self-training with Noisy Student"): the engine, rules included, is the
teacher; the network that learns sees the same windows with masked pieces, beside the annotated articles.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from kg.errors import ConfigError
from kg.extract.annotate import annotation as annotated
from kg.extract.neural.engine import NeuralEngine
from kg.extract.neural.labels import layer_slices
from kg.extract.neural.tagging import log_softmax
from kg.extract.neural.windows import WINDOW
from kg.extract.passes import drafted
from kg.records import Article
from kg.text import split
from kg.train.examples import IGNORE, Example, build

# Facts from SURE on are taken for true, those below DOUBT for untrue, the others teach nothing.
SURE, DOUBT = 0.6, 0.05
# A piece teaches the tagger nothing when the teacher gave its tag less than this, or the rules have changed it.
SURE_TAG = 0.6


def silver(engine: NeuralEngine, articles: Iterable[Article], allowed: NDArray[np.bool_]) -> Iterator[Example]:
    """The training examples of the articles, labelled by `engine`.

    Raises ConfigError for an engine whose confidences were never set: nothing says then what it is sure of.
    """
    if "calibration" not in engine.settings:
        raise ConfigError(
            f"the model in {engine.folder} has no confidences to learn by",
            hint="train it with --dev first, or give another --base",
        )
    open_to = {**engine.settings, "least": DOUBT, "least_of": {}}
    for article in articles:
        document = split(article)
        encoded = engine.encoded(document)
        draft = drafted(document, engine.prediction(document, encoded), engine.session.allowed, open_to)
        annotation = annotated(draft, engine="")
        size = int(engine.settings.get("window", WINDOW))
        examples = build(annotation, engine.tokenizer, allowed, size=size, special=engine.session.special, sure=SURE)
        for example, (_, _, tags) in zip(examples, encoded, strict=True):
            yield _without_doubt(example, tags)


def _without_doubt(e: Example, logits: NDArray[np.float32]) -> Example:
    """The example with tags only where the teacher's own are sure; kinds, modalities and statuses teach nothing."""
    tags = e.tags.copy()
    for number, where in enumerate(layer_slices().values()):
        scores = log_softmax(logits[:, where])
        own = scores.argmax(axis=1)
        tags[number, (own != tags[number]) | (scores.max(axis=1) < np.log(SURE_TAG))] = IGNORE
    nothing: Sequence[NDArray[np.int64]] = [np.full(len(e.spans), IGNORE, dtype=np.int64) for _ in range(3)]
    return replace(e, tags=tags, kinds=nothing[0], modalities=nothing[1], statuses=nothing[2])
