"""Faults, as a campaign that can be repeated: work is begun, something breaks, and afterwards nothing may be lost, twice or half."""
