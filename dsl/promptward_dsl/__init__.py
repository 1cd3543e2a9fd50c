"""
Ward, the policy language: what may leave in a prompt, to whom, and for what purpose.

Import the modules you need; this package root imports nothing, so that loading a compiled policy
(`promptward_dsl.ir`) never pays for the parser.
"""
