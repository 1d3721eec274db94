"""Engines that read aloud."""
