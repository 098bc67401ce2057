"""Benchmarks. `make bench` prints one JSON object a line on standard output and progress on standard error.

Each runs in a database of its own that is dropped afterwards: no data of a portal is read or touched.
"""
