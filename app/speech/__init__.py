"""Audio in, transcript segments out."""
