"""Recipes and their runs: what determines learning, its history, and how both are written down."""
