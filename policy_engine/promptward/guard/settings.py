"""What a site says about the guard: the table `[guard]` of the configuration."""

from typing import NamedTuple

from promptward.config import Config

__all__ = ["GuardSettings", "guard_settings"]


class GuardSettings(NamedTuple):
    """
    `unlisted`: which requests to hosts that no policy declares are judged: `prompts`, those that
    look like a request to a model, or `all` that have a body. `restore`: whether pseudonyms in
    replies are turned back. `roles`: those of everybody here, where no tokens are checked.
    `outputs`: what happens to identifiers in a notebook's outputs when it is saved, `mask`,
    `refuse` or `keep`. `override_roles`: who may release a prompt that needs a reason.
    `override_minutes`: how long a reason holds. `unload`: whether the guard may be taken out of a
    running notebook.
    """

    unlisted: str = "prompts"
    restore: bool = True
    override_roles: tuple[str, ...] = ()
    override_minutes: int = 10
    unload: bool = False
    outputs: str = "mask"
    roles: tuple[str, ...] = ()


def guard_settings(config: Config) -> GuardSettings:
    """The settings. Raises ConfigError for a key or value that is none."""
    section = config.section("guard")
    usual = GuardSettings()
    unlisted = section.text("unlisted", usual.unlisted) or usual.unlisted
    if unlisted not in {"prompts", "all"}:
        raise section.refuse("unlisted", "is neither `prompts` nor `all`", "write one of them")
    outputs = section.text("outputs", usual.outputs) or usual.outputs
    if outputs not in {"mask", "refuse", "keep"}:
        raise section.refuse("outputs", "is none of `mask`, `refuse`, `keep`", "write one of them")
    settings = GuardSettings(
        unlisted=unlisted,
        restore=section.flag("restore", usual.restore),
        override_roles=section.texts("override_roles"),
        override_minutes=section.number("override_minutes", usual.override_minutes, 1, 120),
        unload=section.flag("unload", usual.unload),
        outputs=outputs,
        roles=section.texts("roles"),
    )
    section.finish()
    return settings
