"""The statement (opgørelse): how far the minimum rules are kept in a month, municipality by municipality.

`statement.py` computes it; `words.py` says what every form of it says; the page, pdf.py, workbook.py and csv_file.py show it.
"""
