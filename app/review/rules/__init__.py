"""One kind of error in each module: what a note states, held against what was said."""
