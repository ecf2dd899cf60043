"""Passes that claim facts: the network's word on pairs, what names and sentences state, how sure all that is."""
