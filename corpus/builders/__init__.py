"""Makers of the sample documents, one module a format; `markup` reads the sources they are made from."""
