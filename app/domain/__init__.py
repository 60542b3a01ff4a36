"""What Saegim talks about: encounters, transcripts, notes, attestations. Frozen data and rules, standard library only."""
