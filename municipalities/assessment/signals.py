"""What others can wait for: `recalculated`, when a recalculation has been committed.

Sent also when no level changed: parameters that only the rules of a scheme look at may have.
"""

from django.dispatch import Signal

recalculated = Signal()
