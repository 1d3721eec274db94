"""Local servers that speak each vendor's true wire, and are strict about it."""
