"""Engines that paint."""
