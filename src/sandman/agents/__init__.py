"""The team of four: who they are, what they can be asked for, and how they work on a book together."""
