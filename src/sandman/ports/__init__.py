"""The ports: one Protocol a craft, the values they pass, and the error tree."""
