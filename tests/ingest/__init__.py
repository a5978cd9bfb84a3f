"""From files to stored rows, through the import that users run."""
