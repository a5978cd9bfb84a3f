"""How numbers, verdicts and rows are written on a screen: words, tables, cards, sentences.

Enters: rows of a measure. Leaves: text and Streamlit elements. Nothing here runs a query or knows a page.
"""
