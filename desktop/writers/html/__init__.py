"""HTML: a document as one file that needs nothing else, for screens and for paper."""
