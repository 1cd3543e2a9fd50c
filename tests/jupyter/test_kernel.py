"""A real kernel: what an analyst sees, and what never leaves."""

import pytest

NAME = "Avery Abramsen"


def test_a_block_fails_the_cell_and_shows_a_panel_without_the_value(kernel, other) -> None:
    ran = kernel.run(f'row = "Ave" + "ry Abramsen"\nask("{other.url}", row)')
    assert ran.status == "error"
    assert ran.error["ename"] == "PromptBlocked"
    assert len(ran.error["traceback"]) == 1
    (panel,) = ran.shown
    assert set(panel) == {"text/plain", "text/html", "application/vnd.promptward.event+json"}
    for said in (
        "Prompt blocked: nothing was sent",
        "names",
        "messages[0].content",
        "no agreement",
        "45 CFR 164.502(e)",
    ):
        assert said in panel["text/plain"]
        assert said in panel["text/html"]
    assert NAME not in ran.everything
    assert other.connections == 0


def test_a_prompt_is_sent_without_the_name_and_the_panel_says_what_was_replaced(
    kernel, ours
) -> None:
    ran = kernel.run(f'ask("{ours.url}", "Ave" + "ry Abramsen is here")')
    assert ran.status == "ok"
    assert ran.panels[0]["outcome"] == "rewritten"
    assert ran.shown[1]["text/plain"] == "'Avery Abramsen is here'"
    assert NAME.encode() not in ours.bytes


@pytest.mark.parametrize(
    "code",
    [
        "try:\n    ask({url}, row)\nexcept Exception:\n    pass",
        "import threading\nt = threading.Thread(target=lambda: ask({url}, row))\nt.start(); t.join()",
        'import asyncio\nasync def go():\n    async with httpx.AsyncClient() as c:\n        await c.post({url} + "/v1/messages", json={{"messages": [{{"role": "user", "content": row}}]}})\nawait go()',
        'import asyncio\nasync def go():\n    async with httpx.AsyncClient() as c:\n        await c.post({url} + "/v1/messages", json={{"messages": [{{"role": "user", "content": row}}]}})\ndone = await asyncio.gather(go(), return_exceptions=True)',
    ],
)  # fmt: skip
@pytest.mark.parametrize("mode", ["Plain", "Verbose", "Context"])
def test_the_panel_shows_and_the_cell_fails_wherever_the_error_ends(
    kernel, other, code, mode
) -> None:
    kernel.run(f'%xmode {mode}\nrow = "Ave" + "ry Abramsen"')
    ran = kernel.run(code.format(url=repr(other.url)))
    assert [panel["outcome"] for panel in ran.panels] == ["blocked"]
    assert (ran.status, ran.error["ename"]) == ("error", "PromptBlocked")
    assert len(ran.error["traceback"]) == 1
    assert NAME not in ran.everything
    assert other.connections == 0


def test_a_loop_that_swallows_every_block_runs_to_its_end_and_fails_once(kernel, other) -> None:
    kernel.run('row = "Ave" + "ry Abramsen"')
    ran = kernel.run(
        f'for n in range(3):\n    try:\n        ask("{other.url}", row)\n    except:\n        print("lost", n)\n"done"'
    )
    assert ran.printed == "lost 0\nlost 1\nlost 2\n"
    assert len(ran.panels) == 3
    assert ran.status == "error"
    assert ran.error["evalue"].startswith("3 prompts were stopped and the code went on")
    assert kernel.run("1 + 1").status == "ok", "said once"


def test_a_block_that_is_expected_fails_no_cell(kernel, other) -> None:
    kernel.run('from promptward import guard\nrow = "Ave" + "ry Abramsen"')
    ran = kernel.run(
        f'try:\n    ask("{other.url}", row)\nexcept guard.PromptBlocked as blocked:\n    guard.acknowledge(blocked)'
    )
    assert len(ran.panels) == 1
    assert ran.status == "ok", ran


def test_a_thread_that_is_blocked_between_two_cells_fails_the_next(kernel, other) -> None:
    kernel.run('row = "Ave" + "ry Abramsen"')
    ran = kernel.run(
        f'import threading, time\ndef later():\n    time.sleep(1)\n    try:\n        ask("{other.url}", row)\n    except Exception:\n        pass\nthread = threading.Thread(target=later); thread.start()'
    )
    assert ran.status == "ok"
    import time

    time.sleep(3)
    assert kernel.run("sorted(globals())", seen=False).status == "ok", "nobody would see its error"
    assert kernel.run("thread.join()").status == "error"
    assert kernel.run("1 + 1").status == "ok"


def test_code_that_the_front_end_runs_for_itself_is_guarded_too(kernel, other) -> None:
    ran = kernel.run(f'ask("{other.url}", "Ave" + "ry Abramsen")', seen=False)
    assert ran.status == "error"
    swallowing = (
        f'try:\n    ask("{other.url}", "Ave" + "ry Abramsen")\nexcept Exception:\n    pass'
    )
    kernel.run(swallowing, seen=False)
    kernel.run("1 + 1")
    assert kernel.run("1 + 1").status == "ok", "said once"
    assert other.connections == 0


@pytest.mark.parametrize("mode", ["Plain", "Verbose", "Context"])
def test_an_ordinary_error_shows_no_identifier_either(kernel, mode) -> None:
    kernel.run(f"%xmode {mode}")
    ran = kernel.run(
        'raise ValueError(f"no bed for {"Avery Abramsen"!r} in the ward")'
        if False
        else 'who = "Avery" + " Abramsen"\nraise ValueError(f"no bed for {who} in the ward")'
    )
    assert ran.error["ename"] == "ValueError"
    assert ran.error["evalue"] == "no bed for [names] in the ward"
    assert NAME not in ran.everything
    clean = kernel.run("1 / 0")
    assert (clean.error["ename"], clean.error["evalue"]) == (
        "ZeroDivisionError",
        "division by zero",
    )


def test_the_status_names_the_policy_and_what_is_guarded(kernel) -> None:
    said = kernel.run("%promptward status").printed
    assert "guard.tests@1.0.0" in said
    assert "roles: clinician" in said
    assert "httpx 0." in said
    assert "spawn" not in said
    assert "NOT" not in said


def test_the_policy_is_listed_with_the_agreements_of_its_parties(kernel) -> None:
    said = kernel.run("%promptward policy").printed
    assert "agreement not required" in said
    kernel.run(
        "from promptward_jupyter.magics import _agreement\n"
        "party = next(iter(get_ipython().magics_manager.registry['PromptwardMagics']"
        ".guard.engine.ir.destinations.values()))"
    )
    dated = 'party._replace(baa="until", baa_from="2026-01-01", baa_until="2027-06-30")'
    ran = kernel.run(f"print(_agreement({dated}))")
    assert ran.printed.strip() == "from 2026-01-01 until 2027-06-30"


def test_under_a_lockdown_no_other_way_is_named(kernel, other, tmp_path) -> None:
    (tmp_path / "lockdown").write_text("")
    kernel.run(
        "from promptward.guard.process import install\n"
        "from promptward.lockdown import Lockdown\n"
        "engine = install().engine\n"
        f"kept, engine._lockdown = engine._lockdown, Lockdown([{str(tmp_path / 'lockdown')!r}])"
    )
    ran = kernel.run(f'ask("{other.url}", "hello")')
    kernel.run("engine._lockdown = kept")
    (panel,) = ran.shown
    assert "everything is stopped here" in panel["text/plain"]
    assert "guard.view" not in panel["text/plain"]


def test_check_explain_and_log_hold_no_value(kernel, other) -> None:
    kernel.run('row = "Ave" + "ry Abramsen"')
    ran = kernel.run("%promptward check row --to other --purpose summary")
    assert ran.shown[0]["text/plain"] == "Report(block: 1 names)"
    kernel.run(f'ask("{other.url}", row)')
    log = kernel.run("%promptward log --last 1").printed
    assert "1 names" in log
    assert "to other:" in log
    explained = kernel.run("%promptward explain last")
    assert "baa_required" in explained.printed
    assert NAME not in log + explained.everything
    kernel.run('ask("http://127.0.0.1:9", "nobody")')
    assert "to 127.0.0.1" in kernel.run("%promptward log --last 1").printed


def test_a_cell_of_prompt_text_gives_what_may_leave(kernel) -> None:
    kernel.run('row = "Ave" + "ry Abramsen"')
    ran = kernel.run("%%promptward --to ours --purpose summary\nSummarise {row} in {three} words")
    assert ran.status == "ok"
    assert ran.shown[0]["text/plain"].startswith("allow:\nSummarise [NAME_")
    assert ran.shown[0]["text/plain"].endswith("in {three} words")
    assert NAME not in ran.everything
    strict = kernel.run("%%promptward --to ours --purpose summary --mode block\nSummarise {row}")
    assert strict.shown[0]["text/plain"].startswith("block")


def test_a_cell_runs_under_its_purpose_and_only_that_cell(kernel, ours) -> None:
    kernel.run('numbers = " ".join(f"MRN {41370011 + n}" for n in range(6))')
    ran = kernel.run(f'%%promptward --purpose billing --run\nask("{ours.url}", numbers)')
    assert ran.status == "error"
    assert ran.panels[0]["outcome"] == "held"
    assert ran.errors == 1
    name = ran.panels[0]["id"]
    assert f"%promptward override {name} --reason" in ran.shown[0]["text/plain"]
    assert name in kernel.complete("%promptward override ")
    assert kernel.run(f'%promptward override {name} --reason "Claim 7 is disputed"').status == "ok"
    ran = kernel.run(f'%%promptward --purpose billing --run\nask("{ours.url}", numbers)')
    assert ran.status == "ok", ran
    assert len(ours.received) == 1
    assert "for summary" in kernel.run("%promptward status").printed


def test_completion_knows_commands_options_and_names(kernel) -> None:
    assert "status" in kernel.complete("%promptward st")
    assert "--purpose" in kernel.complete("%promptward use --p")
    assert {"summary", "research", "billing"} <= set(kernel.complete("%promptward use --purpose "))
    assert {"other", "ours"} <= set(kernel.complete("%%promptward --to "))


@pytest.mark.parametrize(
    "line",
    [
        "%promptward log --last many",
        "%promptward log --first 1",
        "%promptward use --mode gently",
        "%promptward override",
        "%promptward check row --purpose",
        "%%promptward --mode gently\nSummarise",
    ],
)
def test_wrong_options_are_said_in_one_line(kernel, line) -> None:
    ran = kernel.run(line)
    assert ran.status == "error"
    assert "UsageError: %" in ran.everything
    assert "Traceback" not in ran.everything


@pytest.mark.parametrize(
    "line",
    [
        "%promptward use --purpose sumary",
        "%promptward use --role clinican",
        "%promptward check 1 --to nowhere",
        "%%promptward --purpose sumary\nSummarise",
        "%%promptward --to nowhere --run\n1",
    ],
)
def test_a_name_that_the_policy_does_not_know_is_said_at_once(kernel, line) -> None:
    ran = kernel.run(line)
    assert ran.status == "error"
    assert "the policy declares no" in ran.printed


def test_it_is_configured_in_the_policy_and_not_here(kernel) -> None:
    assert "guard.tests@1.0.0" in kernel.run("%config Promptward.policy").everything
    ran = kernel.run('%config Promptward.unlisted = "all"')
    assert "read-only" in ran.everything
    assert "prompts" in kernel.run("%config Promptward.unlisted").everything
    assert kernel.run("%promptward use --purpose sumary").status == "error"


def test_it_stays_when_it_is_unloaded(kernel, other) -> None:
    ran = kernel.run("%unload_ext promptward_jupyter")
    assert ran.status == "error"
    assert kernel.run(f'ask("{other.url}", "Ave" + "ry Abramsen")').status == "error"
    assert other.connections == 0
