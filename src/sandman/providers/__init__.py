"""Adapters and engines, one folder a craft; never one another."""
