"""Passes that take out what cannot be: entities without a name, claims that are too unsure or speak against each other."""
