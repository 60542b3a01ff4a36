"""Where in the talk a statement has its sources, and what was said there."""
