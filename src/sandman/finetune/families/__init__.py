"""The families of bases that styles are taught to."""
