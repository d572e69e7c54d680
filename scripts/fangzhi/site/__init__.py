"""What readers see: addresses, pages, words of the interface, search."""
