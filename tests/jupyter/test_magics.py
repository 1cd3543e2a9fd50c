"""Lines of `%promptward` that need no kernel to be tried."""

from types import SimpleNamespace

import pytest
from IPython.core.error import UsageError

from promptward.guard.blocked import GuardError
from promptward.guard.events import Events
from promptward_jupyter.magics import PromptwardMagics

MAGICS = ("_status", "_policy", "_explain", "_log", "_override", "_use")


def test_before_anything_was_sent_there_is_nothing_to_explain() -> None:
    shell = SimpleNamespace(guard=SimpleNamespace(events=Events()))
    with pytest.raises(GuardError, match="nothing was sent yet"):
        PromptwardMagics._event(shell, "last")


def run(line: str, **attributes: object) -> object:
    return PromptwardMagics._run(
        SimpleNamespace(**dict.fromkeys(MAGICS), **attributes), line, None
    )


@pytest.mark.parametrize("asked", ["help", "--help", "-h"])
def test_who_asks_for_help_gets_it(asked, capsys) -> None:
    run(asked)
    assert "%promptward override ID --reason" in capsys.readouterr().out


def test_a_misspelt_command_names_the_one_that_was_meant() -> None:
    with pytest.raises(UsageError, match="did you mean check\\? %promptward knows status"):
        run("chekc note")


@pytest.mark.parametrize(
    ("expression", "said"), [("nota", "`nota` is not defined"), ("a b", "that is no expression")]
)
def test_what_python_does_not_know_is_no_traceback(expression, said) -> None:
    def ev(text: str) -> object:
        return eval(text, {})  # noqa: S307  # as IPython does

    shell = SimpleNamespace(kernel=SimpleNamespace(ev=ev), _check_names=lambda *_: None)
    with pytest.raises(UsageError, match=said):
        PromptwardMagics._check(shell, expression)


def test_the_policy_is_shown_with_its_roles_and_without_what_grants_nobody(capsys) -> None:
    ir = SimpleNamespace(
        purposes={
            "mn.billing": SimpleNamespace(roles=(), destinations=()),
            "h.coding": SimpleNamespace(roles=("h.coder",), destinations=("h.azure",)),
        },
        roles={"h.coder": ("h.coder", "h.staff"), "h.staff": ("h.staff",)},
        destinations={},
    )
    engine = SimpleNamespace(ir=ir, policy="h@1.0.0")
    PromptwardMagics._policy(SimpleNamespace(guard=SimpleNamespace(engine=engine)), [])
    assert capsys.readouterr().out == (
        "h@1.0.0\n"
        "  purpose coding: coder to azure\n"
        "  role coder, with the rights of staff\n"
        "  role staff\n"
    )
