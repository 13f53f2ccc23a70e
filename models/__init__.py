"""The nouns of the project: what is on the paper, and what we claim about it. Imports nothing of ours."""
