"""The result page: the grade with its reason, how far to trust it, the domains, the gaps and what helps with them."""
