"""Libraries on the disk: opened, locked, killed, cut off from power, damaged, brought back."""
