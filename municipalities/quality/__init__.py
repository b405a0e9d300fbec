"""Whether the figures can be trusted: what is odd about them, by stated rules, and what people have dismissed of it."""
