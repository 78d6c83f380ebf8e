"""What a file's characters are: bytes to text, lines, YAML fields with their places, and what is too much or unsafe."""
