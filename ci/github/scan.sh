#!/usr/bin/env bash
# What the action runs: annotations on the lines, a SARIF file, and the exit code of the scan.
set -uo pipefail
scan=(promptward scan --format github --report "sarif=${SCAN_SARIF:-promptward.sarif}")
[ -n "${SCAN_POLICY:-}" ] && scan+=(--policy "$SCAN_POLICY")
[ -n "${SCAN_MIN_CONFIDENCE:-}" ] && scan+=(--min-confidence "$SCAN_MIN_CONFIDENCE")
paths=()
if [ -n "${SCAN_PATHS:-}" ]; then
  while IFS= read -r path; do
    [ -n "$path" ] && paths+=("$path")
  done <<< "$SCAN_PATHS"
  scan+=(-- "${paths[@]}")
elif [ -n "${SCAN_SINCE:-}" ] && git cat-file -e "${SCAN_SINCE}^{commit}" 2>/dev/null; then
  scan+=(--since "$SCAN_SINCE")
elif [ "$(git rev-parse --is-shallow-repository)" = true ]; then
  # A scan of what happens to be there would pass for one of everything.
  echo "::error::the commits before are not here: check out with fetch-depth: 0"
  echo "exit-code=2" >> "${GITHUB_OUTPUT:-/dev/null}"
  exit 2
else
  scan+=(--history)  # a first push: all of it is new
fi
"${scan[@]}"
code=$?
{
  echo "sarif=${SCAN_SARIF:-promptward.sarif}"
  echo "exit-code=$code"
} >> "${GITHUB_OUTPUT:-/dev/null}"
exit "$code"
