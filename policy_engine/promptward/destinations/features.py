"""What of a vendor's service an endpoint uses, read from its path: chat, files, batch, …"""

__all__ = ["INFERENCE", "features_of"]

INFERENCE = frozenset({"chat", "embeddings", "models"})
"""
What an agreement covers if it doesn't say: asking and being answered, nothing that is kept.

Files, batches, fine-tuning and beta features are what vendors commonly leave out.
"""

_BY_SEGMENT = {
    "assistants": "assistants",
    "audio": "audio",
    "batch": "batch",
    "batches": "batch",
    "batchgeneratecontent": "batch",
    "beta": "beta",
    "cachedcontents": "cache",
    "chat": "chat",
    "completions": "chat",
    "containers": "files",
    "converse": "chat",
    "converse-stream": "chat",
    "customization-jobs": "fine_tuning",
    "custommodels": "fine_tuning",
    "embedcontent": "embeddings",
    "embeddings": "embeddings",
    "evals": "evals",
    "files": "files",
    "fine-tunes": "fine_tuning",
    "fine-tuning": "fine_tuning",
    "fine_tunes": "fine_tuning",
    "fine_tuning": "fine_tuning",
    "generate": "chat",
    "generatecontent": "chat",
    "images": "images",
    "invoke": "chat",
    "invoke-with-response-stream": "chat",
    "messages": "chat",
    "model-customization-jobs": "fine_tuning",
    "model-invocation-job": "batch",
    "model-invocation-jobs": "batch",
    "realtime": "audio",
    "responses": "chat",
    "streamgeneratecontent": "chat",
    "threads": "assistants",
    "tunedmodels": "fine_tuning",
    "uploads": "files",
    "vector_stores": "assistants",
    "videos": "images",
}


def features_of(path: str) -> frozenset[str]:
    """
    The features that a path uses; empty where none of its segments is known.

    A path may use several: `/v1/messages/batches` is chat and batch, and both must be covered.
    """
    segments = path.lower().replace(":", "/").split("/")
    return frozenset(_BY_SEGMENT[one] for one in segments if one in _BY_SEGMENT)
