"""Results of votes: counts (counts.py), tables of votes (tables.py), outcome and unanimity (results.py)."""
