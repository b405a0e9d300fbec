"""The demonstration: the story of 2018 from its sample files, and made-up figures from then until now."""
