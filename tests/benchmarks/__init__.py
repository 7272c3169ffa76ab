"""Benchmarks: paper against typst and WeasyPrint, search against the bare query. Not tests."""
