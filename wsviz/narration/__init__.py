"""Beats of a step, and what is said at each."""
