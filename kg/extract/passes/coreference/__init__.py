"""Passes that join spans into entities: equal names, short forms, dates of one value, pronouns, the network's word."""
