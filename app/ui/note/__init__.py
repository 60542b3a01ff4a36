"""The note as it is written, read, corrected and compared."""
