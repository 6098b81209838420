"""What a class does, one scene a file.

`measure(served, browser, size, seconds)` gives {name: values}, `told({workers: that})` a table.
"""
