"""
Which requests go to a model: by the host, by the path, or by what the body looks like.

A policy declares the parties it knows. A model's API that it does not know must not be reached
unseen either, so the addresses of vendors and the shapes of their APIs are known here.
"""

from collections.abc import Mapping

__all__ = ["is_model_host", "looks_like_prompt", "model_path"]

_HOSTS = frozenset(
    {
        "api.ai21.com",
        "api.anthropic.com",
        "api.cerebras.ai",
        "api.cohere.ai",
        "api.cohere.com",
        "api.deepinfra.com",
        "api.deepseek.com",
        "api.fireworks.ai",
        "api.groq.com",
        "api.hyperbolic.xyz",
        "api.jina.ai",
        "api.mistral.ai",
        "api.moonshot.ai",
        "api.moonshot.cn",
        "api.novita.ai",
        "api.nebius.ai",
        "api.openai.com",
        "api.perplexity.ai",
        "api.replicate.com",
        "api.sambanova.ai",
        "api.stability.ai",
        "api.studio.nebius.ai",
        "api.together.ai",
        "api.together.xyz",
        "api.voyageai.com",
        "api.x.ai",
        "api-inference.huggingface.co",
        "chatgpt.com",
        "claude.ai",
        "codestral.mistral.ai",
        "dashscope.aliyuncs.com",
        "gemini.google.com",
        "generativelanguage.googleapis.com",
        "integrate.api.nvidia.com",
        "models.github.ai",
        "models.inference.ai.azure.com",
        "ollama.com",
        "open.bigmodel.cn",
        "openrouter.ai",
        "router.huggingface.co",
    }
)
_SUFFIXES = (
    "-aiplatform.googleapis.com",
    ".api.cognitive.microsoft.com",
    ".api.openai.com",
    ".cognitiveservices.azure.com",
    ".endpoints.huggingface.cloud",
    ".inference.ai.azure.com",
    ".models.ai.azure.com",
    ".openai.azure.com",
    ".openai.azure.us",
    ".services.ai.azure.com",
    "aiplatform.googleapis.com",
)
_PATHS = (
    "/chat/completions",
    "/v1/completions",
    "/v1/embeddings",
    "/v1/responses",
    "/v1/messages",
    "/v1/complete",
    "/v1/batches",
    "/v1/realtime",
    "/v1/rerank",
    "/api/chat",
    "/api/generate",
    "/api/embed",
    "/api/embeddings",
    ":generatecontent",
    ":streamgeneratecontent",
    ":embedcontent",
    ":batchembedcontents",
    ".bidigeneratecontent",
    "/converse",
    "/converse-stream",
)
_ASKING = frozenset(
    {"contents", "input", "inputs", "inputText", "instances", "prompt", "prompts", "texts"}
)
_NAMING = frozenset({"model", "modelId", "model_id", "engine", "deployment"})


def is_model_host(host: str) -> bool:
    """Whether a host, in lower case, is known to serve models and little else."""
    if host in _HOSTS or host.endswith(_SUFFIXES):
        return True
    # bedrock-runtime.us-east-1.amazonaws.com, bedrock-runtime-fips…, runtime.sagemaker…
    return host.endswith((".amazonaws.com", ".amazonaws.com.cn", ".api.aws")) and (
        host.startswith(("bedrock", "runtime.sagemaker")) or ".bedrock" in host
    )


def model_path(path: str) -> bool:
    """Whether a path is one of those under which models are asked, whoever serves it."""
    lowered = path.lower().partition("?")[0].rstrip("/")
    return lowered.endswith(_PATHS) or "/v1/messages/" in lowered or "/api/chat/" in lowered


def looks_like_prompt(body: object) -> bool:
    """Whether JSON data is what an API of a model takes: messages, or a model and an input."""
    if not isinstance(body, Mapping):
        return False
    messages = body.get("messages")
    if isinstance(messages, list) and any(
        isinstance(one, Mapping) and "role" in one for one in messages
    ):
        return True
    return not _NAMING.isdisjoint(body) and not _ASKING.isdisjoint(body)
