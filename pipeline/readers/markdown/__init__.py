"""Markdown files."""

from pipeline.readers.markdown.reader import read_markdown

__all__ = ["read_markdown"]
