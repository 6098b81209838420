"""The pages beside the stage: each reads like a table of contents.

Not called pages: Streamlit takes every file in a folder of that name for a page of its own.
"""
