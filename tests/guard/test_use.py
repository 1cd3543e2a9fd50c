"""What somebody says of the requests of a process: names, modes, and taking it back."""

import httpx
import pytest

from promptward import guard as public
from promptward.guard import process
from promptward.guard.blocked import GuardError, PromptBlocked
from promptward.guard.context import Asked
from promptward.guard.guard import Guard, Source

from .ways import chat_url


@pytest.mark.parametrize("mode", ["Block", "block ", "strict"])
def test_a_mode_that_there_is_not_is_no_laxer_one(guard, mode) -> None:
    with pytest.raises(ValueError, match="mode is"):
        public.use(mode=mode)
    assert guard.asked.mode is None


@pytest.mark.parametrize("named", [{"to": "nobody"}, {"purpose": "summry"}])
def test_a_name_that_the_policy_lacks_is_refused(guard, named) -> None:
    before = guard.asked
    with pytest.raises(GuardError, match="declares no"):
        public.use(**named)
    assert guard.asked == before


@pytest.mark.parametrize("named", [{"to": "nobody"}, {"purpose": "summry"}])
def test_to_look_by_a_name_that_the_policy_lacks_is_refused_too(guard, named) -> None:
    with pytest.raises(GuardError, match="declares no"):
        public.check("nothing", **named)


def test_a_misspelt_name_is_told_with_the_one_that_was_meant(guard) -> None:
    with pytest.raises(GuardError, match="no destination `our`, did you mean `ours`"):
        public.use(to="our")


def test_what_was_said_can_be_taken_back(guard) -> None:
    usual = guard.asked
    public.use(mode="block")
    assert guard.asked == usual._replace(mode="block")
    public.use(mode="", purpose="")
    assert (guard.asked.mode, guard.asked.purpose) == (None, None)


def test_looking_says_what_the_mode_would_do(guard) -> None:
    guard.use(Asked(to="ours"))
    text = "Patient John Smith, MRN 00123456"
    usual = public.check(text)
    assert usual.decision.replaced
    guard.use(Asked(mode="block"))
    assert public.check(text).verdict == "block"
    assert public.check("a clean text").verdict == usual.verdict


def test_a_word_taken_back_in_a_session_is_taken_back_however_deep(guard) -> None:
    guard.use(Asked(mode="block"))
    with public.session(mode=""):
        assert guard.asked.mode is None
    with public.session(mode="rewrite"), public.session(mode=""):
        assert guard.asked.mode is None
    assert guard.asked.mode == "block"


def test_a_held_prompt_that_would_be_rewritten_is_blocked_before_a_reason_is_asked(
    guard, ours
) -> None:
    guard.use(Asked(purpose="billing", mode="block"))
    numbers = " ".join(f"MRN {41370011 + 733 * n}" for n in range(6))
    text = f"{numbers} SSN 900-12-3456"
    looked = public.check(text, to="ours")
    assert looked.decision.verdict == "require_justification"
    assert (looked.verdict, looked.decision.text) == ("block", None)
    with pytest.raises(PromptBlocked) as stopped:
        httpx.post(chat_url(ours), json={"messages": [{"role": "user", "content": text}]})
    assert stopped.value.event.outcome == "blocked"
    assert public.check(numbers, to="ours").verdict == "require_justification"


def test_a_kernel_that_keeps_its_guard_keeps_it(guard) -> None:
    guard.channel = "notebook"
    with pytest.raises(GuardError, match="keeps the guard in place"):
        public.uninstall()
    assert process.current() is guard
    guard.channel = "api"
    public.uninstall()
    assert process.current() is None


def test_a_policy_that_does_not_load_is_named(guard, environ, tmp_path) -> None:
    del guard  # what is installed is taken out again
    broken = tmp_path / "broken.ward"
    broken.write_text("policy broken version 1.0.0\nrule {")
    process.replace_guard(Guard(Source(str(broken), str(tmp_path)), environ=environ))
    with pytest.raises(PromptBlocked, match=r"broken\.ward"):
        httpx.post("https://api.openai.com/v1/chat/completions", json={"messages": []})
