"""jupyter-ai's `%%ai`, which fills variables into its prompt by itself."""

import pytest

pytestmark = pytest.mark.sdk

NAME = "Avery Abramsen"


@pytest.fixture
def ai(kernel):
    pytest.importorskip("jupyter_ai_magic_commands")
    ran = kernel.run(
        "import os, warnings\nwarnings.simplefilter('ignore')\nos.environ['OPENAI_API_KEY'] = 'k'\n%load_ext jupyter_ai_magic_commands\nrow = 'Ave' + 'ry Abramsen'"
    )
    assert ran.status == "ok", ran
    return kernel


def test_a_variable_leaves_as_a_pseudonym_and_comes_back(ai, ours) -> None:
    ran = ai.run(
        f"%%ai openai/gpt-4o-mini --api-base {ours.url}/v1 --format text\nSummarise {{row}}"
    )
    assert ran.status == "ok", ran
    assert NAME in ran.everything
    assert ours.received
    assert NAME.encode() not in ours.bytes


def test_a_block_shows_its_panel_though_the_magic_swallows_the_error(ai, other) -> None:
    ran = ai.run(
        f"%%ai openai/gpt-4o-mini --api-base {other.url}/v1 --format text\nSummarise {{row}}"
    )
    assert any(panel["outcome"] == "blocked" for panel in ran.panels)
    assert ran.error["ename"] == "PromptBlocked", "the magic itself swallows it"
    assert NAME not in ran.everything
    assert other.connections == 0
