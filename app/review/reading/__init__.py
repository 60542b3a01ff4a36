"""What a text says, in English and Korean: words, numbers, units, medications, and how they are meant."""
