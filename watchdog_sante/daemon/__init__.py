"""The process that lives for months: it keeps time, starts a child for each job, and stays small itself.

Rooms inside: `serving` (the whole life, from the lock to the last word), `scheduler` (when a job is due), `supervision`
(the child of a job and what became of it), `child` and `worker` (the two ends of that), `sd_notify` (systemd).
"""
