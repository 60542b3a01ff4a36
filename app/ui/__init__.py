"""The window. Nothing else imports it."""
