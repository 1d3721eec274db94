"""A finished book in a form of its own, to keep, send or open."""
