"""An audit, shown: JSON for scripts, a table for a terminal, HTML for a browser. Values in, text out."""
