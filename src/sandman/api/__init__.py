"""The web's door: translates HTTP, never decides."""
