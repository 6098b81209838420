"""Other learning rules over the same parts."""
