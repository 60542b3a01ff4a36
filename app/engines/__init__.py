"""The process boundary: jobs and events, the two child processes, their supervisor."""
