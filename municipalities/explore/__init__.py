"""The analyst's charts: what they are computed from, what they say in words, and where everything stands in them."""
