"""Reads PDF files; imports nothing here, because recognition (pipeline/readers/ocr) builds on some of these modules."""
