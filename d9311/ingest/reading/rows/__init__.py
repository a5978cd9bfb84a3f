"""The rows below a header: plain lines are copied in one piece, odd ones are read with care.

Enters: lines of UTF-8 text and a plan of the file (delimiter, quote, columns). Leaves: rows of text, rows
that are set aside with the reason, and totals. Nothing here knows of files, encodings or databases.
"""
