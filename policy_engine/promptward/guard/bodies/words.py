"""
Names of fields in the APIs of models: which hold text, which steer, which may be shown.

What steers (the model's name, a role, a temperature) is not looked at as text where it has the
form it must have: a model's name may hold a date, and a seed is no record number.
"""

import re

__all__ = ["CODED", "FIGURES", "SHOWN", "TEXT", "steers"]

TEXT = frozenset(
    {
        "arguments", "chunk", "chunks", "completion", "content", "contents", "delta", "document",
        "documents", "input", "inputs", "inputText", "input_text", "instructions", "message",
        "messages", "output", "output_text", "parts", "prompt", "prompts", "query", "question",
        "reasoning", "reasoning_content", "refusal", "response", "suffix", "summary", "system",
        "systemInstruction", "system_instruction", "text", "texts", "thinking", "thought",
    }
)  # fmt: skip
"""Fields whose value is running text: it is looked at without the field's name before it."""

FIGURES = frozenset(
    {
        "best_of", "budget_tokens", "cache_control", "candidateCount", "content_index",
        "dimensions",
        "frequencyPenalty", "frequency_penalty", "index", "keep_alive", "logit_bias", "logprobs",
        "maxItems", "maxLength", "maxOutputTokens", "maxTokens", "max_completion_tokens",
        "max_output_tokens", "max_retries", "max_tokens", "max_tool_calls", "maximum", "min_p",
        "minItems", "minLength", "minimum", "mirostat", "multipleOf", "n", "num_batch", "num_ctx",
        "num_gpu", "num_keep", "num_predict", "num_thread", "output_index", "presencePenalty",
        "presence_penalty", "repeat_last_n", "repeat_penalty", "seed", "sequence_number",
        "temperature", "thinkingBudget", "tfs_z", "timeout", "topK", "topP", "top_k",
        "top_logprobs", "top_n", "top_p", "typical_p",
    }
)  # fmt: skip
"""Fields whose numbers steer the model."""

CODED = frozenset({"input", "inputs", "prompt", "prompts", "content", "context", "suffix"})
"""Fields that may hold a text as numbers of its tokens, which nobody can look at."""

_WORDS = frozenset(
    {
        "$schema", "cache_control", "detail", "effort", "encoding_format", "endpoint", "event",
        "finishReason", "finish_reason", "format", "include", "input_format", "media_type",
        "mimeType", "mime_type", "modalities", "object", "outputFormat", "parallel_tool_calls",
        "purpose", "reasoning_effort", "responseMimeType", "response_format", "role",
        "service_tier", "status", "stop_reason", "stop_sequence", "tool_choice", "truncation",
        "ttl", "type", "verbosity", "voice",
    }
)  # fmt: skip
_MODELS = frozenset({"deployment", "engine", "model", "modelId", "model_id"})
_IDS = frozenset(
    {
        "batch_id", "call_id", "completion_window", "conversation", "encrypted_content", "file_id",
        "id", "input_file_id", "item_id", "message_id", "previous_response_id", "prompt_cache_key",
        "response_id", "signature", "thoughtSignature", "thought_signature", "toolUseId",
        "tool_call_id", "tool_use_id", "url_id",
    }
)  # fmt: skip
_CALLED = frozenset({"name", "title"})
_CALLS = frozenset(
    {"arguments", "args", "inputSchema", "input_schema", "parameters", "strict", "toolUseId"}
)  # fmt: skip
_CALL_KEYS = frozenset(
    {
        "allowed_function_names", "function", "functionCall", "functionDeclarations",
        "functionResponse", "function_call", "function_declarations", "function_response",
        "json_schema", "tool", "toolChoice", "toolSpec", "toolUse", "tool_choice", "tools",
    }
)  # fmt: skip

_WORD = re.compile(r"[A-Za-z][A-Za-z_./+\-]{0,63}\Z", re.ASCII)
_MODEL = re.compile(r"(?=.*[A-Za-z])[A-Za-z0-9][A-Za-z0-9._:/@+\-]{0,199}\Z", re.ASCII)
_ID = re.compile(
    r"(?:asst|batch|call|chatcmpl|conv|fc|file|functions|item|msg|mcp|req|resp|rs|run|srvtoolu|step"
    r"|thread|tooluse|toolu|ws)[_-][A-Za-z0-9_.:\-]{1,128}\Z"
    r"|[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\Z|24h\Z",
    re.ASCII,
)
_SIGNATURE = re.compile(r"[A-Za-z0-9+/=_\-]{64,}\Z", re.ASCII)
_FUNCTION = re.compile(r"[A-Za-z_][A-Za-z0-9_.\-]{0,127}\Z", re.ASCII)

SHOWN = frozenset(
    {
        *TEXT, *FIGURES, *_WORDS, *_MODELS, *_IDS, *_CALLED, *_CALLS, *_CALL_KEYS,
        "annotations", "body", "candidates", "choices", "custom_id", "data", "enum", "examples",
        "generationConfig", "image", "images", "image_url", "inferenceConfig", "items", "json",
        "metadata", "options", "output", "properties", "required", "requests", "source",
        "source_id",
        "stop", "stop_sequences", "template", "toolConfig", "toolResult", "tool_calls",
        "tool_result", "url", "user", "user_id",
        # What a field of a record says of its kind, and nobody's name.
        "address", "age", "birth_date", "city", "comment", "date", "diagnosis", "dob", "email",
        "first_name", "last_name", "mrn", "note", "notes", "patient", "patient_id",
        "patient_name", "phone", "ssn", "zip",
    }
)  # fmt: skip
"""Fields whose names may be shown: a field could be named after a patient."""


def steers(key: str, value: str, parent: str | None, siblings: "frozenset[str]") -> bool:
    """
    Whether a string steers the request and has the form of what steers.

    `parent` is the field that the object of `key` stands in, `siblings` are the object's fields.
    """
    if key in _WORDS:
        # A name begins with a capital and goes on in small letters.
        return _WORD.match(value) is not None and not value.istitle()
    if key in _MODELS:
        return _MODEL.match(value) is not None
    if key in _IDS:
        if key in {"encrypted_content", "signature", "thoughtSignature", "thought_signature"}:
            return _SIGNATURE.match(value) is not None
        return _ID.match(value) is not None
    if key in _CALLED and (
        parent in _CALL_KEYS or not siblings.isdisjoint(_CALLS) or siblings >= {"id", "input"}
    ):
        # A tool's name is written together; a person's hardly ever is.
        return _FUNCTION.match(value) is not None and ("_" in value or value.islower())
    if key == "required" or parent == "required":
        return _FUNCTION.match(value) is not None
    return False
