"""Load on a served app: visitors that are real, their machine, and what comes of it."""
