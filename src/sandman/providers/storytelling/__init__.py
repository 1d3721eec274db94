"""Who can write a story."""
