"""The desk: what people do about claims, in a file of its own beside the database (docs/definitions/work.md).

Enters: a person's name and what they did with an item. Leaves: what stands for each item, and its history.
`changing` writes, `reading` reads, `settling` says what new facts make of a state. Nothing here knows a page.
"""
