"""The report page: real pages to look at, what is in them, and the ways to save them."""
