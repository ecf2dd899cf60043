"""Passes that change spans: where they begin and end, of what type they are, what day they mean."""
