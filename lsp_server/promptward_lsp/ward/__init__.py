"""Ward as a language: what an editor shows of a policy while it is written."""
