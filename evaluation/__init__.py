"""How right are we: figures against gold annotations, gains and losses between two runs. START: scorer.py."""
