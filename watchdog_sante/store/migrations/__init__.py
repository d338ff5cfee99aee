"""Numbered steps of each database's form. A step that was released never changes: a new form is a new step."""
