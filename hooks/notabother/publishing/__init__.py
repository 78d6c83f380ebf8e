"""What stands beside the pages: feeds, policy and headers, the site as one file."""
