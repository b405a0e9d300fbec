"""Access to records (aktindsigt): collecting what belongs to a request, withholding some of it, and giving the rest.

Everything that goes out passes through `redaction.redacted`: what makes the archive sees nothing that is withheld.
"""
