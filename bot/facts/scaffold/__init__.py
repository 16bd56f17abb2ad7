"""Lays out what a caseworker fills in: a new municipality, a new edition. Every fact is a hole."""
