"""Træningsguiden: answers from municipal standards on training, composed from recorded facts."""
