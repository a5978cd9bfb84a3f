"""What leaves the screen: tables as CSV and Excel, pages as Excel and PDF, from what the page showed.

Frames and figures that a page drew come in (`outline`), files as bytes go out; nothing is asked or computed
anew. Only `controls` draws. The libraries that write files are imported when one is made.
"""
