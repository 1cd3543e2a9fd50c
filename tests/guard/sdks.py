"""
The SDKs of models, each as one class: a client for a server, and the ways in which it is asked.

Every way gives back what the model said; the models of `answers` repeat what they were told, and
where tools are offered they call one with it. SDKs that are too large for every run are marked.
"""

import json
from itertools import count

import pytest

SCHEMA = {"type": "object", "properties": {"note": {"type": "string"}}, "required": ["note"]}
FUNCTION = {"name": "save", "description": "Saves", "parameters": SCHEMA}
TOOLS = [{"type": "function", "function": FUNCTION}]
ANTHROPIC_TOOLS = [{"name": "save", "input_schema": SCHEMA}]
BEDROCK_TOOLS = {"tools": [{"toolSpec": {"name": "save", "inputSchema": {"json": SCHEMA}}}]}
WAYS = (
    "ask", "stream", "tools", "tools_stream", "ask_async", "stream_async", "tools_async",
    "responses", "responses_stream", "raw", "invoke", "on_aiohttp",
)  # fmt: skip


def said(prompt: str) -> list[dict[str, str]]:
    return [{"role": "user", "content": prompt}]


def note(arguments: str) -> str:
    return json.loads(arguments)["note"]


class Sdk:
    """`url` is the server's; `close` gives back the connections that it kept."""

    def __init__(self, url: str) -> None:
        self.url = url

    def close(self) -> None:
        pass

    def ask(self, prompt: str) -> str:
        raise NotImplementedError


class OpenAI(Sdk):
    def __init__(self, url: str) -> None:
        import openai

        super().__init__(url)
        self.client = openai.OpenAI(base_url=f"{url}/v1", api_key="k")
        self._chat = self.client.chat.completions.create
        self._other = openai.AsyncOpenAI
        self._aiohttp = openai.DefaultAioHttpClient

    def close(self) -> None:
        self.client.close()

    def _later(self, **more):
        return self._other(base_url=f"{self.url}/v1", api_key="k", **more)

    def ask(self, prompt):
        asked = [{"role": "system", "content": "You are terse."}, *said(prompt)]
        done = self._chat(model="gpt-4o-2024-08-06", messages=asked)
        return done.choices[0].message.content

    def stream(self, prompt):
        events = self._chat(model="m", messages=said(prompt), stream=True)
        return "".join(e.choices[0].delta.content or "" for e in events if e.choices)

    def tools(self, prompt):
        done = self._chat(model="m", messages=said(prompt), tools=TOOLS)
        return note(done.choices[0].message.tool_calls[0].function.arguments)

    def tools_stream(self, prompt):
        events = self._chat(model="m", messages=said(prompt), tools=TOOLS, stream=True)
        calls = [call for e in events for call in (e.choices[0].delta.tool_calls or ())]
        return note("".join(call.function.arguments for call in calls))

    def responses(self, prompt):
        return self.client.responses.create(model="m", input=prompt).output_text

    def responses_stream(self, prompt):
        texts, done, whole = "", "", ""
        for event in self.client.responses.create(model="m", input=said(prompt), stream=True):
            if event.type == "response.output_text.delta":
                texts += event.delta
            elif event.type == "response.output_text.done":
                done = event.text
            elif event.type == "response.completed":
                whole = event.response.output_text
        assert texts == done == whole
        return texts

    def raw(self, prompt):
        create = self.client.chat.completions.with_raw_response.create
        return create(model="m", messages=said(prompt)).parse().choices[0].message.content

    async def ask_async(self, prompt, **more):
        async with self._later(**more) as client:
            done = await client.chat.completions.create(model="m", messages=said(prompt))
        return done.choices[0].message.content

    async def on_aiohttp(self, prompt):
        return await self.ask_async(prompt, http_client=self._aiohttp())

    async def stream_async(self, prompt):
        async with self._later() as client:
            events = await client.chat.completions.create(
                model="m", messages=said(prompt), stream=True
            )
            return "".join([e.choices[0].delta.content or "" async for e in events])

    async def tools_async(self, prompt):
        async with self._later() as client:
            done = await client.chat.completions.create(
                model="m", messages=said(prompt), tools=TOOLS
            )
        return note(done.choices[0].message.tool_calls[0].function.arguments)


class Anthropic(Sdk):
    def __init__(self, url: str) -> None:
        import anthropic

        super().__init__(url)
        self.client = anthropic.Anthropic(base_url=url, api_key="k")
        self._other = anthropic.AsyncAnthropic

    def close(self) -> None:
        self.client.close()

    def _later(self):
        return self._other(base_url=self.url, api_key="k")

    def _asked(self, prompt):
        return {
            "model": "claude-sonnet-4-20250514",
            "max_tokens": 99,
            "system": "Terse.",
            "messages": [{"role": "user", "content": [{"type": "text", "text": prompt}]}],
        }

    def ask(self, prompt):
        return self.client.messages.create(**self._asked(prompt)).content[0].text

    def stream(self, prompt):
        with self.client.messages.stream(**self._asked(prompt)) as stream:
            return "".join(stream.text_stream)

    def tools(self, prompt):
        done = self.client.messages.create(**self._asked(prompt), tools=ANTHROPIC_TOOLS)
        return done.content[0].input["note"]

    def tools_stream(self, prompt):
        with self.client.messages.stream(**self._asked(prompt), tools=ANTHROPIC_TOOLS) as stream:
            return stream.get_final_message().content[0].input["note"]

    async def ask_async(self, prompt):
        async with self._later() as client:
            return (await client.messages.create(**self._asked(prompt))).content[0].text

    async def stream_async(self, prompt):
        async with self._later() as client:
            async with client.messages.stream(**self._asked(prompt)) as stream:
                return "".join([text async for text in stream.text_stream])

    async def tools_async(self, prompt):
        async with self._later() as client:
            done = await client.messages.create(**self._asked(prompt), tools=ANTHROPIC_TOOLS)
        return done.content[0].input["note"]


class Google(Sdk):
    def __init__(self, url: str) -> None:
        genai = pytest.importorskip("google.genai")
        super().__init__(url)
        self.client = genai.Client(api_key="k", http_options={"base_url": url})
        declared = genai.types.FunctionDeclaration(name="save", parameters_json_schema=SCHEMA)
        self._tools = {
            "tools": [genai.types.Tool(function_declarations=[declared])],
            "automatic_function_calling": {"disable": True},
        }

    def close(self) -> None:
        self.client.close()

    def _asked(self, prompt, **more):
        return {"model": "m", "contents": prompt, **more}

    def ask(self, prompt):
        return self.client.models.generate_content(**self._asked(prompt)).text

    def stream(self, prompt):
        parts = self.client.models.generate_content_stream(**self._asked(prompt))
        return "".join(one.text or "" for one in parts)

    def tools(self, prompt):
        done = self.client.models.generate_content(**self._asked(prompt, config=self._tools))
        return done.function_calls[0].args["note"]

    def tools_stream(self, prompt):
        asked = self._asked(prompt, config=self._tools)
        (part,) = self.client.models.generate_content_stream(**asked)
        return part.function_calls[0].args["note"]

    async def ask_async(self, prompt):
        return (await self.client.aio.models.generate_content(**self._asked(prompt))).text

    async def stream_async(self, prompt):
        parts = await self.client.aio.models.generate_content_stream(**self._asked(prompt))
        return "".join([one.text or "" async for one in parts])

    async def tools_async(self, prompt):
        asked = self._asked(prompt, config=self._tools)
        done = await self.client.aio.models.generate_content(**asked)
        return done.function_calls[0].args["note"]


class Ollama(Sdk):
    def __init__(self, url: str) -> None:
        ollama = pytest.importorskip("ollama")
        super().__init__(url)
        self.client = ollama.Client(url)
        self._other = ollama.AsyncClient

    def ask(self, prompt):
        return self.client.chat("m", messages=said(prompt))["message"]["content"]

    def stream(self, prompt):
        parts = self.client.chat("m", messages=said(prompt), stream=True)
        return "".join(part["message"]["content"] for part in parts)

    def tools(self, prompt):
        done = self.client.chat("m", messages=said(prompt), tools=TOOLS)
        return done["message"]["tool_calls"][0]["function"]["arguments"]["note"]

    def tools_stream(self, prompt):
        parts = self.client.chat("m", messages=said(prompt), tools=TOOLS, stream=True)
        (call,) = [call for part in parts for call in part["message"].get("tool_calls") or ()]
        return call["function"]["arguments"]["note"]

    async def ask_async(self, prompt):
        return (await self._other(self.url).chat("m", messages=said(prompt)))["message"]["content"]

    async def stream_async(self, prompt):
        parts = await self._other(self.url).chat("m", messages=said(prompt), stream=True)
        return "".join([part["message"]["content"] async for part in parts])

    async def tools_async(self, prompt):
        done = await self._other(self.url).chat("m", messages=said(prompt), tools=TOOLS)
        return done["message"]["tool_calls"][0]["function"]["arguments"]["note"]


class Bedrock(Sdk):
    """boto3 has no asynchronous clients."""

    def __init__(self, url: str) -> None:
        boto3 = pytest.importorskip("boto3")
        super().__init__(url)
        self.client = boto3.client(
            "bedrock-runtime",
            endpoint_url=url,
            region_name="us-east-1",
            aws_access_key_id="k",  # no key of anybody's
            aws_secret_access_key="s",
        )

    def close(self) -> None:
        self.client.close()

    def _asked(self, prompt, **more):
        return {
            "modelId": "m",
            "messages": [{"role": "user", "content": [{"text": prompt}]}],
            **more,
        }

    def ask(self, prompt):
        done = self.client.converse(**self._asked(prompt))
        return done["output"]["message"]["content"][0]["text"]

    def stream(self, prompt):
        events = self.client.converse_stream(**self._asked(prompt))["stream"]
        deltas = [e["contentBlockDelta"]["delta"] for e in events if "contentBlockDelta" in e]
        return "".join(delta["text"] for delta in deltas)

    def tools(self, prompt):
        done = self.client.converse(**self._asked(prompt, toolConfig=BEDROCK_TOOLS))
        return done["output"]["message"]["content"][0]["toolUse"]["input"]["note"]

    def tools_stream(self, prompt):
        asked = self._asked(prompt, toolConfig=BEDROCK_TOOLS)
        events = self.client.converse_stream(**asked)["stream"]
        deltas = [e["contentBlockDelta"]["delta"] for e in events if "contentBlockDelta" in e]
        return note("".join(delta["toolUse"]["input"] for delta in deltas))

    def invoke(self, prompt):
        body = {
            "anthropic_version": "bedrock-2023-05-31",
            "max_tokens": 9,
            "messages": said(prompt),
        }
        done = self.client.invoke_model(
            modelId="anthropic.claude-3-haiku-20240307-v1:0", body=json.dumps(body)
        )
        return json.loads(done["body"].read())["content"][0]["text"]


class _LangChain(Sdk):
    model: object

    def ask(self, prompt):
        return self.model.invoke(prompt).content

    def stream(self, prompt):
        return "".join(_text(one.content) for one in self.model.stream(prompt))

    def tools(self, prompt):
        return self.model.bind_tools(TOOLS).invoke(prompt).tool_calls[0]["args"]["note"]

    def tools_stream(self, prompt):
        whole = None
        for one in self.model.bind_tools(TOOLS).stream(prompt):
            whole = one if whole is None else whole + one
        return whole.tool_calls[0]["args"]["note"]

    async def ask_async(self, prompt):
        return (await self.model.ainvoke(prompt)).content

    async def stream_async(self, prompt):
        return "".join([_text(one.content) async for one in self.model.astream(prompt)])

    async def tools_async(self, prompt):
        done = await self.model.bind_tools(TOOLS).ainvoke(prompt)
        return done.tool_calls[0]["args"]["note"]


def _text(content) -> str:
    if isinstance(content, str):
        return content
    return "".join(part.get("text", "") for part in content)


# LangChain keeps a client for each address, asynchronous ones too, whose event loop is closed by
# the time of the next test. So each has an address of its own.
_NUMBERS = count()


class LangChainOpenAI(_LangChain):
    def __init__(self, url: str) -> None:
        found = pytest.importorskip("langchain_openai")
        super().__init__(url)
        self.model = found.ChatOpenAI(
            model="m", base_url=f"{url}/{next(_NUMBERS)}/v1", api_key="k"
        )


class LangChainAnthropic(_LangChain):
    def __init__(self, url: str) -> None:
        found = pytest.importorskip("langchain_anthropic")
        super().__init__(url)
        self.model = found.ChatAnthropic(
            model="m", base_url=f"{url}/{next(_NUMBERS)}", api_key="k"
        )


class LiteLLM(Sdk):
    MODEL, PATH = "openai/m", "/v1"

    def __init__(self, url: str) -> None:
        self.litellm = pytest.importorskip("litellm")
        super().__init__(url)
        self.litellm.in_memory_llm_clients_cache.flush_cache()  # as LangChain

    def _asked(self, prompt, **more):
        return {
            "model": self.MODEL,
            "messages": said(prompt),
            "api_base": self.url + self.PATH,
            "api_key": "k",
            **more,
        }

    def ask(self, prompt):
        return self.litellm.completion(**self._asked(prompt)).choices[0].message.content

    def stream(self, prompt):
        parts = self.litellm.completion(**self._asked(prompt, stream=True))
        return "".join(part.choices[0].delta.content or "" for part in parts)

    def tools(self, prompt):
        done = self.litellm.completion(**self._asked(prompt, tools=TOOLS))
        return note(done.choices[0].message.tool_calls[0].function.arguments)

    def tools_stream(self, prompt):
        parts = self.litellm.completion(**self._asked(prompt, tools=TOOLS, stream=True))
        calls = [call for part in parts for call in part.choices[0].delta.tool_calls or ()]
        return note("".join(call.function.arguments or "" for call in calls))

    async def ask_async(self, prompt):
        done = await self.litellm.acompletion(**self._asked(prompt))
        return done.choices[0].message.content

    async def stream_async(self, prompt):
        parts = await self.litellm.acompletion(**self._asked(prompt, stream=True))
        return "".join([part.choices[0].delta.content or "" async for part in parts])

    async def tools_async(self, prompt):
        done = await self.litellm.acompletion(**self._asked(prompt, tools=TOOLS))
        return note(done.choices[0].message.tool_calls[0].function.arguments)


class LiteLLMAnthropic(LiteLLM):
    MODEL, PATH = "anthropic/m", ""


SMALL = (OpenAI, Anthropic)
LARGE = (
    Google, Ollama, Bedrock, LangChainOpenAI, LangChainAnthropic, LiteLLM, LiteLLMAnthropic,
)  # fmt: skip


def of(kinds, *ways: str) -> list:
    """Parameters `(kind, way)` for whatever of these ways the SDKs have."""
    return [
        pytest.param(
            kind,
            way,
            id=f"{kind.__name__}-{way}",
            marks=[pytest.mark.sdk] if kind in LARGE else [],
        )
        for kind in kinds
        for way in ways
        if hasattr(kind, way)
    ]
