"""Text to values: every kind of file read, the library they make together, and the rules that only it can break."""
