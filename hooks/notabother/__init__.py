"""Articles in, pages out: the generator behind Not a Bother, free of MkDocs.

Text goes in, values come out. Nothing here reads a file, prints or looks at the environment,
except `folder` (which reads the docs folder) and `__main__` (the command line).
"""
