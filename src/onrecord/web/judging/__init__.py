"""What was judged by hand, and what can be judged of speakers and claims: read for the pages, a page at a time."""
