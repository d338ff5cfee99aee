"""Detectors: one file each, in the order page, CARD, EXAMPLES, Params, detect. They do not know each other."""
