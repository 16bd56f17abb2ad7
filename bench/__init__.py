"""Benchmarks, measurements and proofs; not part of the product that runs."""
