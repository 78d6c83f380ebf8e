"""How our own texts are written: passages of plain text, how hard they are to read, and the words in them.

The lists of words stand in docs/language.yml; a site without that file has no such rules.
"""
