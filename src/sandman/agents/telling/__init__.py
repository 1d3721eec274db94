"""Telling with a model: what leaves the house, what comes back, and what may be laid on the desk."""
