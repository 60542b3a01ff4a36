"""The handover board of a ward."""
