"""How much a delivered file may hold. Jobindsats delivers far less; what is more is a mistake or an attack."""

MEGABYTE = 1024 * 1024

MAX_FILE_BYTES = 20 * MEGABYTE
MAX_UNPACKED_BYTES = 100 * MEGABYTE
MAX_WHOLE_BYTES = 2 * MEGABYTE  # a workbook's styles and list of sheets: held in memory, hundreds of times as large
MAX_OTHER_BYTES = 40 * MEGABYTE  # its shared texts and everything else but sheets
MAX_TAGS = 1_500_000  # in one of these
MAX_ROW_TAGS = 200_000  # in a row of a sheet, and beside the rows
MAX_PARTS = 2_000  # files inside a workbook
MAX_SHEETS = 50
MAX_ROWS = 200_000
MAX_COLUMNS = 200
MAX_BLANKS_BEYOND = 2_000_000  # blank but formatted cells, in all, to the right of the last column allowed
MAX_LINE = 100_000  # characters in a line of a text file
MAX_QUOTED_LINES = 10  # lines that one quoted cell may stretch over
MAX_SHEET_ROW = 1_048_576  # the last row that a spreadsheet can have
HEADER_WITHIN = 100  # filled rows in which the header must come

MAX_LISTED = 1_000  # errors listed one by one (and warnings likewise); the rest are counted
MAX_SHOWN = 200  # characters kept of a value, a label or a name that a finding quotes
MAX_PERSONS = 9_999_999
MAX_AVERAGE = 999
