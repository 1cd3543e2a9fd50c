#!/bin/sh
# What `make demo` shows: a decision on an invented discharge summary, then the text that may leave.
# BIN is the folder that holds the promptward command.
set -eu
cd "$(dirname "$0")/.."
promptward="${BIN:-.venv/bin}/promptward"
policy=examples/st_elsewhere/policy.ward
summary=examples/discharge_summary.txt

echo '$ promptward check '"$summary"' --policy '"$policy"' \'
echo '      --destination consumer_chat --purpose discharge_summary --role clinician --mfa'
code=0
"$promptward" check "$summary" --policy "$policy" \
    --destination consumer_chat --purpose discharge_summary --role clinician --mfa || code=$?
if [ "$code" -ne 1 ]; then
    echo "the demo expected a block (exit code 1), not exit code $code" >&2
    exit 1
fi

echo
echo '$ promptward redact '"$summary"
"$promptward" redact "$summary"
