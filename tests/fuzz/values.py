"""What nobody types, but anybody can send: values that have broken other systems."""

MARK = "<fuzz onload=1>"  # where it comes back as it is, a page could be made to run somebody's script

EMPTY = ("", " ", "\t\r\n")
LONG = ("x" * 256, "x" * 100_000, "æ" * 5_000, "ord " * 20_000)
CHARACTERS = (
    "\0",
    "a\0b",
    "\x01\x1b[31m",
    "\u202etxt.exe",
    "\ufeff",
    "\U0001f469\u200d\U0001f4bb",
    "e\u0301" * 50,
    "\ufffe",
)
NUMBERS = (
    "0", "-1", "-0", "1", "99999999999999999999", "9" * 400, "9" * 5_000, "2147483648", "-2147483649", "9223372036854775808", "1e400", "1E-400",
    "NaN", "sNaN", "Infinity", "-inf", "0x10", "1_000", "٣", "²", "½", "1,5", "1.5.5", "100,0001", "1e5", "+5", "  7 ",
)  # fmt: skip
DAYS = (
    "0001-01-01", "9999-12-31", "10000-01-01", "0000-00-00", "2018-02-30", "2018-13", "0000-01", "0001-01", "9999-12", "99999-01", "2018M04", "2018M13",
    "31-12-9999", "01-01-0001", "2018-04-01T00:00:00+99:00", "0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-12:00", "24:00", "99:99", "00:00",
    "٢٠١٨-٠٤",
)  # fmt: skip
MARKUP = (
    MARK, f"'\">{MARK}", "{{7*7}}", "{% include 'x' %}", "{kommune}", "{kommune.__class__}", "{0}", "{", "}", "{}", "%s%n%(x)s", "#set page(width: 1pt)", "#read(\"/etc/passwd\")",
    "$ x $", "\\", "*_`", "javascript:alert(1)", "&lt;", "]]>",
)  # fmt: skip
INJECTIONS = (
    "' OR 1=1 --", "';DROP TABLE municipalities_municipality;--", "pk", "-pk", "user__password", "?", "1) UNION SELECT 1--",
    "=1+1", "@SUM(1)", "a\r\nBcc: b@c.example", "a\nb", "../../../../etc/passwd", "C:\\x\\..\\y", "/etc/passwd", "//evil.example", "https:evil.example",
    "/\\evil.example", "[]", "[1]", "{\"a\": 1}", "None", "null", "true", "on", "*", "a&b=c", "a:*", "!!", "(((", "|&!", "<->", "\"", "'",
)  # fmt: skip

TEXTS = EMPTY + LONG + CHARACTERS + NUMBERS + DAYS + MARKUP + INJECTIONS
SHORT = tuple(value for value in TEXTS if len(value) < 2_000)  # for addresses, which have an end

NAMES = (
    "../../x.pdf", "/etc/passwd", "C:\\Windows\\x.txt", "a\0.pdf", "\u202efdp.exe", "x" * 400 + ".pdf", ".pdf", "a.svg", "a.html",
    "a.pdf.exe", "", " ", "æøå.txt", "a\r\nX: y.txt", "\"; filename=evil.html; x=\".txt", "CON.txt", "😀.png",
)  # fmt: skip
CONTENTS = (
    b"", b"%PDF-1.7\n", b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>", b"<html><script>alert(1)</script>", b"MZ\x90\0", b"\0" * 1_000,
    b"PK\x03\x04", b"\x89PNG\r\n\x1a\n", b"GIF89a<script>", b"\xff\xfe\0", b"From: a\nSubject: b\n\nc", b"Periode;Kommune\n2018M04;Varde\n", b"{\"columns\": []}",
    b"{\"columns\": [\"Kommune\", \"Rolle\", \"Navn\", \"Fra\"], \"rows\": [[\"Varde\", \"Borgmester\", \"a\\u0000b\", \"01-01-2030\"]]}",
    b"{\"columns\": [\"Kommune\", \"Rolle\", \"Navn\", \"Fra\"], \"rows\": [[\"Varde\", \"Borgmester\", \"\\ud800\", \"01-01-0001\"]]}",
    b"Kommune;Rolle;Navn;Fra\nVarde;Borgmester;=1+1;01-01-0001\n",
    b"Kommune;M\xc3\xa5lgruppe;M\xc3\xa5ned;Antal personer;Gnsn. antal samtaler;Andel (pct.);Begrundelse\nVarde;dagpenge;0001M01;1;1;1;x\n",
    b"{\"columns\": [\"Kommune\", \"M\\u00e5lgruppe\", \"M\\u00e5ned\", \"Personer\", \"Gennemsnit\", \"Andel\", \"Begrundelse\"], "
    b"\"rows\": [[\"Varde\", \"dagpenge\", \"2018M04\", 50, 1e-9, 33.3333333333333333333, \"a\\u0000\\ud800\"]]}",
)  # fmt: skip
