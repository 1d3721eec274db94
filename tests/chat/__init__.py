"""Chat engines against their vendors' stand-ins."""
