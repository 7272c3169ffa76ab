"""What is printed: a neutral tree of blocks, and one file per printed document that builds it."""
