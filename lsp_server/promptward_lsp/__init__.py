"""The editor's face: a language server for protected health information, and for Ward itself."""
