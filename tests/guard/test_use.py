"""What somebody says of the requests of a process: names, modes, and taking it back."""

import httpx
import pytest

from promptward import guard as public
from promptward.guard import process
from promptward.guard.blocked import GuardError, PromptBlocked
from promptward.guard.context import Asked
from promptward.guard.guard import Guard, Source


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
