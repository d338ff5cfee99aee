"""Apprise imports a module that Python 3.11 and 3.12 call deprecated: imported here first, its warning aside."""

import sys
import warnings

if sys.version_info < (3, 13):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        import imghdr  # noqa: F401
