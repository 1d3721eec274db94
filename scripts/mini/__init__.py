"""sandman-mini: a small picture model of our own, trained on flat drawings of our own story world."""
