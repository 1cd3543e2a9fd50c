// Ward for tree-sitter: what colours, folds and text objects need. Meaning is the parser's; this
// grammar takes any source whose brackets and quotes close, and marks the rest as errors.
/// <reference types="tree-sitter-cli/dsl" />

const words = require("./words.json");

const AMENDING = ["extend", "override", "disable"];
const leads = words.declaration.filter((word) => !AMENDING.includes(word));

module.exports = grammar({
  name: "ward",
  word: ($) => $._word,
  extras: ($) => [/[ \t\r\n\uFEFF]/, $.comment],
  rules: {
    module: ($) => repeat($.declaration),
    // A keyword that leads a declaration takes all that follows, up to the next one.
    declaration: ($) =>
      prec.right(
        seq(
          field("keyword", choice(...leads.map((word) => alias(word, $.word)), $._amending)),
          optional(
            seq(
              choice(field("name", choice($.word, $.dotted, $.string)), "="),
              repeat($._inline),
            ),
          ),
          optional(field("body", $.block)),
        ),
      ),
    _amending: ($) =>
      seq(
        choice(...AMENDING.map((word) => alias(word, $.word))),
        choice(alias("detector", $.word), alias("rule", $.word)),
      ),
    block: ($) => seq("{", repeat(choice($.pair, $._inner, $.block)), "}"),
    pair: ($) => prec(1, seq(field("key", choice($.word, $.dotted)), ":")),
    list: ($) => seq("[", repeat($._inner), "]"),
    group: ($) => seq("(", repeat($._inner), ")"),
    _inline: ($) =>
      choice($.word, $.dotted, $._literal, $.list, $.group, ",", ":", "=", "^", $.comparison),
    _inner: ($) =>
      choice($.word, $.dotted, $._literal, $.list, $.group, ",", ":", "=", "^", $.comparison),
    _literal: ($) =>
      choice($.string, $.long_string, $.regex, $.date, $.version, $.number),
    word: ($) => $._word,
    _word: () => /[A-Za-z_][A-Za-z0-9_]*/,
    dotted: () => token(prec(1, /[A-Za-z_][A-Za-z0-9_]*(\.[A-Za-z_][A-Za-z0-9_]*)+/)),
    string: () => token(/"(\\.|[^"\\\n])*"/),
    long_string: () => token(prec(2, /"""([^"]|"[^"]|""[^"])*"""/)),
    regex: () => token(/\/(\\.|\[(\\.|[^\]\\\n])*\]|[^\/\\\n\[])+\/[a-z]*/),
    date: () => token(prec(3, /[0-9]{4}-[0-9]{2}-[0-9]{2}/)),
    version: () => token(prec(2, /[0-9]+\.[0-9]+\.[0-9]+/)),
    number: () => token(/[0-9]+(\.[0-9]+)?/),
    comparison: () => choice(">=", "<=", ">", "<"),
    comment: () => token(/#[^\n]*/),
  },
});
