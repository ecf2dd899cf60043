"""Names lead to plugins, lazily; a wrong name is an error that lists the right ones."""

from __future__ import annotations

import importlib

import pytest

from kg import plugins
from kg.errors import ConfigError


@pytest.mark.parametrize(("kind", "name"), [(kind, name) for kind in plugins.TABLES for name in plugins.names(kind)])
def test_every_name_leads_to_something_callable(kind: str, name: str) -> None:
    """Each row of a table names a module and an attribute that exist."""
    module, attribute = plugins.TABLES[kind][name].split(":")
    assert plugins.find(kind, name) is getattr(importlib.import_module(module), attribute)
    assert callable(plugins.find(kind, name))


def test_an_unknown_name_lists_those_that_exist() -> None:
    """A slip of the pen is answered with the nearest name, anything else with all names."""
    with pytest.raises(ConfigError, match="unknown engine 'neurla'") as caught:
        plugins.find("engine", "neurla")
    assert caught.value.hint == "did you mean 'neural'?"
    assert all(name in str(caught.value) for name in plugins.names("engine"))
    with pytest.raises(ConfigError) as caught:
        plugins.find("engine", "zzz")
    assert caught.value.hint == ""


def test_names_are_sorted() -> None:
    """Lists shown to people are in a fixed order."""
    assert list(plugins.names("engine")) == sorted(plugins.ENGINES)
