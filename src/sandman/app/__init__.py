"""Settings, and the one function that wires the house."""
