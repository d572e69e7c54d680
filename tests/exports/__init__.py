"""What the archive gives to machines, read back by programs that others wrote."""
