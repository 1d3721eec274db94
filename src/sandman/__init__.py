"""Sandman Tales."""
