"""The hands that tell: what a message says at each level of detail, where it goes, and how it is never lost.

`messages` gives a due letter its words; `addresses` and `channels` find and open the person's channels; `delivery`
sends what waits, labels copies and backs off. Only `channels.py` knows Apprise. An address is a `Secret` from the
moment it is read: no repr, log or error of this room shows one.
"""
