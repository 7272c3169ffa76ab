"""What the editors of simple values share: the box, options, tokens, the calendar."""
