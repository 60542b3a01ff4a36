"""The encounters of the day at the left."""
