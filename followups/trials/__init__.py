"""What is tried on a whole installation, put up for it and taken down again: faults (`make faults`) and load (`make load`)."""
