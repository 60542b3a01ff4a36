"""The use cases. No Qt, no SQL."""
