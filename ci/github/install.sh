#!/usr/bin/env bash
# Installs promptward into an environment of its own, and puts its command on the path.
set -euo pipefail
extras="${PROMPTWARD_EXTRAS:-}"
wanted="${PROMPTWARD_VERSION:-}"
wanted="${wanted:-promptward}"
if [ -n "$extras" ]; then
  name="${wanted%%[=<>~!]*}"
  wanted="${name}[${extras}]${wanted#"$name"}"
fi
place="${RUNNER_TEMP:?}/promptward"
python3 -m venv "$place"
"$place/bin/python" -m pip install --quiet --disable-pip-version-check -- "$wanted"
printf '%s\n' "$place/bin" >> "${GITHUB_PATH:?}"
