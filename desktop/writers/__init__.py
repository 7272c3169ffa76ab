"""How blocks are written to a file, one folder or file per format."""
