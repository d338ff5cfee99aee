"""watchdog-santé: a private watchdog for French health reimbursements."""

__version__ = "0.1.0"
