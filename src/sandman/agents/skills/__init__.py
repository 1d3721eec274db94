"""What the four can be asked for, each skill in a file of its own."""
