"""The open encounter: its page, and the desks that do what is asked for on it."""
