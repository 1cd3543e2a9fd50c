"""`promptward policy bundle`: a policy and all its files, signed as one."""

from typing import ClassVar

import click

from promptward.cli.app import TableGroup

__all__ = ["bundle"]


class _Bundle(TableGroup):
    table: ClassVar[dict[str, tuple[str, str]]] = {
        "key": ("promptward.cli.policy_bundle_key", "Make the key that signs, once."),
        "sign": ("promptward.cli.policy_bundle_sign", "Sign a policy with all its files."),
        "verify": ("promptward.cli.policy_bundle_verify", "Say whether a policy is as signed."),
    }


@click.group(cls=_Bundle)
def bundle() -> None:
    """
    Sign a policy with all its files, or verify one.

    A machine that asks for signatures loads no other policy: write into
    /etc/promptward/config.toml what `key` prints.

    \b
    promptward policy bundle key st-elsewhere/privacy
    promptward policy bundle sign hospital.ward
    promptward policy bundle verify hospital.ward
    """
