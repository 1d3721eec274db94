"""Unattended: one recipe, from pictures to a published style; what is paused for it runs again.

`run.run_auto` does it all. Nothing is imported here: the guardian is this package too, and shall stay small.
"""
