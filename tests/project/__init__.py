"""The project itself: layers, documents, package, commands, and the version of what is built."""
