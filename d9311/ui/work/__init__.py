"""Claims and consultations one by one: the list, one of them opened, and what an import changed."""
