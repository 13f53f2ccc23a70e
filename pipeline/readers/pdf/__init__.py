"""PDF files with a text layer: characters and boxes from pdfium, tables from pdfplumber."""

from pipeline.readers.pdf.reader import read_pdf

__all__ = ["read_pdf"]
