"""How large a document may be. Looked at before reading, and again while reading, since a file can grow or lie."""

MOST_BYTES = 100 * 1024 * 1024
"""A 400-page manual with photos takes about 40 MB; the whole document is in memory while it is added or read."""
PIECE_BYTES = 1024 * 1024
"""How much is written in one unit of work: other windows wait no longer than for one of these."""

MOST_TEXT_BYTES = 10 * 1024 * 1024
"""Of a text, Markdown or HTML file. Saved web pages carry pictures that are thrown away."""
MOST_SHOWN = 2_000_000
"""Characters of a text document: about a thousand book pages, the most that the reader lays out in one go."""
MOST_PDF_TEXT = 4_000_000
"""Characters kept for search of a PDF."""
MOST_PDF_PAGES = 3000
"""Pages of a PDF whose words are read for the search; the document itself may have more."""
MOST_PAGES = 25_000
"""Of a PDF: laying out more would keep the window waiting for seconds."""
MOST_PAGE_BYTES = 8 * 1024 * 1024
"""Drawing commands of one PDF page; a page beyond it is a map or a trap, not text."""
MOST_PAGE_SECONDS = 20.0
"""How long reading the words of one PDF page may take."""

MOST_PARTS = 5000
"""Files inside a DOCX."""
MOST_EXPANDED = 400 * 1024 * 1024
"""Bytes of all parts of a DOCX when unpacked."""
MOST_WORDS_EXPANDED = 60 * 1024 * 1024
"""Bytes of the part that holds the words; it is read as a stream and never unpacked whole."""
MOST_DEPTH = 400
"""Nesting of elements inside a DOCX or HTML file."""

MOST_PIXELS = 50_000_000
"""Of a picture: 48-megapixel phone photos fit; unpacked it takes four bytes for each."""
MOST_SIDE = 30_000
"""Pixels along one side of a picture."""

LONGEST_TITLE = 200
LONGEST_ABOUT = 300
