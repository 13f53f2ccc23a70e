"""The composition root: command line and settings. Imports the rest lazily; nothing imports it. START: cli.py."""
