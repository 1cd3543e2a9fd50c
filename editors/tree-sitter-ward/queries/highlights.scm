; Written by editors/generate.py: change that.

(comment) @comment
[(string) (long_string)] @string
(regex) @string.regexp
[(number) (version)] @number
(date) @constant
(comparison) @operator
["{" "}" "[" "]" "(" ")"] @punctuation.bracket
["," ":" "=" "^"] @punctuation.delimiter
(pair key: (_) @property)
(dotted) @variable
(declaration name: (_) @function)

((word) @keyword
 (#any-of? @keyword "category" "contact" "defaults" "destination" "detector" "disable" "extend" "group" "import" "lexicon" "override" "policy" "purpose" "role" "rule" "test" "uncovered"))
((word) @keyword
 (#any-of? @keyword "advise" "after" "as" "at" "audit" "basis" "because" "before" "by" "cased" "chars" "cites" "confidence" "counterexample" "data" "days" "destinations" "entropy" "exact" "example" "expect" "fewer" "field" "finds" "first" "followed" "from" "fuzzy" "given" "hours" "inherits" "last" "least" "lines" "lower" "match" "matching" "minutes" "more" "most" "near" "necessary" "notify" "oblige" "on" "otherwise" "prompt" "raise" "recogniser" "recognizer" "require" "roles" "showing" "text" "than" "then" "to" "until" "up" "valid" "version" "when" "within" "words"))
((word) @keyword.operator
 (#any-of? @keyword.operator "all" "and" "any" "contains" "distinct" "except" "in" "is" "not" "or"))
((word) @keyword.return
 (#any-of? @keyword.return "allow" "block" "require_justification" "warn"))
((word) @function.builtin
 (#any-of? @function.builtin "date_shift" "generalise" "generalize" "hash" "keep" "mask" "pseudonymise" "pseudonymize" "redact"))
((word) @constant.builtin
 (#any-of? @constant.builtin "high" "low" "medium"))
((word) @constant.builtin
 (#any-of? @constant.builtin "expert_determination" "full" "limited_data_set" "minimal" "no" "operations" "payment" "safe_harbor" "treatment" "yes"))
