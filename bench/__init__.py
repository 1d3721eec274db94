"""Measurements a developer runs by hand; nothing here ships."""
