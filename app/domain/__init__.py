"""What Saegim talks about: encounters, transcripts, notes, attestations. Frozen data and rules, no dependency."""
