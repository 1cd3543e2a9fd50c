"""Replies: pseudonyms turned back in what a model answers, as a whole or while it arrives."""

from promptward.guard.replies.document import restored_data
from promptward.guard.replies.reply import Reply, reply_for

__all__ = ["Reply", "reply_for", "restored_data"]
