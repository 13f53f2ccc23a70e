"""Web pages, and documents that Word, LibreOffice or a web application saved as HTML."""

from pipeline.readers.html.reader import read_html

__all__ = ["read_html"]
