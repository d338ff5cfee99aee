"""Readers: bytes of one file in, a statement or a rejection out. A family of like rooms that do not know each other.

Each reader offers `claims(head, name)` and `read(data, ...)`; `read_statement` asks them all, and exactly one may claim
a file: none or several is a rejection with a sentence.
"""
