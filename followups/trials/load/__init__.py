"""Load, as a campaign that can be repeated: the people of a working day at an installation, with one, two and four web processes."""
