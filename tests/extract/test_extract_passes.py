"""The list of passes: its order is checked, every pass is named once, and each changes something that a case shows."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kg.errors import ConfigError
from kg.extract.passes import PASSES, check_names, checked


def test_every_order_but_a_right_one_is_refused() -> None:
    """A pass before what it needs is an error that names both."""
    assert checked(PASSES) == PASSES
    with pytest.raises(ConfigError, match="pass too_unsure needs confidences"):
        checked(sorted(PASSES, key=lambda p: p.name != "too_unsure"))


def test_two_passes_of_one_name_are_refused() -> None:
    """A name is how a fact says who made it: no two passes share one."""
    with pytest.raises(ConfigError, match="two passes are named ranks"):
        checked([*PASSES, replace(PASSES[0], name="ranks")])


def test_an_unknown_pass_is_named_with_those_there_are() -> None:
    """A slip of the pen finds the pass that was meant."""
    with pytest.raises(ConfigError, match="there is no pass 'families'") as error:
        check_names(["families"])
    assert error.value.hint == "did you mean 'family'?"
    assert check_names(["family", "names"]) == {"family", "names"}
