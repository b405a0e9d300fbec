"""What others can answer: `correction_made`, when a correction or an undoing has taken effect, in its transaction.

Arguments: `corrections` (a list, each with its municipality, indicator and what it replaces) and `by`, whose act it was.
A receiver that raises stops the correction: nothing is half done.
"""

from django.dispatch import Signal

correction_made = Signal()
