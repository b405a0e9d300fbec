"""Rounds (opfølgningsrunder): the same letter to many municipalities at once, and what came of it (DOMAIN.md section 7).

`making.py` begins one and chooses whom it is to; `writing.py` writes its letters; `dispatching.py` has them leave; and
`evaluating.py` measures when the checkpoint month is in. Approval is that of the letters, all at once.
"""
