"""What a clinic's signed documents tell of its drafts, and what the clinic makes of that: style, lowered rules."""
