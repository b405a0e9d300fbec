"""Letters: from a template and figures as known, through another's approval, to a sent document that never changes."""
