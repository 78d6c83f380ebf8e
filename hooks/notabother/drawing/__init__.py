"""Values to finished HTML: Markdown drawn once, for pages, paper, search and the check."""
