"""What the editors of text share: parts, their document, references, the clipboard."""
