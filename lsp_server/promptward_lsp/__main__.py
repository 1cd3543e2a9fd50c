"""`python -m promptward_lsp`: the language server on standard input and output."""

from promptward_lsp.serve import serve

if __name__ == "__main__":
    serve()
