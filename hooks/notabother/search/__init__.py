"""Search: what the browser needs to understand a worried person, made from the library.

`words` takes text apart, `topics` weighs words against worries and situations,
`index` writes what the browser fetches. docs/assets/javascripts/search/ does the searching.
"""
