"""From the program to the compiled policy: a file for each part of the IR, `policy` joins them."""

from promptward_dsl.compiler.policy import Compiled, compile_program

__all__ = ["Compiled", "compile_program"]
