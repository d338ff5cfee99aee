"""Why the system refused a file, as a sentence: its own words are English whatever the person's language."""

import errno

from watchdog_sante.model.sentences import Sentence, say

_REASONS = {
    errno.ENOENT: "absent",
    errno.EACCES: "no_permission",
    errno.EPERM: "no_permission",
    errno.EISDIR: "is_a_folder",
    errno.ENOTDIR: "no_folder",
    errno.ENOSPC: "full",
    errno.EDQUOT: "full",
    errno.EROFS: "read_only",
    errno.EEXIST: "exists",
    errno.ENAMETOOLONG: "name_too_long",
    errno.EIO: "disk",
}


def reason_of(error: OSError) -> Sentence:
    """What stands between brackets behind "cannot be read" or "could not be written"."""
    return say(f"system.{_REASONS.get(error.errno or 0, 'other')}", number=str(error.errno or ""))
