"""The transcript: its rows, the strip above it, finding in it, and the words that recognition is to know."""
