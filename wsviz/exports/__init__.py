"""What leaves the app as a file: strips of pictures, films, numbers."""
