"""Judges of what is fit for a child at bedtime: the rules of the house, and models where one is keyed."""
