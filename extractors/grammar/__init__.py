"""French building blocks that several extractors need: sentences, dates, times, numbers, names, headings."""
