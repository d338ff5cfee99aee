"""The program as a systemd service: its unit files, a trial of their sandbox, and the manager that runs them."""
