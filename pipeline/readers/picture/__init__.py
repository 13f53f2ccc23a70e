"""Reads pictures of pages: scans and photographs."""

from pipeline.readers.picture.reader import read_picture

__all__ = ["read_picture"]
