"""The commands, one module for each noun. At module level they import Typer only: `--help` must come at once."""
