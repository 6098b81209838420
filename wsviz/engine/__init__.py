"""The wake-sleep algorithm in NumPy alone: no screen, no data set, no bits."""
