#include "tree_sitter/parser.h"

#if defined(__GNUC__) || defined(__clang__)
#pragma GCC diagnostic ignored "-Wmissing-field-initializers"
#endif

#define LANGUAGE_VERSION 14
#define STATE_COUNT 50
#define LARGE_STATE_COUNT 18
#define SYMBOL_COUNT 57
#define ALIAS_COUNT 0
#define TOKEN_COUNT 41
#define EXTERNAL_TOKEN_COUNT 0
#define FIELD_COUNT 4
#define MAX_ALIAS_SEQUENCE_LENGTH 4
#define PRODUCTION_ID_COUNT 9

enum ts_symbol_identifiers {
  sym__word = 1,
  anon_sym_category = 2,
  anon_sym_contact = 3,
  anon_sym_defaults = 4,
  anon_sym_destination = 5,
  anon_sym_detector = 6,
  anon_sym_group = 7,
  anon_sym_import = 8,
  anon_sym_lexicon = 9,
  anon_sym_policy = 10,
  anon_sym_purpose = 11,
  anon_sym_role = 12,
  anon_sym_rule = 13,
  anon_sym_test = 14,
  anon_sym_uncovered = 15,
  anon_sym_EQ = 16,
  anon_sym_extend = 17,
  anon_sym_override = 18,
  anon_sym_disable = 19,
  anon_sym_LBRACE = 20,
  anon_sym_RBRACE = 21,
  anon_sym_COLON = 22,
  anon_sym_LBRACK = 23,
  anon_sym_RBRACK = 24,
  anon_sym_LPAREN = 25,
  anon_sym_RPAREN = 26,
  anon_sym_COMMA = 27,
  anon_sym_CARET = 28,
  sym_dotted = 29,
  sym_string = 30,
  sym_long_string = 31,
  sym_regex = 32,
  sym_date = 33,
  sym_version = 34,
  sym_number = 35,
  anon_sym_GT_EQ = 36,
  anon_sym_LT_EQ = 37,
  anon_sym_GT = 38,
  anon_sym_LT = 39,
  sym_comment = 40,
  sym_module = 41,
  sym_declaration = 42,
  sym__amending = 43,
  sym_block = 44,
  sym_pair = 45,
  sym_list = 46,
  sym_group = 47,
  sym__inline = 48,
  sym__inner = 49,
  sym__literal = 50,
  sym_word = 51,
  sym_comparison = 52,
  aux_sym_module_repeat1 = 53,
  aux_sym_declaration_repeat1 = 54,
  aux_sym_block_repeat1 = 55,
  aux_sym_list_repeat1 = 56,
};

static const char * const ts_symbol_names[] = {
  [ts_builtin_sym_end] = "end",
  [sym__word] = "_word",
  [anon_sym_category] = "word",
  [anon_sym_contact] = "word",
  [anon_sym_defaults] = "word",
  [anon_sym_destination] = "word",
  [anon_sym_detector] = "word",
  [anon_sym_group] = "word",
  [anon_sym_import] = "word",
  [anon_sym_lexicon] = "word",
  [anon_sym_policy] = "word",
  [anon_sym_purpose] = "word",
  [anon_sym_role] = "word",
  [anon_sym_rule] = "word",
  [anon_sym_test] = "word",
  [anon_sym_uncovered] = "word",
  [anon_sym_EQ] = "=",
  [anon_sym_extend] = "word",
  [anon_sym_override] = "word",
  [anon_sym_disable] = "word",
  [anon_sym_LBRACE] = "{",
  [anon_sym_RBRACE] = "}",
  [anon_sym_COLON] = ":",
  [anon_sym_LBRACK] = "[",
  [anon_sym_RBRACK] = "]",
  [anon_sym_LPAREN] = "(",
  [anon_sym_RPAREN] = ")",
  [anon_sym_COMMA] = ",",
  [anon_sym_CARET] = "^",
  [sym_dotted] = "dotted",
  [sym_string] = "string",
  [sym_long_string] = "long_string",
  [sym_regex] = "regex",
  [sym_date] = "date",
  [sym_version] = "version",
  [sym_number] = "number",
  [anon_sym_GT_EQ] = ">=",
  [anon_sym_LT_EQ] = "<=",
  [anon_sym_GT] = ">",
  [anon_sym_LT] = "<",
  [sym_comment] = "comment",
  [sym_module] = "module",
  [sym_declaration] = "declaration",
  [sym__amending] = "_amending",
  [sym_block] = "block",
  [sym_pair] = "pair",
  [sym_list] = "list",
  [sym_group] = "group",
  [sym__inline] = "_inline",
  [sym__inner] = "_inner",
  [sym__literal] = "_literal",
  [sym_word] = "word",
  [sym_comparison] = "comparison",
  [aux_sym_module_repeat1] = "module_repeat1",
  [aux_sym_declaration_repeat1] = "declaration_repeat1",
  [aux_sym_block_repeat1] = "block_repeat1",
  [aux_sym_list_repeat1] = "list_repeat1",
};

static const TSSymbol ts_symbol_map[] = {
  [ts_builtin_sym_end] = ts_builtin_sym_end,
  [sym__word] = sym__word,
  [anon_sym_category] = sym_word,
  [anon_sym_contact] = sym_word,
  [anon_sym_defaults] = sym_word,
  [anon_sym_destination] = sym_word,
  [anon_sym_detector] = sym_word,
  [anon_sym_group] = sym_word,
  [anon_sym_import] = sym_word,
  [anon_sym_lexicon] = sym_word,
  [anon_sym_policy] = sym_word,
  [anon_sym_purpose] = sym_word,
  [anon_sym_role] = sym_word,
  [anon_sym_rule] = sym_word,
  [anon_sym_test] = sym_word,
  [anon_sym_uncovered] = sym_word,
  [anon_sym_EQ] = anon_sym_EQ,
  [anon_sym_extend] = sym_word,
  [anon_sym_override] = sym_word,
  [anon_sym_disable] = sym_word,
  [anon_sym_LBRACE] = anon_sym_LBRACE,
  [anon_sym_RBRACE] = anon_sym_RBRACE,
  [anon_sym_COLON] = anon_sym_COLON,
  [anon_sym_LBRACK] = anon_sym_LBRACK,
  [anon_sym_RBRACK] = anon_sym_RBRACK,
  [anon_sym_LPAREN] = anon_sym_LPAREN,
  [anon_sym_RPAREN] = anon_sym_RPAREN,
  [anon_sym_COMMA] = anon_sym_COMMA,
  [anon_sym_CARET] = anon_sym_CARET,
  [sym_dotted] = sym_dotted,
  [sym_string] = sym_string,
  [sym_long_string] = sym_long_string,
  [sym_regex] = sym_regex,
  [sym_date] = sym_date,
  [sym_version] = sym_version,
  [sym_number] = sym_number,
  [anon_sym_GT_EQ] = anon_sym_GT_EQ,
  [anon_sym_LT_EQ] = anon_sym_LT_EQ,
  [anon_sym_GT] = anon_sym_GT,
  [anon_sym_LT] = anon_sym_LT,
  [sym_comment] = sym_comment,
  [sym_module] = sym_module,
  [sym_declaration] = sym_declaration,
  [sym__amending] = sym__amending,
  [sym_block] = sym_block,
  [sym_pair] = sym_pair,
  [sym_list] = sym_list,
  [sym_group] = sym_group,
  [sym__inline] = sym__inline,
  [sym__inner] = sym__inner,
  [sym__literal] = sym__literal,
  [sym_word] = sym_word,
  [sym_comparison] = sym_comparison,
  [aux_sym_module_repeat1] = aux_sym_module_repeat1,
  [aux_sym_declaration_repeat1] = aux_sym_declaration_repeat1,
  [aux_sym_block_repeat1] = aux_sym_block_repeat1,
  [aux_sym_list_repeat1] = aux_sym_list_repeat1,
};

static const TSSymbolMetadata ts_symbol_metadata[] = {
  [ts_builtin_sym_end] = {
    .visible = false,
    .named = true,
  },
  [sym__word] = {
    .visible = false,
    .named = true,
  },
  [anon_sym_category] = {
    .visible = true,
    .named = true,
  },
  [anon_sym_contact] = {
    .visible = true,
    .named = true,
  },
  [anon_sym_defaults] = {
    .visible = true,
    .named = true,
  },
  [anon_sym_destination] = {
    .visible = true,
    .named = true,
  },
  [anon_sym_detector] = {
    .visible = true,
    .named = true,
  },
  [anon_sym_group] = {
    .visible = true,
    .named = true,
  },
  [anon_sym_import] = {
    .visible = true,
    .named = true,
  },
  [anon_sym_lexicon] = {
    .visible = true,
    .named = true,
  },
  [anon_sym_policy] = {
    .visible = true,
    .named = true,
  },
  [anon_sym_purpose] = {
    .visible = true,
    .named = true,
  },
  [anon_sym_role] = {
    .visible = true,
    .named = true,
  },
  [anon_sym_rule] = {
    .visible = true,
    .named = true,
  },
  [anon_sym_test] = {
    .visible = true,
    .named = true,
  },
  [anon_sym_uncovered] = {
    .visible = true,
    .named = true,
  },
  [anon_sym_EQ] = {
    .visible = true,
    .named = false,
  },
  [anon_sym_extend] = {
    .visible = true,
    .named = true,
  },
  [anon_sym_override] = {
    .visible = true,
    .named = true,
  },
  [anon_sym_disable] = {
    .visible = true,
    .named = true,
  },
  [anon_sym_LBRACE] = {
    .visible = true,
    .named = false,
  },
  [anon_sym_RBRACE] = {
    .visible = true,
    .named = false,
  },
  [anon_sym_COLON] = {
    .visible = true,
    .named = false,
  },
  [anon_sym_LBRACK] = {
    .visible = true,
    .named = false,
  },
  [anon_sym_RBRACK] = {
    .visible = true,
    .named = false,
  },
  [anon_sym_LPAREN] = {
    .visible = true,
    .named = false,
  },
  [anon_sym_RPAREN] = {
    .visible = true,
    .named = false,
  },
  [anon_sym_COMMA] = {
    .visible = true,
    .named = false,
  },
  [anon_sym_CARET] = {
    .visible = true,
    .named = false,
  },
  [sym_dotted] = {
    .visible = true,
    .named = true,
  },
  [sym_string] = {
    .visible = true,
    .named = true,
  },
  [sym_long_string] = {
    .visible = true,
    .named = true,
  },
  [sym_regex] = {
    .visible = true,
    .named = true,
  },
  [sym_date] = {
    .visible = true,
    .named = true,
  },
  [sym_version] = {
    .visible = true,
    .named = true,
  },
  [sym_number] = {
    .visible = true,
    .named = true,
  },
  [anon_sym_GT_EQ] = {
    .visible = true,
    .named = false,
  },
  [anon_sym_LT_EQ] = {
    .visible = true,
    .named = false,
  },
  [anon_sym_GT] = {
    .visible = true,
    .named = false,
  },
  [anon_sym_LT] = {
    .visible = true,
    .named = false,
  },
  [sym_comment] = {
    .visible = true,
    .named = true,
  },
  [sym_module] = {
    .visible = true,
    .named = true,
  },
  [sym_declaration] = {
    .visible = true,
    .named = true,
  },
  [sym__amending] = {
    .visible = false,
    .named = true,
  },
  [sym_block] = {
    .visible = true,
    .named = true,
  },
  [sym_pair] = {
    .visible = true,
    .named = true,
  },
  [sym_list] = {
    .visible = true,
    .named = true,
  },
  [sym_group] = {
    .visible = true,
    .named = true,
  },
  [sym__inline] = {
    .visible = false,
    .named = true,
  },
  [sym__inner] = {
    .visible = false,
    .named = true,
  },
  [sym__literal] = {
    .visible = false,
    .named = true,
  },
  [sym_word] = {
    .visible = true,
    .named = true,
  },
  [sym_comparison] = {
    .visible = true,
    .named = true,
  },
  [aux_sym_module_repeat1] = {
    .visible = false,
    .named = false,
  },
  [aux_sym_declaration_repeat1] = {
    .visible = false,
    .named = false,
  },
  [aux_sym_block_repeat1] = {
    .visible = false,
    .named = false,
  },
  [aux_sym_list_repeat1] = {
    .visible = false,
    .named = false,
  },
};

enum ts_field_identifiers {
  field_body = 1,
  field_key = 2,
  field_keyword = 3,
  field_name = 4,
};

static const char * const ts_field_names[] = {
  [0] = NULL,
  [field_body] = "body",
  [field_key] = "key",
  [field_keyword] = "keyword",
  [field_name] = "name",
};

static const TSFieldMapSlice ts_field_map_slices[PRODUCTION_ID_COUNT] = {
  [1] = {.index = 0, .length = 1},
  [2] = {.index = 1, .length = 2},
  [3] = {.index = 3, .length = 2},
  [4] = {.index = 5, .length = 2},
  [5] = {.index = 7, .length = 3},
  [6] = {.index = 10, .length = 2},
  [7] = {.index = 12, .length = 1},
  [8] = {.index = 13, .length = 3},
};

static const TSFieldMapEntry ts_field_map_entries[] = {
  [0] =
    {field_keyword, 0},
  [1] =
    {field_keyword, 0},
    {field_name, 1},
  [3] =
    {field_body, 1},
    {field_keyword, 0},
  [5] =
    {field_body, 2},
    {field_keyword, 0},
  [7] =
    {field_body, 2},
    {field_keyword, 0},
    {field_name, 1},
  [10] =
    {field_body, 3},
    {field_keyword, 0},
  [12] =
    {field_key, 0},
  [13] =
    {field_body, 3},
    {field_keyword, 0},
    {field_name, 1},
};

static const TSSymbol ts_alias_sequences[PRODUCTION_ID_COUNT][MAX_ALIAS_SEQUENCE_LENGTH] = {
  [0] = {0},
};

static const uint16_t ts_non_terminal_alias_map[] = {
  0,
};

static const TSStateId ts_primary_state_ids[STATE_COUNT] = {
  [0] = 0,
  [1] = 1,
  [2] = 2,
  [3] = 3,
  [4] = 4,
  [5] = 5,
  [6] = 6,
  [7] = 7,
  [8] = 8,
  [9] = 9,
  [10] = 10,
  [11] = 11,
  [12] = 12,
  [13] = 13,
  [14] = 14,
  [15] = 13,
  [16] = 16,
  [17] = 14,
  [18] = 18,
  [19] = 19,
  [20] = 20,
  [21] = 21,
  [22] = 22,
  [23] = 20,
  [24] = 22,
  [25] = 19,
  [26] = 21,
  [27] = 27,
  [28] = 28,
  [29] = 7,
  [30] = 11,
  [31] = 12,
  [32] = 10,
  [33] = 9,
  [34] = 8,
  [35] = 35,
  [36] = 36,
  [37] = 37,
  [38] = 38,
  [39] = 39,
  [40] = 40,
  [41] = 41,
  [42] = 42,
  [43] = 43,
  [44] = 39,
  [45] = 45,
  [46] = 46,
  [47] = 40,
  [48] = 48,
  [49] = 49,
};

static bool ts_lex(TSLexer *lexer, TSStateId state) {
  START_LEXER();
  eof = lexer->eof(lexer);
  switch (state) {
    case 0:
      if (eof) ADVANCE(21);
      ADVANCE_MAP(
        '"', 1,
        '#', 50,
        '(', 28,
        ')', 29,
        ',', 30,
        '/', 8,
        ':', 25,
        '<', 49,
        '=', 22,
        '>', 48,
        '[', 26,
        ']', 27,
        '^', 31,
        '{', 23,
        '}', 24,
      );
      if (lookahead == '\t' ||
          lookahead == '\n' ||
          lookahead == '\r' ||
          lookahead == ' ' ||
          lookahead == 0xfeff) SKIP(0);
      if (('0' <= lookahead && lookahead <= '9')) ADVANCE(43);
      if (('A' <= lookahead && lookahead <= 'Z') ||
          lookahead == '_' ||
          ('a' <= lookahead && lookahead <= 'z')) ADVANCE(32);
      END_STATE();
    case 1:
      if (lookahead == '"') ADVANCE(35);
      if (lookahead == '\\') ADVANCE(19);
      if (lookahead != 0 &&
          lookahead != '\n') ADVANCE(2);
      END_STATE();
    case 2:
      if (lookahead == '"') ADVANCE(34);
      if (lookahead == '\\') ADVANCE(19);
      if (lookahead != 0 &&
          lookahead != '\n') ADVANCE(2);
      END_STATE();
    case 3:
      if (lookahead == '"') ADVANCE(36);
      if (lookahead != 0) ADVANCE(5);
      END_STATE();
    case 4:
      if (lookahead == '"') ADVANCE(3);
      if (lookahead != 0) ADVANCE(5);
      END_STATE();
    case 5:
      if (lookahead == '"') ADVANCE(4);
      if (lookahead != 0) ADVANCE(5);
      END_STATE();
    case 6:
      if (lookahead == '-') ADVANCE(14);
      END_STATE();
    case 7:
      if (lookahead == '/') ADVANCE(37);
      if (lookahead == '[') ADVANCE(9);
      if (lookahead == '\\') ADVANCE(18);
      if (lookahead != 0 &&
          lookahead != '\n') ADVANCE(7);
      END_STATE();
    case 8:
      if (lookahead == '[') ADVANCE(9);
      if (lookahead == '\\') ADVANCE(18);
      if (lookahead != 0 &&
          lookahead != '\n' &&
          lookahead != '/') ADVANCE(7);
      END_STATE();
    case 9:
      if (lookahead == '\\') ADVANCE(17);
      if (lookahead == ']') ADVANCE(7);
      if (lookahead != 0 &&
          lookahead != '\n') ADVANCE(9);
      END_STATE();
    case 10:
      if (('0' <= lookahead && lookahead <= '9')) ADVANCE(39);
      END_STATE();
    case 11:
      if (('0' <= lookahead && lookahead <= '9')) ADVANCE(6);
      END_STATE();
    case 12:
      if (('0' <= lookahead && lookahead <= '9')) ADVANCE(38);
      END_STATE();
    case 13:
      if (('0' <= lookahead && lookahead <= '9')) ADVANCE(11);
      END_STATE();
    case 14:
      if (('0' <= lookahead && lookahead <= '9')) ADVANCE(12);
      END_STATE();
    case 15:
      if (('0' <= lookahead && lookahead <= '9')) ADVANCE(45);
      END_STATE();
    case 16:
      if (('A' <= lookahead && lookahead <= 'Z') ||
          lookahead == '_' ||
          ('a' <= lookahead && lookahead <= 'z')) ADVANCE(33);
      END_STATE();
    case 17:
      if (lookahead != 0 &&
          lookahead != '\n') ADVANCE(9);
      END_STATE();
    case 18:
      if (lookahead != 0 &&
          lookahead != '\n') ADVANCE(7);
      END_STATE();
    case 19:
      if (lookahead != 0 &&
          lookahead != '\n') ADVANCE(2);
      END_STATE();
    case 20:
      if (eof) ADVANCE(21);
      if (lookahead == '"') ADVANCE(2);
      if (lookahead == '#') ADVANCE(50);
      if (lookahead == '=') ADVANCE(22);
      if (lookahead == '{') ADVANCE(23);
      if (lookahead == '\t' ||
          lookahead == '\n' ||
          lookahead == '\r' ||
          lookahead == ' ' ||
          lookahead == 0xfeff) SKIP(20);
      if (('A' <= lookahead && lookahead <= 'Z') ||
          lookahead == '_' ||
          ('a' <= lookahead && lookahead <= 'z')) ADVANCE(32);
      END_STATE();
    case 21:
      ACCEPT_TOKEN(ts_builtin_sym_end);
      END_STATE();
    case 22:
      ACCEPT_TOKEN(anon_sym_EQ);
      END_STATE();
    case 23:
      ACCEPT_TOKEN(anon_sym_LBRACE);
      END_STATE();
    case 24:
      ACCEPT_TOKEN(anon_sym_RBRACE);
      END_STATE();
    case 25:
      ACCEPT_TOKEN(anon_sym_COLON);
      END_STATE();
    case 26:
      ACCEPT_TOKEN(anon_sym_LBRACK);
      END_STATE();
    case 27:
      ACCEPT_TOKEN(anon_sym_RBRACK);
      END_STATE();
    case 28:
      ACCEPT_TOKEN(anon_sym_LPAREN);
      END_STATE();
    case 29:
      ACCEPT_TOKEN(anon_sym_RPAREN);
      END_STATE();
    case 30:
      ACCEPT_TOKEN(anon_sym_COMMA);
      END_STATE();
    case 31:
      ACCEPT_TOKEN(anon_sym_CARET);
      END_STATE();
    case 32:
      ACCEPT_TOKEN(sym__word);
      if (lookahead == '.') ADVANCE(16);
      if (('0' <= lookahead && lookahead <= '9') ||
          ('A' <= lookahead && lookahead <= 'Z') ||
          lookahead == '_' ||
          ('a' <= lookahead && lookahead <= 'z')) ADVANCE(32);
      END_STATE();
    case 33:
      ACCEPT_TOKEN(sym_dotted);
      if (lookahead == '.') ADVANCE(16);
      if (('0' <= lookahead && lookahead <= '9') ||
          ('A' <= lookahead && lookahead <= 'Z') ||
          lookahead == '_' ||
          ('a' <= lookahead && lookahead <= 'z')) ADVANCE(33);
      END_STATE();
    case 34:
      ACCEPT_TOKEN(sym_string);
      END_STATE();
    case 35:
      ACCEPT_TOKEN(sym_string);
      if (lookahead == '"') ADVANCE(5);
      END_STATE();
    case 36:
      ACCEPT_TOKEN(sym_long_string);
      END_STATE();
    case 37:
      ACCEPT_TOKEN(sym_regex);
      if (('a' <= lookahead && lookahead <= 'z')) ADVANCE(37);
      END_STATE();
    case 38:
      ACCEPT_TOKEN(sym_date);
      END_STATE();
    case 39:
      ACCEPT_TOKEN(sym_version);
      if (('0' <= lookahead && lookahead <= '9')) ADVANCE(39);
      END_STATE();
    case 40:
      ACCEPT_TOKEN(sym_number);
      if (lookahead == '-') ADVANCE(13);
      if (lookahead == '.') ADVANCE(15);
      if (('0' <= lookahead && lookahead <= '9')) ADVANCE(44);
      END_STATE();
    case 41:
      ACCEPT_TOKEN(sym_number);
      if (lookahead == '.') ADVANCE(15);
      if (('0' <= lookahead && lookahead <= '9')) ADVANCE(40);
      END_STATE();
    case 42:
      ACCEPT_TOKEN(sym_number);
      if (lookahead == '.') ADVANCE(15);
      if (('0' <= lookahead && lookahead <= '9')) ADVANCE(41);
      END_STATE();
    case 43:
      ACCEPT_TOKEN(sym_number);
      if (lookahead == '.') ADVANCE(15);
      if (('0' <= lookahead && lookahead <= '9')) ADVANCE(42);
      END_STATE();
    case 44:
      ACCEPT_TOKEN(sym_number);
      if (lookahead == '.') ADVANCE(15);
      if (('0' <= lookahead && lookahead <= '9')) ADVANCE(44);
      END_STATE();
    case 45:
      ACCEPT_TOKEN(sym_number);
      if (lookahead == '.') ADVANCE(10);
      if (('0' <= lookahead && lookahead <= '9')) ADVANCE(45);
      END_STATE();
    case 46:
      ACCEPT_TOKEN(anon_sym_GT_EQ);
      END_STATE();
    case 47:
      ACCEPT_TOKEN(anon_sym_LT_EQ);
      END_STATE();
    case 48:
      ACCEPT_TOKEN(anon_sym_GT);
      if (lookahead == '=') ADVANCE(46);
      END_STATE();
    case 49:
      ACCEPT_TOKEN(anon_sym_LT);
      if (lookahead == '=') ADVANCE(47);
      END_STATE();
    case 50:
      ACCEPT_TOKEN(sym_comment);
      if (lookahead != 0 &&
          lookahead != '\n') ADVANCE(50);
      END_STATE();
    default:
      return false;
  }
}

static bool ts_lex_keywords(TSLexer *lexer, TSStateId state) {
  START_LEXER();
  eof = lexer->eof(lexer);
  switch (state) {
    case 0:
      ADVANCE_MAP(
        'c', 1,
        'd', 2,
        'e', 3,
        'g', 4,
        'i', 5,
        'l', 6,
        'o', 7,
        'p', 8,
        'r', 9,
        't', 10,
        'u', 11,
      );
      if (lookahead == '\t' ||
          lookahead == '\n' ||
          lookahead == '\r' ||
          lookahead == ' ' ||
          lookahead == 0xfeff) SKIP(0);
      END_STATE();
    case 1:
      if (lookahead == 'a') ADVANCE(12);
      if (lookahead == 'o') ADVANCE(13);
      END_STATE();
    case 2:
      if (lookahead == 'e') ADVANCE(14);
      if (lookahead == 'i') ADVANCE(15);
      END_STATE();
    case 3:
      if (lookahead == 'x') ADVANCE(16);
      END_STATE();
    case 4:
      if (lookahead == 'r') ADVANCE(17);
      END_STATE();
    case 5:
      if (lookahead == 'm') ADVANCE(18);
      END_STATE();
    case 6:
      if (lookahead == 'e') ADVANCE(19);
      END_STATE();
    case 7:
      if (lookahead == 'v') ADVANCE(20);
      END_STATE();
    case 8:
      if (lookahead == 'o') ADVANCE(21);
      if (lookahead == 'u') ADVANCE(22);
      END_STATE();
    case 9:
      if (lookahead == 'o') ADVANCE(23);
      if (lookahead == 'u') ADVANCE(24);
      END_STATE();
    case 10:
      if (lookahead == 'e') ADVANCE(25);
      END_STATE();
    case 11:
      if (lookahead == 'n') ADVANCE(26);
      END_STATE();
    case 12:
      if (lookahead == 't') ADVANCE(27);
      END_STATE();
    case 13:
      if (lookahead == 'n') ADVANCE(28);
      END_STATE();
    case 14:
      if (lookahead == 'f') ADVANCE(29);
      if (lookahead == 's') ADVANCE(30);
      if (lookahead == 't') ADVANCE(31);
      END_STATE();
    case 15:
      if (lookahead == 's') ADVANCE(32);
      END_STATE();
    case 16:
      if (lookahead == 't') ADVANCE(33);
      END_STATE();
    case 17:
      if (lookahead == 'o') ADVANCE(34);
      END_STATE();
    case 18:
      if (lookahead == 'p') ADVANCE(35);
      END_STATE();
    case 19:
      if (lookahead == 'x') ADVANCE(36);
      END_STATE();
    case 20:
      if (lookahead == 'e') ADVANCE(37);
      END_STATE();
    case 21:
      if (lookahead == 'l') ADVANCE(38);
      END_STATE();
    case 22:
      if (lookahead == 'r') ADVANCE(39);
      END_STATE();
    case 23:
      if (lookahead == 'l') ADVANCE(40);
      END_STATE();
    case 24:
      if (lookahead == 'l') ADVANCE(41);
      END_STATE();
    case 25:
      if (lookahead == 's') ADVANCE(42);
      END_STATE();
    case 26:
      if (lookahead == 'c') ADVANCE(43);
      END_STATE();
    case 27:
      if (lookahead == 'e') ADVANCE(44);
      END_STATE();
    case 28:
      if (lookahead == 't') ADVANCE(45);
      END_STATE();
    case 29:
      if (lookahead == 'a') ADVANCE(46);
      END_STATE();
    case 30:
      if (lookahead == 't') ADVANCE(47);
      END_STATE();
    case 31:
      if (lookahead == 'e') ADVANCE(48);
      END_STATE();
    case 32:
      if (lookahead == 'a') ADVANCE(49);
      END_STATE();
    case 33:
      if (lookahead == 'e') ADVANCE(50);
      END_STATE();
    case 34:
      if (lookahead == 'u') ADVANCE(51);
      END_STATE();
    case 35:
      if (lookahead == 'o') ADVANCE(52);
      END_STATE();
    case 36:
      if (lookahead == 'i') ADVANCE(53);
      END_STATE();
    case 37:
      if (lookahead == 'r') ADVANCE(54);
      END_STATE();
    case 38:
      if (lookahead == 'i') ADVANCE(55);
      END_STATE();
    case 39:
      if (lookahead == 'p') ADVANCE(56);
      END_STATE();
    case 40:
      if (lookahead == 'e') ADVANCE(57);
      END_STATE();
    case 41:
      if (lookahead == 'e') ADVANCE(58);
      END_STATE();
    case 42:
      if (lookahead == 't') ADVANCE(59);
      END_STATE();
    case 43:
      if (lookahead == 'o') ADVANCE(60);
      END_STATE();
    case 44:
      if (lookahead == 'g') ADVANCE(61);
      END_STATE();
    case 45:
      if (lookahead == 'a') ADVANCE(62);
      END_STATE();
    case 46:
      if (lookahead == 'u') ADVANCE(63);
      END_STATE();
    case 47:
      if (lookahead == 'i') ADVANCE(64);
      END_STATE();
    case 48:
      if (lookahead == 'c') ADVANCE(65);
      END_STATE();
    case 49:
      if (lookahead == 'b') ADVANCE(66);
      END_STATE();
    case 50:
      if (lookahead == 'n') ADVANCE(67);
      END_STATE();
    case 51:
      if (lookahead == 'p') ADVANCE(68);
      END_STATE();
    case 52:
      if (lookahead == 'r') ADVANCE(69);
      END_STATE();
    case 53:
      if (lookahead == 'c') ADVANCE(70);
      END_STATE();
    case 54:
      if (lookahead == 'r') ADVANCE(71);
      END_STATE();
    case 55:
      if (lookahead == 'c') ADVANCE(72);
      END_STATE();
    case 56:
      if (lookahead == 'o') ADVANCE(73);
      END_STATE();
    case 57:
      ACCEPT_TOKEN(anon_sym_role);
      END_STATE();
    case 58:
      ACCEPT_TOKEN(anon_sym_rule);
      END_STATE();
    case 59:
      ACCEPT_TOKEN(anon_sym_test);
      END_STATE();
    case 60:
      if (lookahead == 'v') ADVANCE(74);
      END_STATE();
    case 61:
      if (lookahead == 'o') ADVANCE(75);
      END_STATE();
    case 62:
      if (lookahead == 'c') ADVANCE(76);
      END_STATE();
    case 63:
      if (lookahead == 'l') ADVANCE(77);
      END_STATE();
    case 64:
      if (lookahead == 'n') ADVANCE(78);
      END_STATE();
    case 65:
      if (lookahead == 't') ADVANCE(79);
      END_STATE();
    case 66:
      if (lookahead == 'l') ADVANCE(80);
      END_STATE();
    case 67:
      if (lookahead == 'd') ADVANCE(81);
      END_STATE();
    case 68:
      ACCEPT_TOKEN(anon_sym_group);
      END_STATE();
    case 69:
      if (lookahead == 't') ADVANCE(82);
      END_STATE();
    case 70:
      if (lookahead == 'o') ADVANCE(83);
      END_STATE();
    case 71:
      if (lookahead == 'i') ADVANCE(84);
      END_STATE();
    case 72:
      if (lookahead == 'y') ADVANCE(85);
      END_STATE();
    case 73:
      if (lookahead == 's') ADVANCE(86);
      END_STATE();
    case 74:
      if (lookahead == 'e') ADVANCE(87);
      END_STATE();
    case 75:
      if (lookahead == 'r') ADVANCE(88);
      END_STATE();
    case 76:
      if (lookahead == 't') ADVANCE(89);
      END_STATE();
    case 77:
      if (lookahead == 't') ADVANCE(90);
      END_STATE();
    case 78:
      if (lookahead == 'a') ADVANCE(91);
      END_STATE();
    case 79:
      if (lookahead == 'o') ADVANCE(92);
      END_STATE();
    case 80:
      if (lookahead == 'e') ADVANCE(93);
      END_STATE();
    case 81:
      ACCEPT_TOKEN(anon_sym_extend);
      END_STATE();
    case 82:
      ACCEPT_TOKEN(anon_sym_import);
      END_STATE();
    case 83:
      if (lookahead == 'n') ADVANCE(94);
      END_STATE();
    case 84:
      if (lookahead == 'd') ADVANCE(95);
      END_STATE();
    case 85:
      ACCEPT_TOKEN(anon_sym_policy);
      END_STATE();
    case 86:
      if (lookahead == 'e') ADVANCE(96);
      END_STATE();
    case 87:
      if (lookahead == 'r') ADVANCE(97);
      END_STATE();
    case 88:
      if (lookahead == 'y') ADVANCE(98);
      END_STATE();
    case 89:
      ACCEPT_TOKEN(anon_sym_contact);
      END_STATE();
    case 90:
      if (lookahead == 's') ADVANCE(99);
      END_STATE();
    case 91:
      if (lookahead == 't') ADVANCE(100);
      END_STATE();
    case 92:
      if (lookahead == 'r') ADVANCE(101);
      END_STATE();
    case 93:
      ACCEPT_TOKEN(anon_sym_disable);
      END_STATE();
    case 94:
      ACCEPT_TOKEN(anon_sym_lexicon);
      END_STATE();
    case 95:
      if (lookahead == 'e') ADVANCE(102);
      END_STATE();
    case 96:
      ACCEPT_TOKEN(anon_sym_purpose);
      END_STATE();
    case 97:
      if (lookahead == 'e') ADVANCE(103);
      END_STATE();
    case 98:
      ACCEPT_TOKEN(anon_sym_category);
      END_STATE();
    case 99:
      ACCEPT_TOKEN(anon_sym_defaults);
      END_STATE();
    case 100:
      if (lookahead == 'i') ADVANCE(104);
      END_STATE();
    case 101:
      ACCEPT_TOKEN(anon_sym_detector);
      END_STATE();
    case 102:
      ACCEPT_TOKEN(anon_sym_override);
      END_STATE();
    case 103:
      if (lookahead == 'd') ADVANCE(105);
      END_STATE();
    case 104:
      if (lookahead == 'o') ADVANCE(106);
      END_STATE();
    case 105:
      ACCEPT_TOKEN(anon_sym_uncovered);
      END_STATE();
    case 106:
      if (lookahead == 'n') ADVANCE(107);
      END_STATE();
    case 107:
      ACCEPT_TOKEN(anon_sym_destination);
      END_STATE();
    default:
      return false;
  }
}

static const TSLexMode ts_lex_modes[STATE_COUNT] = {
  [0] = {.lex_state = 0},
  [1] = {.lex_state = 0},
  [2] = {.lex_state = 0},
  [3] = {.lex_state = 0},
  [4] = {.lex_state = 0},
  [5] = {.lex_state = 0},
  [6] = {.lex_state = 0},
  [7] = {.lex_state = 0},
  [8] = {.lex_state = 0},
  [9] = {.lex_state = 0},
  [10] = {.lex_state = 0},
  [11] = {.lex_state = 0},
  [12] = {.lex_state = 0},
  [13] = {.lex_state = 0},
  [14] = {.lex_state = 0},
  [15] = {.lex_state = 0},
  [16] = {.lex_state = 0},
  [17] = {.lex_state = 0},
  [18] = {.lex_state = 0},
  [19] = {.lex_state = 0},
  [20] = {.lex_state = 0},
  [21] = {.lex_state = 0},
  [22] = {.lex_state = 0},
  [23] = {.lex_state = 0},
  [24] = {.lex_state = 0},
  [25] = {.lex_state = 0},
  [26] = {.lex_state = 0},
  [27] = {.lex_state = 20},
  [28] = {.lex_state = 20},
  [29] = {.lex_state = 0},
  [30] = {.lex_state = 0},
  [31] = {.lex_state = 0},
  [32] = {.lex_state = 0},
  [33] = {.lex_state = 0},
  [34] = {.lex_state = 0},
  [35] = {.lex_state = 0},
  [36] = {.lex_state = 0},
  [37] = {.lex_state = 0},
  [38] = {.lex_state = 0},
  [39] = {.lex_state = 0},
  [40] = {.lex_state = 0},
  [41] = {.lex_state = 0},
  [42] = {.lex_state = 0},
  [43] = {.lex_state = 0},
  [44] = {.lex_state = 0},
  [45] = {.lex_state = 0},
  [46] = {.lex_state = 0},
  [47] = {.lex_state = 0},
  [48] = {.lex_state = 0},
  [49] = {.lex_state = 0},
};

static const uint16_t ts_parse_table[LARGE_STATE_COUNT][SYMBOL_COUNT] = {
  [0] = {
    [ts_builtin_sym_end] = ACTIONS(1),
    [sym__word] = ACTIONS(1),
    [anon_sym_category] = ACTIONS(1),
    [anon_sym_contact] = ACTIONS(1),
    [anon_sym_defaults] = ACTIONS(1),
    [anon_sym_destination] = ACTIONS(1),
    [anon_sym_detector] = ACTIONS(1),
    [anon_sym_group] = ACTIONS(1),
    [anon_sym_import] = ACTIONS(1),
    [anon_sym_lexicon] = ACTIONS(1),
    [anon_sym_policy] = ACTIONS(1),
    [anon_sym_purpose] = ACTIONS(1),
    [anon_sym_role] = ACTIONS(1),
    [anon_sym_rule] = ACTIONS(1),
    [anon_sym_test] = ACTIONS(1),
    [anon_sym_uncovered] = ACTIONS(1),
    [anon_sym_EQ] = ACTIONS(1),
    [anon_sym_extend] = ACTIONS(1),
    [anon_sym_override] = ACTIONS(1),
    [anon_sym_disable] = ACTIONS(1),
    [anon_sym_LBRACE] = ACTIONS(1),
    [anon_sym_RBRACE] = ACTIONS(1),
    [anon_sym_COLON] = ACTIONS(1),
    [anon_sym_LBRACK] = ACTIONS(1),
    [anon_sym_RBRACK] = ACTIONS(1),
    [anon_sym_LPAREN] = ACTIONS(1),
    [anon_sym_RPAREN] = ACTIONS(1),
    [anon_sym_COMMA] = ACTIONS(1),
    [anon_sym_CARET] = ACTIONS(1),
    [sym_dotted] = ACTIONS(1),
    [sym_string] = ACTIONS(1),
    [sym_long_string] = ACTIONS(1),
    [sym_regex] = ACTIONS(1),
    [sym_date] = ACTIONS(1),
    [sym_version] = ACTIONS(1),
    [sym_number] = ACTIONS(1),
    [anon_sym_GT_EQ] = ACTIONS(1),
    [anon_sym_LT_EQ] = ACTIONS(1),
    [anon_sym_GT] = ACTIONS(1),
    [anon_sym_LT] = ACTIONS(1),
    [sym_comment] = ACTIONS(3),
  },
  [1] = {
    [sym_module] = STATE(49),
    [sym_declaration] = STATE(36),
    [sym__amending] = STATE(27),
    [aux_sym_module_repeat1] = STATE(36),
    [ts_builtin_sym_end] = ACTIONS(5),
    [anon_sym_category] = ACTIONS(7),
    [anon_sym_contact] = ACTIONS(7),
    [anon_sym_defaults] = ACTIONS(7),
    [anon_sym_destination] = ACTIONS(7),
    [anon_sym_detector] = ACTIONS(7),
    [anon_sym_group] = ACTIONS(7),
    [anon_sym_import] = ACTIONS(7),
    [anon_sym_lexicon] = ACTIONS(7),
    [anon_sym_policy] = ACTIONS(7),
    [anon_sym_purpose] = ACTIONS(7),
    [anon_sym_role] = ACTIONS(7),
    [anon_sym_rule] = ACTIONS(7),
    [anon_sym_test] = ACTIONS(7),
    [anon_sym_uncovered] = ACTIONS(7),
    [anon_sym_extend] = ACTIONS(9),
    [anon_sym_override] = ACTIONS(9),
    [anon_sym_disable] = ACTIONS(9),
    [sym_comment] = ACTIONS(3),
  },
  [2] = {
    [sym_block] = STATE(46),
    [sym_list] = STATE(5),
    [sym_group] = STATE(5),
    [sym__inline] = STATE(5),
    [sym__literal] = STATE(5),
    [sym_word] = STATE(5),
    [sym_comparison] = STATE(5),
    [aux_sym_declaration_repeat1] = STATE(5),
    [ts_builtin_sym_end] = ACTIONS(11),
    [sym__word] = ACTIONS(13),
    [anon_sym_category] = ACTIONS(15),
    [anon_sym_contact] = ACTIONS(15),
    [anon_sym_defaults] = ACTIONS(15),
    [anon_sym_destination] = ACTIONS(15),
    [anon_sym_detector] = ACTIONS(15),
    [anon_sym_group] = ACTIONS(15),
    [anon_sym_import] = ACTIONS(15),
    [anon_sym_lexicon] = ACTIONS(15),
    [anon_sym_policy] = ACTIONS(15),
    [anon_sym_purpose] = ACTIONS(15),
    [anon_sym_role] = ACTIONS(15),
    [anon_sym_rule] = ACTIONS(15),
    [anon_sym_test] = ACTIONS(15),
    [anon_sym_uncovered] = ACTIONS(15),
    [anon_sym_EQ] = ACTIONS(17),
    [anon_sym_extend] = ACTIONS(15),
    [anon_sym_override] = ACTIONS(15),
    [anon_sym_disable] = ACTIONS(15),
    [anon_sym_LBRACE] = ACTIONS(19),
    [anon_sym_COLON] = ACTIONS(17),
    [anon_sym_LBRACK] = ACTIONS(21),
    [anon_sym_LPAREN] = ACTIONS(23),
    [anon_sym_COMMA] = ACTIONS(17),
    [anon_sym_CARET] = ACTIONS(17),
    [sym_dotted] = ACTIONS(17),
    [sym_string] = ACTIONS(25),
    [sym_long_string] = ACTIONS(17),
    [sym_regex] = ACTIONS(17),
    [sym_date] = ACTIONS(17),
    [sym_version] = ACTIONS(17),
    [sym_number] = ACTIONS(25),
    [anon_sym_GT_EQ] = ACTIONS(27),
    [anon_sym_LT_EQ] = ACTIONS(27),
    [anon_sym_GT] = ACTIONS(29),
    [anon_sym_LT] = ACTIONS(29),
    [sym_comment] = ACTIONS(3),
  },
  [3] = {
    [sym_block] = STATE(45),
    [sym_list] = STATE(4),
    [sym_group] = STATE(4),
    [sym__inline] = STATE(4),
    [sym__literal] = STATE(4),
    [sym_word] = STATE(4),
    [sym_comparison] = STATE(4),
    [aux_sym_declaration_repeat1] = STATE(4),
    [ts_builtin_sym_end] = ACTIONS(31),
    [sym__word] = ACTIONS(13),
    [anon_sym_category] = ACTIONS(33),
    [anon_sym_contact] = ACTIONS(33),
    [anon_sym_defaults] = ACTIONS(33),
    [anon_sym_destination] = ACTIONS(33),
    [anon_sym_detector] = ACTIONS(33),
    [anon_sym_group] = ACTIONS(33),
    [anon_sym_import] = ACTIONS(33),
    [anon_sym_lexicon] = ACTIONS(33),
    [anon_sym_policy] = ACTIONS(33),
    [anon_sym_purpose] = ACTIONS(33),
    [anon_sym_role] = ACTIONS(33),
    [anon_sym_rule] = ACTIONS(33),
    [anon_sym_test] = ACTIONS(33),
    [anon_sym_uncovered] = ACTIONS(33),
    [anon_sym_EQ] = ACTIONS(35),
    [anon_sym_extend] = ACTIONS(33),
    [anon_sym_override] = ACTIONS(33),
    [anon_sym_disable] = ACTIONS(33),
    [anon_sym_LBRACE] = ACTIONS(19),
    [anon_sym_COLON] = ACTIONS(35),
    [anon_sym_LBRACK] = ACTIONS(21),
    [anon_sym_LPAREN] = ACTIONS(23),
    [anon_sym_COMMA] = ACTIONS(35),
    [anon_sym_CARET] = ACTIONS(35),
    [sym_dotted] = ACTIONS(35),
    [sym_string] = ACTIONS(37),
    [sym_long_string] = ACTIONS(35),
    [sym_regex] = ACTIONS(35),
    [sym_date] = ACTIONS(35),
    [sym_version] = ACTIONS(35),
    [sym_number] = ACTIONS(37),
    [anon_sym_GT_EQ] = ACTIONS(27),
    [anon_sym_LT_EQ] = ACTIONS(27),
    [anon_sym_GT] = ACTIONS(29),
    [anon_sym_LT] = ACTIONS(29),
    [sym_comment] = ACTIONS(3),
  },
  [4] = {
    [sym_block] = STATE(41),
    [sym_list] = STATE(6),
    [sym_group] = STATE(6),
    [sym__inline] = STATE(6),
    [sym__literal] = STATE(6),
    [sym_word] = STATE(6),
    [sym_comparison] = STATE(6),
    [aux_sym_declaration_repeat1] = STATE(6),
    [ts_builtin_sym_end] = ACTIONS(39),
    [sym__word] = ACTIONS(13),
    [anon_sym_category] = ACTIONS(41),
    [anon_sym_contact] = ACTIONS(41),
    [anon_sym_defaults] = ACTIONS(41),
    [anon_sym_destination] = ACTIONS(41),
    [anon_sym_detector] = ACTIONS(41),
    [anon_sym_group] = ACTIONS(41),
    [anon_sym_import] = ACTIONS(41),
    [anon_sym_lexicon] = ACTIONS(41),
    [anon_sym_policy] = ACTIONS(41),
    [anon_sym_purpose] = ACTIONS(41),
    [anon_sym_role] = ACTIONS(41),
    [anon_sym_rule] = ACTIONS(41),
    [anon_sym_test] = ACTIONS(41),
    [anon_sym_uncovered] = ACTIONS(41),
    [anon_sym_EQ] = ACTIONS(43),
    [anon_sym_extend] = ACTIONS(41),
    [anon_sym_override] = ACTIONS(41),
    [anon_sym_disable] = ACTIONS(41),
    [anon_sym_LBRACE] = ACTIONS(19),
    [anon_sym_COLON] = ACTIONS(43),
    [anon_sym_LBRACK] = ACTIONS(21),
    [anon_sym_LPAREN] = ACTIONS(23),
    [anon_sym_COMMA] = ACTIONS(43),
    [anon_sym_CARET] = ACTIONS(43),
    [sym_dotted] = ACTIONS(43),
    [sym_string] = ACTIONS(45),
    [sym_long_string] = ACTIONS(43),
    [sym_regex] = ACTIONS(43),
    [sym_date] = ACTIONS(43),
    [sym_version] = ACTIONS(43),
    [sym_number] = ACTIONS(45),
    [anon_sym_GT_EQ] = ACTIONS(27),
    [anon_sym_LT_EQ] = ACTIONS(27),
    [anon_sym_GT] = ACTIONS(29),
    [anon_sym_LT] = ACTIONS(29),
    [sym_comment] = ACTIONS(3),
  },
  [5] = {
    [sym_block] = STATE(43),
    [sym_list] = STATE(6),
    [sym_group] = STATE(6),
    [sym__inline] = STATE(6),
    [sym__literal] = STATE(6),
    [sym_word] = STATE(6),
    [sym_comparison] = STATE(6),
    [aux_sym_declaration_repeat1] = STATE(6),
    [ts_builtin_sym_end] = ACTIONS(47),
    [sym__word] = ACTIONS(13),
    [anon_sym_category] = ACTIONS(49),
    [anon_sym_contact] = ACTIONS(49),
    [anon_sym_defaults] = ACTIONS(49),
    [anon_sym_destination] = ACTIONS(49),
    [anon_sym_detector] = ACTIONS(49),
    [anon_sym_group] = ACTIONS(49),
    [anon_sym_import] = ACTIONS(49),
    [anon_sym_lexicon] = ACTIONS(49),
    [anon_sym_policy] = ACTIONS(49),
    [anon_sym_purpose] = ACTIONS(49),
    [anon_sym_role] = ACTIONS(49),
    [anon_sym_rule] = ACTIONS(49),
    [anon_sym_test] = ACTIONS(49),
    [anon_sym_uncovered] = ACTIONS(49),
    [anon_sym_EQ] = ACTIONS(43),
    [anon_sym_extend] = ACTIONS(49),
    [anon_sym_override] = ACTIONS(49),
    [anon_sym_disable] = ACTIONS(49),
    [anon_sym_LBRACE] = ACTIONS(19),
    [anon_sym_COLON] = ACTIONS(43),
    [anon_sym_LBRACK] = ACTIONS(21),
    [anon_sym_LPAREN] = ACTIONS(23),
    [anon_sym_COMMA] = ACTIONS(43),
    [anon_sym_CARET] = ACTIONS(43),
    [sym_dotted] = ACTIONS(43),
    [sym_string] = ACTIONS(45),
    [sym_long_string] = ACTIONS(43),
    [sym_regex] = ACTIONS(43),
    [sym_date] = ACTIONS(43),
    [sym_version] = ACTIONS(43),
    [sym_number] = ACTIONS(45),
    [anon_sym_GT_EQ] = ACTIONS(27),
    [anon_sym_LT_EQ] = ACTIONS(27),
    [anon_sym_GT] = ACTIONS(29),
    [anon_sym_LT] = ACTIONS(29),
    [sym_comment] = ACTIONS(3),
  },
  [6] = {
    [sym_list] = STATE(6),
    [sym_group] = STATE(6),
    [sym__inline] = STATE(6),
    [sym__literal] = STATE(6),
    [sym_word] = STATE(6),
    [sym_comparison] = STATE(6),
    [aux_sym_declaration_repeat1] = STATE(6),
    [ts_builtin_sym_end] = ACTIONS(51),
    [sym__word] = ACTIONS(53),
    [anon_sym_category] = ACTIONS(56),
    [anon_sym_contact] = ACTIONS(56),
    [anon_sym_defaults] = ACTIONS(56),
    [anon_sym_destination] = ACTIONS(56),
    [anon_sym_detector] = ACTIONS(56),
    [anon_sym_group] = ACTIONS(56),
    [anon_sym_import] = ACTIONS(56),
    [anon_sym_lexicon] = ACTIONS(56),
    [anon_sym_policy] = ACTIONS(56),
    [anon_sym_purpose] = ACTIONS(56),
    [anon_sym_role] = ACTIONS(56),
    [anon_sym_rule] = ACTIONS(56),
    [anon_sym_test] = ACTIONS(56),
    [anon_sym_uncovered] = ACTIONS(56),
    [anon_sym_EQ] = ACTIONS(58),
    [anon_sym_extend] = ACTIONS(56),
    [anon_sym_override] = ACTIONS(56),
    [anon_sym_disable] = ACTIONS(56),
    [anon_sym_LBRACE] = ACTIONS(51),
    [anon_sym_COLON] = ACTIONS(58),
    [anon_sym_LBRACK] = ACTIONS(61),
    [anon_sym_LPAREN] = ACTIONS(64),
    [anon_sym_COMMA] = ACTIONS(58),
    [anon_sym_CARET] = ACTIONS(58),
    [sym_dotted] = ACTIONS(58),
    [sym_string] = ACTIONS(67),
    [sym_long_string] = ACTIONS(58),
    [sym_regex] = ACTIONS(58),
    [sym_date] = ACTIONS(58),
    [sym_version] = ACTIONS(58),
    [sym_number] = ACTIONS(67),
    [anon_sym_GT_EQ] = ACTIONS(70),
    [anon_sym_LT_EQ] = ACTIONS(70),
    [anon_sym_GT] = ACTIONS(73),
    [anon_sym_LT] = ACTIONS(73),
    [sym_comment] = ACTIONS(3),
  },
  [7] = {
    [ts_builtin_sym_end] = ACTIONS(76),
    [sym__word] = ACTIONS(78),
    [anon_sym_category] = ACTIONS(78),
    [anon_sym_contact] = ACTIONS(78),
    [anon_sym_defaults] = ACTIONS(78),
    [anon_sym_destination] = ACTIONS(78),
    [anon_sym_detector] = ACTIONS(78),
    [anon_sym_group] = ACTIONS(78),
    [anon_sym_import] = ACTIONS(78),
    [anon_sym_lexicon] = ACTIONS(78),
    [anon_sym_policy] = ACTIONS(78),
    [anon_sym_purpose] = ACTIONS(78),
    [anon_sym_role] = ACTIONS(78),
    [anon_sym_rule] = ACTIONS(78),
    [anon_sym_test] = ACTIONS(78),
    [anon_sym_uncovered] = ACTIONS(78),
    [anon_sym_EQ] = ACTIONS(76),
    [anon_sym_extend] = ACTIONS(78),
    [anon_sym_override] = ACTIONS(78),
    [anon_sym_disable] = ACTIONS(78),
    [anon_sym_LBRACE] = ACTIONS(76),
    [anon_sym_COLON] = ACTIONS(76),
    [anon_sym_LBRACK] = ACTIONS(76),
    [anon_sym_LPAREN] = ACTIONS(76),
    [anon_sym_COMMA] = ACTIONS(76),
    [anon_sym_CARET] = ACTIONS(76),
    [sym_dotted] = ACTIONS(76),
    [sym_string] = ACTIONS(78),
    [sym_long_string] = ACTIONS(76),
    [sym_regex] = ACTIONS(76),
    [sym_date] = ACTIONS(76),
    [sym_version] = ACTIONS(76),
    [sym_number] = ACTIONS(78),
    [anon_sym_GT_EQ] = ACTIONS(76),
    [anon_sym_LT_EQ] = ACTIONS(76),
    [anon_sym_GT] = ACTIONS(78),
    [anon_sym_LT] = ACTIONS(78),
    [sym_comment] = ACTIONS(3),
  },
  [8] = {
    [ts_builtin_sym_end] = ACTIONS(80),
    [sym__word] = ACTIONS(82),
    [anon_sym_category] = ACTIONS(82),
    [anon_sym_contact] = ACTIONS(82),
    [anon_sym_defaults] = ACTIONS(82),
    [anon_sym_destination] = ACTIONS(82),
    [anon_sym_detector] = ACTIONS(82),
    [anon_sym_group] = ACTIONS(82),
    [anon_sym_import] = ACTIONS(82),
    [anon_sym_lexicon] = ACTIONS(82),
    [anon_sym_policy] = ACTIONS(82),
    [anon_sym_purpose] = ACTIONS(82),
    [anon_sym_role] = ACTIONS(82),
    [anon_sym_rule] = ACTIONS(82),
    [anon_sym_test] = ACTIONS(82),
    [anon_sym_uncovered] = ACTIONS(82),
    [anon_sym_EQ] = ACTIONS(80),
    [anon_sym_extend] = ACTIONS(82),
    [anon_sym_override] = ACTIONS(82),
    [anon_sym_disable] = ACTIONS(82),
    [anon_sym_LBRACE] = ACTIONS(80),
    [anon_sym_COLON] = ACTIONS(80),
    [anon_sym_LBRACK] = ACTIONS(80),
    [anon_sym_LPAREN] = ACTIONS(80),
    [anon_sym_COMMA] = ACTIONS(80),
    [anon_sym_CARET] = ACTIONS(80),
    [sym_dotted] = ACTIONS(80),
    [sym_string] = ACTIONS(82),
    [sym_long_string] = ACTIONS(80),
    [sym_regex] = ACTIONS(80),
    [sym_date] = ACTIONS(80),
    [sym_version] = ACTIONS(80),
    [sym_number] = ACTIONS(82),
    [anon_sym_GT_EQ] = ACTIONS(80),
    [anon_sym_LT_EQ] = ACTIONS(80),
    [anon_sym_GT] = ACTIONS(82),
    [anon_sym_LT] = ACTIONS(82),
    [sym_comment] = ACTIONS(3),
  },
  [9] = {
    [ts_builtin_sym_end] = ACTIONS(84),
    [sym__word] = ACTIONS(86),
    [anon_sym_category] = ACTIONS(86),
    [anon_sym_contact] = ACTIONS(86),
    [anon_sym_defaults] = ACTIONS(86),
    [anon_sym_destination] = ACTIONS(86),
    [anon_sym_detector] = ACTIONS(86),
    [anon_sym_group] = ACTIONS(86),
    [anon_sym_import] = ACTIONS(86),
    [anon_sym_lexicon] = ACTIONS(86),
    [anon_sym_policy] = ACTIONS(86),
    [anon_sym_purpose] = ACTIONS(86),
    [anon_sym_role] = ACTIONS(86),
    [anon_sym_rule] = ACTIONS(86),
    [anon_sym_test] = ACTIONS(86),
    [anon_sym_uncovered] = ACTIONS(86),
    [anon_sym_EQ] = ACTIONS(84),
    [anon_sym_extend] = ACTIONS(86),
    [anon_sym_override] = ACTIONS(86),
    [anon_sym_disable] = ACTIONS(86),
    [anon_sym_LBRACE] = ACTIONS(84),
    [anon_sym_COLON] = ACTIONS(84),
    [anon_sym_LBRACK] = ACTIONS(84),
    [anon_sym_LPAREN] = ACTIONS(84),
    [anon_sym_COMMA] = ACTIONS(84),
    [anon_sym_CARET] = ACTIONS(84),
    [sym_dotted] = ACTIONS(84),
    [sym_string] = ACTIONS(86),
    [sym_long_string] = ACTIONS(84),
    [sym_regex] = ACTIONS(84),
    [sym_date] = ACTIONS(84),
    [sym_version] = ACTIONS(84),
    [sym_number] = ACTIONS(86),
    [anon_sym_GT_EQ] = ACTIONS(84),
    [anon_sym_LT_EQ] = ACTIONS(84),
    [anon_sym_GT] = ACTIONS(86),
    [anon_sym_LT] = ACTIONS(86),
    [sym_comment] = ACTIONS(3),
  },
  [10] = {
    [ts_builtin_sym_end] = ACTIONS(88),
    [sym__word] = ACTIONS(90),
    [anon_sym_category] = ACTIONS(90),
    [anon_sym_contact] = ACTIONS(90),
    [anon_sym_defaults] = ACTIONS(90),
    [anon_sym_destination] = ACTIONS(90),
    [anon_sym_detector] = ACTIONS(90),
    [anon_sym_group] = ACTIONS(90),
    [anon_sym_import] = ACTIONS(90),
    [anon_sym_lexicon] = ACTIONS(90),
    [anon_sym_policy] = ACTIONS(90),
    [anon_sym_purpose] = ACTIONS(90),
    [anon_sym_role] = ACTIONS(90),
    [anon_sym_rule] = ACTIONS(90),
    [anon_sym_test] = ACTIONS(90),
    [anon_sym_uncovered] = ACTIONS(90),
    [anon_sym_EQ] = ACTIONS(88),
    [anon_sym_extend] = ACTIONS(90),
    [anon_sym_override] = ACTIONS(90),
    [anon_sym_disable] = ACTIONS(90),
    [anon_sym_LBRACE] = ACTIONS(88),
    [anon_sym_COLON] = ACTIONS(88),
    [anon_sym_LBRACK] = ACTIONS(88),
    [anon_sym_LPAREN] = ACTIONS(88),
    [anon_sym_COMMA] = ACTIONS(88),
    [anon_sym_CARET] = ACTIONS(88),
    [sym_dotted] = ACTIONS(88),
    [sym_string] = ACTIONS(90),
    [sym_long_string] = ACTIONS(88),
    [sym_regex] = ACTIONS(88),
    [sym_date] = ACTIONS(88),
    [sym_version] = ACTIONS(88),
    [sym_number] = ACTIONS(90),
    [anon_sym_GT_EQ] = ACTIONS(88),
    [anon_sym_LT_EQ] = ACTIONS(88),
    [anon_sym_GT] = ACTIONS(90),
    [anon_sym_LT] = ACTIONS(90),
    [sym_comment] = ACTIONS(3),
  },
  [11] = {
    [ts_builtin_sym_end] = ACTIONS(92),
    [sym__word] = ACTIONS(94),
    [anon_sym_category] = ACTIONS(94),
    [anon_sym_contact] = ACTIONS(94),
    [anon_sym_defaults] = ACTIONS(94),
    [anon_sym_destination] = ACTIONS(94),
    [anon_sym_detector] = ACTIONS(94),
    [anon_sym_group] = ACTIONS(94),
    [anon_sym_import] = ACTIONS(94),
    [anon_sym_lexicon] = ACTIONS(94),
    [anon_sym_policy] = ACTIONS(94),
    [anon_sym_purpose] = ACTIONS(94),
    [anon_sym_role] = ACTIONS(94),
    [anon_sym_rule] = ACTIONS(94),
    [anon_sym_test] = ACTIONS(94),
    [anon_sym_uncovered] = ACTIONS(94),
    [anon_sym_EQ] = ACTIONS(92),
    [anon_sym_extend] = ACTIONS(94),
    [anon_sym_override] = ACTIONS(94),
    [anon_sym_disable] = ACTIONS(94),
    [anon_sym_LBRACE] = ACTIONS(92),
    [anon_sym_COLON] = ACTIONS(92),
    [anon_sym_LBRACK] = ACTIONS(92),
    [anon_sym_LPAREN] = ACTIONS(92),
    [anon_sym_COMMA] = ACTIONS(92),
    [anon_sym_CARET] = ACTIONS(92),
    [sym_dotted] = ACTIONS(92),
    [sym_string] = ACTIONS(94),
    [sym_long_string] = ACTIONS(92),
    [sym_regex] = ACTIONS(92),
    [sym_date] = ACTIONS(92),
    [sym_version] = ACTIONS(92),
    [sym_number] = ACTIONS(94),
    [anon_sym_GT_EQ] = ACTIONS(92),
    [anon_sym_LT_EQ] = ACTIONS(92),
    [anon_sym_GT] = ACTIONS(94),
    [anon_sym_LT] = ACTIONS(94),
    [sym_comment] = ACTIONS(3),
  },
  [12] = {
    [ts_builtin_sym_end] = ACTIONS(96),
    [sym__word] = ACTIONS(98),
    [anon_sym_category] = ACTIONS(98),
    [anon_sym_contact] = ACTIONS(98),
    [anon_sym_defaults] = ACTIONS(98),
    [anon_sym_destination] = ACTIONS(98),
    [anon_sym_detector] = ACTIONS(98),
    [anon_sym_group] = ACTIONS(98),
    [anon_sym_import] = ACTIONS(98),
    [anon_sym_lexicon] = ACTIONS(98),
    [anon_sym_policy] = ACTIONS(98),
    [anon_sym_purpose] = ACTIONS(98),
    [anon_sym_role] = ACTIONS(98),
    [anon_sym_rule] = ACTIONS(98),
    [anon_sym_test] = ACTIONS(98),
    [anon_sym_uncovered] = ACTIONS(98),
    [anon_sym_EQ] = ACTIONS(96),
    [anon_sym_extend] = ACTIONS(98),
    [anon_sym_override] = ACTIONS(98),
    [anon_sym_disable] = ACTIONS(98),
    [anon_sym_LBRACE] = ACTIONS(96),
    [anon_sym_COLON] = ACTIONS(96),
    [anon_sym_LBRACK] = ACTIONS(96),
    [anon_sym_LPAREN] = ACTIONS(96),
    [anon_sym_COMMA] = ACTIONS(96),
    [anon_sym_CARET] = ACTIONS(96),
    [sym_dotted] = ACTIONS(96),
    [sym_string] = ACTIONS(98),
    [sym_long_string] = ACTIONS(96),
    [sym_regex] = ACTIONS(96),
    [sym_date] = ACTIONS(96),
    [sym_version] = ACTIONS(96),
    [sym_number] = ACTIONS(98),
    [anon_sym_GT_EQ] = ACTIONS(96),
    [anon_sym_LT_EQ] = ACTIONS(96),
    [anon_sym_GT] = ACTIONS(98),
    [anon_sym_LT] = ACTIONS(98),
    [sym_comment] = ACTIONS(3),
  },
  [13] = {
    [sym_block] = STATE(14),
    [sym_pair] = STATE(14),
    [sym_list] = STATE(14),
    [sym_group] = STATE(14),
    [sym__inner] = STATE(14),
    [sym__literal] = STATE(14),
    [sym_word] = STATE(38),
    [sym_comparison] = STATE(14),
    [aux_sym_block_repeat1] = STATE(14),
    [sym__word] = ACTIONS(100),
    [anon_sym_EQ] = ACTIONS(102),
    [anon_sym_LBRACE] = ACTIONS(104),
    [anon_sym_RBRACE] = ACTIONS(106),
    [anon_sym_COLON] = ACTIONS(102),
    [anon_sym_LBRACK] = ACTIONS(108),
    [anon_sym_LPAREN] = ACTIONS(110),
    [anon_sym_COMMA] = ACTIONS(102),
    [anon_sym_CARET] = ACTIONS(102),
    [sym_dotted] = ACTIONS(112),
    [sym_string] = ACTIONS(114),
    [sym_long_string] = ACTIONS(102),
    [sym_regex] = ACTIONS(102),
    [sym_date] = ACTIONS(102),
    [sym_version] = ACTIONS(102),
    [sym_number] = ACTIONS(114),
    [anon_sym_GT_EQ] = ACTIONS(116),
    [anon_sym_LT_EQ] = ACTIONS(116),
    [anon_sym_GT] = ACTIONS(118),
    [anon_sym_LT] = ACTIONS(118),
    [sym_comment] = ACTIONS(3),
  },
  [14] = {
    [sym_block] = STATE(16),
    [sym_pair] = STATE(16),
    [sym_list] = STATE(16),
    [sym_group] = STATE(16),
    [sym__inner] = STATE(16),
    [sym__literal] = STATE(16),
    [sym_word] = STATE(38),
    [sym_comparison] = STATE(16),
    [aux_sym_block_repeat1] = STATE(16),
    [sym__word] = ACTIONS(100),
    [anon_sym_EQ] = ACTIONS(120),
    [anon_sym_LBRACE] = ACTIONS(104),
    [anon_sym_RBRACE] = ACTIONS(122),
    [anon_sym_COLON] = ACTIONS(120),
    [anon_sym_LBRACK] = ACTIONS(108),
    [anon_sym_LPAREN] = ACTIONS(110),
    [anon_sym_COMMA] = ACTIONS(120),
    [anon_sym_CARET] = ACTIONS(120),
    [sym_dotted] = ACTIONS(112),
    [sym_string] = ACTIONS(124),
    [sym_long_string] = ACTIONS(120),
    [sym_regex] = ACTIONS(120),
    [sym_date] = ACTIONS(120),
    [sym_version] = ACTIONS(120),
    [sym_number] = ACTIONS(124),
    [anon_sym_GT_EQ] = ACTIONS(116),
    [anon_sym_LT_EQ] = ACTIONS(116),
    [anon_sym_GT] = ACTIONS(118),
    [anon_sym_LT] = ACTIONS(118),
    [sym_comment] = ACTIONS(3),
  },
  [15] = {
    [sym_block] = STATE(17),
    [sym_pair] = STATE(17),
    [sym_list] = STATE(17),
    [sym_group] = STATE(17),
    [sym__inner] = STATE(17),
    [sym__literal] = STATE(17),
    [sym_word] = STATE(38),
    [sym_comparison] = STATE(17),
    [aux_sym_block_repeat1] = STATE(17),
    [sym__word] = ACTIONS(100),
    [anon_sym_EQ] = ACTIONS(126),
    [anon_sym_LBRACE] = ACTIONS(104),
    [anon_sym_RBRACE] = ACTIONS(128),
    [anon_sym_COLON] = ACTIONS(126),
    [anon_sym_LBRACK] = ACTIONS(108),
    [anon_sym_LPAREN] = ACTIONS(110),
    [anon_sym_COMMA] = ACTIONS(126),
    [anon_sym_CARET] = ACTIONS(126),
    [sym_dotted] = ACTIONS(112),
    [sym_string] = ACTIONS(130),
    [sym_long_string] = ACTIONS(126),
    [sym_regex] = ACTIONS(126),
    [sym_date] = ACTIONS(126),
    [sym_version] = ACTIONS(126),
    [sym_number] = ACTIONS(130),
    [anon_sym_GT_EQ] = ACTIONS(116),
    [anon_sym_LT_EQ] = ACTIONS(116),
    [anon_sym_GT] = ACTIONS(118),
    [anon_sym_LT] = ACTIONS(118),
    [sym_comment] = ACTIONS(3),
  },
  [16] = {
    [sym_block] = STATE(16),
    [sym_pair] = STATE(16),
    [sym_list] = STATE(16),
    [sym_group] = STATE(16),
    [sym__inner] = STATE(16),
    [sym__literal] = STATE(16),
    [sym_word] = STATE(38),
    [sym_comparison] = STATE(16),
    [aux_sym_block_repeat1] = STATE(16),
    [sym__word] = ACTIONS(132),
    [anon_sym_EQ] = ACTIONS(135),
    [anon_sym_LBRACE] = ACTIONS(138),
    [anon_sym_RBRACE] = ACTIONS(141),
    [anon_sym_COLON] = ACTIONS(135),
    [anon_sym_LBRACK] = ACTIONS(143),
    [anon_sym_LPAREN] = ACTIONS(146),
    [anon_sym_COMMA] = ACTIONS(135),
    [anon_sym_CARET] = ACTIONS(135),
    [sym_dotted] = ACTIONS(149),
    [sym_string] = ACTIONS(152),
    [sym_long_string] = ACTIONS(135),
    [sym_regex] = ACTIONS(135),
    [sym_date] = ACTIONS(135),
    [sym_version] = ACTIONS(135),
    [sym_number] = ACTIONS(152),
    [anon_sym_GT_EQ] = ACTIONS(155),
    [anon_sym_LT_EQ] = ACTIONS(155),
    [anon_sym_GT] = ACTIONS(158),
    [anon_sym_LT] = ACTIONS(158),
    [sym_comment] = ACTIONS(3),
  },
  [17] = {
    [sym_block] = STATE(16),
    [sym_pair] = STATE(16),
    [sym_list] = STATE(16),
    [sym_group] = STATE(16),
    [sym__inner] = STATE(16),
    [sym__literal] = STATE(16),
    [sym_word] = STATE(38),
    [sym_comparison] = STATE(16),
    [aux_sym_block_repeat1] = STATE(16),
    [sym__word] = ACTIONS(100),
    [anon_sym_EQ] = ACTIONS(120),
    [anon_sym_LBRACE] = ACTIONS(104),
    [anon_sym_RBRACE] = ACTIONS(161),
    [anon_sym_COLON] = ACTIONS(120),
    [anon_sym_LBRACK] = ACTIONS(108),
    [anon_sym_LPAREN] = ACTIONS(110),
    [anon_sym_COMMA] = ACTIONS(120),
    [anon_sym_CARET] = ACTIONS(120),
    [sym_dotted] = ACTIONS(112),
    [sym_string] = ACTIONS(124),
    [sym_long_string] = ACTIONS(120),
    [sym_regex] = ACTIONS(120),
    [sym_date] = ACTIONS(120),
    [sym_version] = ACTIONS(120),
    [sym_number] = ACTIONS(124),
    [anon_sym_GT_EQ] = ACTIONS(116),
    [anon_sym_LT_EQ] = ACTIONS(116),
    [anon_sym_GT] = ACTIONS(118),
    [anon_sym_LT] = ACTIONS(118),
    [sym_comment] = ACTIONS(3),
  },
};

static const uint16_t ts_small_parse_table[] = {
  [0] = 10,
    ACTIONS(3), 1,
      sym_comment,
    ACTIONS(163), 1,
      sym__word,
    ACTIONS(169), 1,
      anon_sym_LBRACK,
    ACTIONS(174), 1,
      anon_sym_LPAREN,
    ACTIONS(172), 2,
      anon_sym_RBRACK,
      anon_sym_RPAREN,
    ACTIONS(177), 2,
      sym_string,
      sym_number,
    ACTIONS(180), 2,
      anon_sym_GT_EQ,
      anon_sym_LT_EQ,
    ACTIONS(183), 2,
      anon_sym_GT,
      anon_sym_LT,
    STATE(18), 7,
      sym_list,
      sym_group,
      sym__inner,
      sym__literal,
      sym_word,
      sym_comparison,
      aux_sym_list_repeat1,
    ACTIONS(166), 9,
      anon_sym_EQ,
      anon_sym_COLON,
      anon_sym_COMMA,
      anon_sym_CARET,
      sym_dotted,
      sym_long_string,
      sym_regex,
      sym_date,
      sym_version,
  [49] = 10,
    ACTIONS(3), 1,
      sym_comment,
    ACTIONS(100), 1,
      sym__word,
    ACTIONS(108), 1,
      anon_sym_LBRACK,
    ACTIONS(110), 1,
      anon_sym_LPAREN,
    ACTIONS(188), 1,
      anon_sym_RBRACK,
    ACTIONS(116), 2,
      anon_sym_GT_EQ,
      anon_sym_LT_EQ,
    ACTIONS(118), 2,
      anon_sym_GT,
      anon_sym_LT,
    ACTIONS(190), 2,
      sym_string,
      sym_number,
    STATE(18), 7,
      sym_list,
      sym_group,
      sym__inner,
      sym__literal,
      sym_word,
      sym_comparison,
      aux_sym_list_repeat1,
    ACTIONS(186), 9,
      anon_sym_EQ,
      anon_sym_COLON,
      anon_sym_COMMA,
      anon_sym_CARET,
      sym_dotted,
      sym_long_string,
      sym_regex,
      sym_date,
      sym_version,
  [97] = 10,
    ACTIONS(3), 1,
      sym_comment,
    ACTIONS(100), 1,
      sym__word,
    ACTIONS(108), 1,
      anon_sym_LBRACK,
    ACTIONS(110), 1,
      anon_sym_LPAREN,
    ACTIONS(194), 1,
      anon_sym_RPAREN,
    ACTIONS(116), 2,
      anon_sym_GT_EQ,
      anon_sym_LT_EQ,
    ACTIONS(118), 2,
      anon_sym_GT,
      anon_sym_LT,
    ACTIONS(196), 2,
      sym_string,
      sym_number,
    STATE(21), 7,
      sym_list,
      sym_group,
      sym__inner,
      sym__literal,
      sym_word,
      sym_comparison,
      aux_sym_list_repeat1,
    ACTIONS(192), 9,
      anon_sym_EQ,
      anon_sym_COLON,
      anon_sym_COMMA,
      anon_sym_CARET,
      sym_dotted,
      sym_long_string,
      sym_regex,
      sym_date,
      sym_version,
  [145] = 10,
    ACTIONS(3), 1,
      sym_comment,
    ACTIONS(100), 1,
      sym__word,
    ACTIONS(108), 1,
      anon_sym_LBRACK,
    ACTIONS(110), 1,
      anon_sym_LPAREN,
    ACTIONS(198), 1,
      anon_sym_RPAREN,
    ACTIONS(116), 2,
      anon_sym_GT_EQ,
      anon_sym_LT_EQ,
    ACTIONS(118), 2,
      anon_sym_GT,
      anon_sym_LT,
    ACTIONS(190), 2,
      sym_string,
      sym_number,
    STATE(18), 7,
      sym_list,
      sym_group,
      sym__inner,
      sym__literal,
      sym_word,
      sym_comparison,
      aux_sym_list_repeat1,
    ACTIONS(186), 9,
      anon_sym_EQ,
      anon_sym_COLON,
      anon_sym_COMMA,
      anon_sym_CARET,
      sym_dotted,
      sym_long_string,
      sym_regex,
      sym_date,
      sym_version,
  [193] = 10,
    ACTIONS(3), 1,
      sym_comment,
    ACTIONS(100), 1,
      sym__word,
    ACTIONS(108), 1,
      anon_sym_LBRACK,
    ACTIONS(110), 1,
      anon_sym_LPAREN,
    ACTIONS(202), 1,
      anon_sym_RBRACK,
    ACTIONS(116), 2,
      anon_sym_GT_EQ,
      anon_sym_LT_EQ,
    ACTIONS(118), 2,
      anon_sym_GT,
      anon_sym_LT,
    ACTIONS(204), 2,
      sym_string,
      sym_number,
    STATE(19), 7,
      sym_list,
      sym_group,
      sym__inner,
      sym__literal,
      sym_word,
      sym_comparison,
      aux_sym_list_repeat1,
    ACTIONS(200), 9,
      anon_sym_EQ,
      anon_sym_COLON,
      anon_sym_COMMA,
      anon_sym_CARET,
      sym_dotted,
      sym_long_string,
      sym_regex,
      sym_date,
      sym_version,
  [241] = 10,
    ACTIONS(3), 1,
      sym_comment,
    ACTIONS(100), 1,
      sym__word,
    ACTIONS(108), 1,
      anon_sym_LBRACK,
    ACTIONS(110), 1,
      anon_sym_LPAREN,
    ACTIONS(208), 1,
      anon_sym_RPAREN,
    ACTIONS(116), 2,
      anon_sym_GT_EQ,
      anon_sym_LT_EQ,
    ACTIONS(118), 2,
      anon_sym_GT,
      anon_sym_LT,
    ACTIONS(210), 2,
      sym_string,
      sym_number,
    STATE(26), 7,
      sym_list,
      sym_group,
      sym__inner,
      sym__literal,
      sym_word,
      sym_comparison,
      aux_sym_list_repeat1,
    ACTIONS(206), 9,
      anon_sym_EQ,
      anon_sym_COLON,
      anon_sym_COMMA,
      anon_sym_CARET,
      sym_dotted,
      sym_long_string,
      sym_regex,
      sym_date,
      sym_version,
  [289] = 10,
    ACTIONS(3), 1,
      sym_comment,
    ACTIONS(100), 1,
      sym__word,
    ACTIONS(108), 1,
      anon_sym_LBRACK,
    ACTIONS(110), 1,
      anon_sym_LPAREN,
    ACTIONS(214), 1,
      anon_sym_RBRACK,
    ACTIONS(116), 2,
      anon_sym_GT_EQ,
      anon_sym_LT_EQ,
    ACTIONS(118), 2,
      anon_sym_GT,
      anon_sym_LT,
    ACTIONS(216), 2,
      sym_string,
      sym_number,
    STATE(25), 7,
      sym_list,
      sym_group,
      sym__inner,
      sym__literal,
      sym_word,
      sym_comparison,
      aux_sym_list_repeat1,
    ACTIONS(212), 9,
      anon_sym_EQ,
      anon_sym_COLON,
      anon_sym_COMMA,
      anon_sym_CARET,
      sym_dotted,
      sym_long_string,
      sym_regex,
      sym_date,
      sym_version,
  [337] = 10,
    ACTIONS(3), 1,
      sym_comment,
    ACTIONS(100), 1,
      sym__word,
    ACTIONS(108), 1,
      anon_sym_LBRACK,
    ACTIONS(110), 1,
      anon_sym_LPAREN,
    ACTIONS(218), 1,
      anon_sym_RBRACK,
    ACTIONS(116), 2,
      anon_sym_GT_EQ,
      anon_sym_LT_EQ,
    ACTIONS(118), 2,
      anon_sym_GT,
      anon_sym_LT,
    ACTIONS(190), 2,
      sym_string,
      sym_number,
    STATE(18), 7,
      sym_list,
      sym_group,
      sym__inner,
      sym__literal,
      sym_word,
      sym_comparison,
      aux_sym_list_repeat1,
    ACTIONS(186), 9,
      anon_sym_EQ,
      anon_sym_COLON,
      anon_sym_COMMA,
      anon_sym_CARET,
      sym_dotted,
      sym_long_string,
      sym_regex,
      sym_date,
      sym_version,
  [385] = 10,
    ACTIONS(3), 1,
      sym_comment,
    ACTIONS(100), 1,
      sym__word,
    ACTIONS(108), 1,
      anon_sym_LBRACK,
    ACTIONS(110), 1,
      anon_sym_LPAREN,
    ACTIONS(220), 1,
      anon_sym_RPAREN,
    ACTIONS(116), 2,
      anon_sym_GT_EQ,
      anon_sym_LT_EQ,
    ACTIONS(118), 2,
      anon_sym_GT,
      anon_sym_LT,
    ACTIONS(190), 2,
      sym_string,
      sym_number,
    STATE(18), 7,
      sym_list,
      sym_group,
      sym__inner,
      sym__literal,
      sym_word,
      sym_comparison,
      aux_sym_list_repeat1,
    ACTIONS(186), 9,
      anon_sym_EQ,
      anon_sym_COLON,
      anon_sym_COMMA,
      anon_sym_CARET,
      sym_dotted,
      sym_long_string,
      sym_regex,
      sym_date,
      sym_version,
  [433] = 9,
    ACTIONS(3), 1,
      sym_comment,
    ACTIONS(13), 1,
      sym__word,
    ACTIONS(19), 1,
      anon_sym_LBRACE,
    ACTIONS(222), 1,
      ts_builtin_sym_end,
    ACTIONS(226), 1,
      anon_sym_EQ,
    STATE(3), 1,
      sym_word,
    STATE(42), 1,
      sym_block,
    ACTIONS(228), 2,
      sym_dotted,
      sym_string,
    ACTIONS(224), 17,
      anon_sym_category,
      anon_sym_contact,
      anon_sym_defaults,
      anon_sym_destination,
      anon_sym_detector,
      anon_sym_group,
      anon_sym_import,
      anon_sym_lexicon,
      anon_sym_policy,
      anon_sym_purpose,
      anon_sym_role,
      anon_sym_rule,
      anon_sym_test,
      anon_sym_uncovered,
      anon_sym_extend,
      anon_sym_override,
      anon_sym_disable,
  [478] = 3,
    ACTIONS(3), 1,
      sym_comment,
    ACTIONS(230), 5,
      ts_builtin_sym_end,
      anon_sym_EQ,
      anon_sym_LBRACE,
      sym_dotted,
      sym_string,
    ACTIONS(232), 18,
      anon_sym_category,
      anon_sym_contact,
      anon_sym_defaults,
      anon_sym_destination,
      anon_sym_detector,
      anon_sym_group,
      anon_sym_import,
      anon_sym_lexicon,
      anon_sym_policy,
      anon_sym_purpose,
      anon_sym_role,
      anon_sym_rule,
      anon_sym_test,
      anon_sym_uncovered,
      anon_sym_extend,
      anon_sym_override,
      anon_sym_disable,
      sym__word,
  [509] = 3,
    ACTIONS(3), 1,
      sym_comment,
    ACTIONS(78), 5,
      sym__word,
      sym_string,
      sym_number,
      anon_sym_GT,
      anon_sym_LT,
    ACTIONS(76), 17,
      anon_sym_EQ,
      anon_sym_LBRACE,
      anon_sym_RBRACE,
      anon_sym_COLON,
      anon_sym_LBRACK,
      anon_sym_RBRACK,
      anon_sym_LPAREN,
      anon_sym_RPAREN,
      anon_sym_COMMA,
      anon_sym_CARET,
      sym_dotted,
      sym_long_string,
      sym_regex,
      sym_date,
      sym_version,
      anon_sym_GT_EQ,
      anon_sym_LT_EQ,
  [539] = 3,
    ACTIONS(3), 1,
      sym_comment,
    ACTIONS(94), 5,
      sym__word,
      sym_string,
      sym_number,
      anon_sym_GT,
      anon_sym_LT,
    ACTIONS(92), 17,
      anon_sym_EQ,
      anon_sym_LBRACE,
      anon_sym_RBRACE,
      anon_sym_COLON,
      anon_sym_LBRACK,
      anon_sym_RBRACK,
      anon_sym_LPAREN,
      anon_sym_RPAREN,
      anon_sym_COMMA,
      anon_sym_CARET,
      sym_dotted,
      sym_long_string,
      sym_regex,
      sym_date,
      sym_version,
      anon_sym_GT_EQ,
      anon_sym_LT_EQ,
  [569] = 3,
    ACTIONS(3), 1,
      sym_comment,
    ACTIONS(98), 5,
      sym__word,
      sym_string,
      sym_number,
      anon_sym_GT,
      anon_sym_LT,
    ACTIONS(96), 17,
      anon_sym_EQ,
      anon_sym_LBRACE,
      anon_sym_RBRACE,
      anon_sym_COLON,
      anon_sym_LBRACK,
      anon_sym_RBRACK,
      anon_sym_LPAREN,
      anon_sym_RPAREN,
      anon_sym_COMMA,
      anon_sym_CARET,
      sym_dotted,
      sym_long_string,
      sym_regex,
      sym_date,
      sym_version,
      anon_sym_GT_EQ,
      anon_sym_LT_EQ,
  [599] = 3,
    ACTIONS(3), 1,
      sym_comment,
    ACTIONS(90), 5,
      sym__word,
      sym_string,
      sym_number,
      anon_sym_GT,
      anon_sym_LT,
    ACTIONS(88), 17,
      anon_sym_EQ,
      anon_sym_LBRACE,
      anon_sym_RBRACE,
      anon_sym_COLON,
      anon_sym_LBRACK,
      anon_sym_RBRACK,
      anon_sym_LPAREN,
      anon_sym_RPAREN,
      anon_sym_COMMA,
      anon_sym_CARET,
      sym_dotted,
      sym_long_string,
      sym_regex,
      sym_date,
      sym_version,
      anon_sym_GT_EQ,
      anon_sym_LT_EQ,
  [629] = 3,
    ACTIONS(3), 1,
      sym_comment,
    ACTIONS(86), 5,
      sym__word,
      sym_string,
      sym_number,
      anon_sym_GT,
      anon_sym_LT,
    ACTIONS(84), 17,
      anon_sym_EQ,
      anon_sym_LBRACE,
      anon_sym_RBRACE,
      anon_sym_COLON,
      anon_sym_LBRACK,
      anon_sym_RBRACK,
      anon_sym_LPAREN,
      anon_sym_RPAREN,
      anon_sym_COMMA,
      anon_sym_CARET,
      sym_dotted,
      sym_long_string,
      sym_regex,
      sym_date,
      sym_version,
      anon_sym_GT_EQ,
      anon_sym_LT_EQ,
  [659] = 3,
    ACTIONS(3), 1,
      sym_comment,
    ACTIONS(82), 5,
      sym__word,
      sym_string,
      sym_number,
      anon_sym_GT,
      anon_sym_LT,
    ACTIONS(80), 17,
      anon_sym_EQ,
      anon_sym_LBRACE,
      anon_sym_RBRACE,
      anon_sym_COLON,
      anon_sym_LBRACK,
      anon_sym_RBRACK,
      anon_sym_LPAREN,
      anon_sym_RPAREN,
      anon_sym_COMMA,
      anon_sym_CARET,
      sym_dotted,
      sym_long_string,
      sym_regex,
      sym_date,
      sym_version,
      anon_sym_GT_EQ,
      anon_sym_LT_EQ,
  [689] = 6,
    ACTIONS(3), 1,
      sym_comment,
    ACTIONS(234), 1,
      ts_builtin_sym_end,
    STATE(27), 1,
      sym__amending,
    STATE(35), 2,
      sym_declaration,
      aux_sym_module_repeat1,
    ACTIONS(239), 3,
      anon_sym_extend,
      anon_sym_override,
      anon_sym_disable,
    ACTIONS(236), 14,
      anon_sym_category,
      anon_sym_contact,
      anon_sym_defaults,
      anon_sym_destination,
      anon_sym_detector,
      anon_sym_group,
      anon_sym_import,
      anon_sym_lexicon,
      anon_sym_policy,
      anon_sym_purpose,
      anon_sym_role,
      anon_sym_rule,
      anon_sym_test,
      anon_sym_uncovered,
  [724] = 6,
    ACTIONS(3), 1,
      sym_comment,
    ACTIONS(242), 1,
      ts_builtin_sym_end,
    STATE(27), 1,
      sym__amending,
    STATE(35), 2,
      sym_declaration,
      aux_sym_module_repeat1,
    ACTIONS(9), 3,
      anon_sym_extend,
      anon_sym_override,
      anon_sym_disable,
    ACTIONS(7), 14,
      anon_sym_category,
      anon_sym_contact,
      anon_sym_defaults,
      anon_sym_destination,
      anon_sym_detector,
      anon_sym_group,
      anon_sym_import,
      anon_sym_lexicon,
      anon_sym_policy,
      anon_sym_purpose,
      anon_sym_role,
      anon_sym_rule,
      anon_sym_test,
      anon_sym_uncovered,
  [759] = 3,
    ACTIONS(3), 1,
      sym_comment,
    ACTIONS(244), 5,
      sym__word,
      sym_string,
      sym_number,
      anon_sym_GT,
      anon_sym_LT,
    ACTIONS(246), 15,
      anon_sym_EQ,
      anon_sym_LBRACE,
      anon_sym_RBRACE,
      anon_sym_COLON,
      anon_sym_LBRACK,
      anon_sym_LPAREN,
      anon_sym_COMMA,
      anon_sym_CARET,
      sym_dotted,
      sym_long_string,
      sym_regex,
      sym_date,
      sym_version,
      anon_sym_GT_EQ,
      anon_sym_LT_EQ,
  [787] = 4,
    ACTIONS(3), 1,
      sym_comment,
    ACTIONS(252), 1,
      anon_sym_COLON,
    ACTIONS(248), 5,
      sym__word,
      sym_string,
      sym_number,
      anon_sym_GT,
      anon_sym_LT,
    ACTIONS(250), 14,
      anon_sym_EQ,
      anon_sym_LBRACE,
      anon_sym_RBRACE,
      anon_sym_LBRACK,
      anon_sym_LPAREN,
      anon_sym_COMMA,
      anon_sym_CARET,
      sym_dotted,
      sym_long_string,
      sym_regex,
      sym_date,
      sym_version,
      anon_sym_GT_EQ,
      anon_sym_LT_EQ,
  [817] = 3,
    ACTIONS(3), 1,
      sym_comment,
    ACTIONS(254), 5,
      sym__word,
      sym_string,
      sym_number,
      anon_sym_GT,
      anon_sym_LT,
    ACTIONS(256), 15,
      anon_sym_EQ,
      anon_sym_LBRACE,
      anon_sym_RBRACE,
      anon_sym_COLON,
      anon_sym_LBRACK,
      anon_sym_LPAREN,
      anon_sym_COMMA,
      anon_sym_CARET,
      sym_dotted,
      sym_long_string,
      sym_regex,
      sym_date,
      sym_version,
      anon_sym_GT_EQ,
      anon_sym_LT_EQ,
  [845] = 3,
    ACTIONS(3), 1,
      sym_comment,
    ACTIONS(258), 5,
      sym__word,
      sym_string,
      sym_number,
      anon_sym_GT,
      anon_sym_LT,
    ACTIONS(260), 15,
      anon_sym_EQ,
      anon_sym_LBRACE,
      anon_sym_RBRACE,
      anon_sym_COLON,
      anon_sym_LBRACK,
      anon_sym_LPAREN,
      anon_sym_COMMA,
      anon_sym_CARET,
      sym_dotted,
      sym_long_string,
      sym_regex,
      sym_date,
      sym_version,
      anon_sym_GT_EQ,
      anon_sym_LT_EQ,
  [873] = 2,
    ACTIONS(3), 1,
      sym_comment,
    ACTIONS(262), 18,
      ts_builtin_sym_end,
      anon_sym_category,
      anon_sym_contact,
      anon_sym_defaults,
      anon_sym_destination,
      anon_sym_detector,
      anon_sym_group,
      anon_sym_import,
      anon_sym_lexicon,
      anon_sym_policy,
      anon_sym_purpose,
      anon_sym_role,
      anon_sym_rule,
      anon_sym_test,
      anon_sym_uncovered,
      anon_sym_extend,
      anon_sym_override,
      anon_sym_disable,
  [897] = 2,
    ACTIONS(3), 1,
      sym_comment,
    ACTIONS(264), 18,
      ts_builtin_sym_end,
      anon_sym_category,
      anon_sym_contact,
      anon_sym_defaults,
      anon_sym_destination,
      anon_sym_detector,
      anon_sym_group,
      anon_sym_import,
      anon_sym_lexicon,
      anon_sym_policy,
      anon_sym_purpose,
      anon_sym_role,
      anon_sym_rule,
      anon_sym_test,
      anon_sym_uncovered,
      anon_sym_extend,
      anon_sym_override,
      anon_sym_disable,
  [921] = 2,
    ACTIONS(3), 1,
      sym_comment,
    ACTIONS(266), 18,
      ts_builtin_sym_end,
      anon_sym_category,
      anon_sym_contact,
      anon_sym_defaults,
      anon_sym_destination,
      anon_sym_detector,
      anon_sym_group,
      anon_sym_import,
      anon_sym_lexicon,
      anon_sym_policy,
      anon_sym_purpose,
      anon_sym_role,
      anon_sym_rule,
      anon_sym_test,
      anon_sym_uncovered,
      anon_sym_extend,
      anon_sym_override,
      anon_sym_disable,
  [945] = 2,
    ACTIONS(3), 1,
      sym_comment,
    ACTIONS(256), 18,
      ts_builtin_sym_end,
      anon_sym_category,
      anon_sym_contact,
      anon_sym_defaults,
      anon_sym_destination,
      anon_sym_detector,
      anon_sym_group,
      anon_sym_import,
      anon_sym_lexicon,
      anon_sym_policy,
      anon_sym_purpose,
      anon_sym_role,
      anon_sym_rule,
      anon_sym_test,
      anon_sym_uncovered,
      anon_sym_extend,
      anon_sym_override,
      anon_sym_disable,
  [969] = 2,
    ACTIONS(3), 1,
      sym_comment,
    ACTIONS(268), 18,
      ts_builtin_sym_end,
      anon_sym_category,
      anon_sym_contact,
      anon_sym_defaults,
      anon_sym_destination,
      anon_sym_detector,
      anon_sym_group,
      anon_sym_import,
      anon_sym_lexicon,
      anon_sym_policy,
      anon_sym_purpose,
      anon_sym_role,
      anon_sym_rule,
      anon_sym_test,
      anon_sym_uncovered,
      anon_sym_extend,
      anon_sym_override,
      anon_sym_disable,
  [993] = 2,
    ACTIONS(3), 1,
      sym_comment,
    ACTIONS(270), 18,
      ts_builtin_sym_end,
      anon_sym_category,
      anon_sym_contact,
      anon_sym_defaults,
      anon_sym_destination,
      anon_sym_detector,
      anon_sym_group,
      anon_sym_import,
      anon_sym_lexicon,
      anon_sym_policy,
      anon_sym_purpose,
      anon_sym_role,
      anon_sym_rule,
      anon_sym_test,
      anon_sym_uncovered,
      anon_sym_extend,
      anon_sym_override,
      anon_sym_disable,
  [1017] = 2,
    ACTIONS(3), 1,
      sym_comment,
    ACTIONS(260), 18,
      ts_builtin_sym_end,
      anon_sym_category,
      anon_sym_contact,
      anon_sym_defaults,
      anon_sym_destination,
      anon_sym_detector,
      anon_sym_group,
      anon_sym_import,
      anon_sym_lexicon,
      anon_sym_policy,
      anon_sym_purpose,
      anon_sym_role,
      anon_sym_rule,
      anon_sym_test,
      anon_sym_uncovered,
      anon_sym_extend,
      anon_sym_override,
      anon_sym_disable,
  [1041] = 2,
    ACTIONS(3), 1,
      sym_comment,
    ACTIONS(272), 2,
      anon_sym_detector,
      anon_sym_rule,
  [1049] = 2,
    ACTIONS(3), 1,
      sym_comment,
    ACTIONS(274), 1,
      ts_builtin_sym_end,
};

static const uint32_t ts_small_parse_table_map[] = {
  [SMALL_STATE(18)] = 0,
  [SMALL_STATE(19)] = 49,
  [SMALL_STATE(20)] = 97,
  [SMALL_STATE(21)] = 145,
  [SMALL_STATE(22)] = 193,
  [SMALL_STATE(23)] = 241,
  [SMALL_STATE(24)] = 289,
  [SMALL_STATE(25)] = 337,
  [SMALL_STATE(26)] = 385,
  [SMALL_STATE(27)] = 433,
  [SMALL_STATE(28)] = 478,
  [SMALL_STATE(29)] = 509,
  [SMALL_STATE(30)] = 539,
  [SMALL_STATE(31)] = 569,
  [SMALL_STATE(32)] = 599,
  [SMALL_STATE(33)] = 629,
  [SMALL_STATE(34)] = 659,
  [SMALL_STATE(35)] = 689,
  [SMALL_STATE(36)] = 724,
  [SMALL_STATE(37)] = 759,
  [SMALL_STATE(38)] = 787,
  [SMALL_STATE(39)] = 817,
  [SMALL_STATE(40)] = 845,
  [SMALL_STATE(41)] = 873,
  [SMALL_STATE(42)] = 897,
  [SMALL_STATE(43)] = 921,
  [SMALL_STATE(44)] = 945,
  [SMALL_STATE(45)] = 969,
  [SMALL_STATE(46)] = 993,
  [SMALL_STATE(47)] = 1017,
  [SMALL_STATE(48)] = 1041,
  [SMALL_STATE(49)] = 1049,
};

static const TSParseActionEntry ts_parse_actions[] = {
  [0] = {.entry = {.count = 0, .reusable = false}},
  [1] = {.entry = {.count = 1, .reusable = false}}, RECOVER(),
  [3] = {.entry = {.count = 1, .reusable = true}}, SHIFT_EXTRA(),
  [5] = {.entry = {.count = 1, .reusable = true}}, REDUCE(sym_module, 0, 0, 0),
  [7] = {.entry = {.count = 1, .reusable = true}}, SHIFT(27),
  [9] = {.entry = {.count = 1, .reusable = true}}, SHIFT(48),
  [11] = {.entry = {.count = 1, .reusable = true}}, REDUCE(sym_declaration, 2, 0, 1),
  [13] = {.entry = {.count = 1, .reusable = false}}, SHIFT(8),
  [15] = {.entry = {.count = 1, .reusable = false}}, REDUCE(sym_declaration, 2, 0, 1),
  [17] = {.entry = {.count = 1, .reusable = true}}, SHIFT(5),
  [19] = {.entry = {.count = 1, .reusable = true}}, SHIFT(13),
  [21] = {.entry = {.count = 1, .reusable = true}}, SHIFT(22),
  [23] = {.entry = {.count = 1, .reusable = true}}, SHIFT(20),
  [25] = {.entry = {.count = 1, .reusable = false}}, SHIFT(5),
  [27] = {.entry = {.count = 1, .reusable = true}}, SHIFT(7),
  [29] = {.entry = {.count = 1, .reusable = false}}, SHIFT(7),
  [31] = {.entry = {.count = 1, .reusable = true}}, REDUCE(sym_declaration, 2, 0, 2),
  [33] = {.entry = {.count = 1, .reusable = false}}, REDUCE(sym_declaration, 2, 0, 2),
  [35] = {.entry = {.count = 1, .reusable = true}}, SHIFT(4),
  [37] = {.entry = {.count = 1, .reusable = false}}, SHIFT(4),
  [39] = {.entry = {.count = 1, .reusable = true}}, REDUCE(sym_declaration, 3, 0, 2),
  [41] = {.entry = {.count = 1, .reusable = false}}, REDUCE(sym_declaration, 3, 0, 2),
  [43] = {.entry = {.count = 1, .reusable = true}}, SHIFT(6),
  [45] = {.entry = {.count = 1, .reusable = false}}, SHIFT(6),
  [47] = {.entry = {.count = 1, .reusable = true}}, REDUCE(sym_declaration, 3, 0, 1),
  [49] = {.entry = {.count = 1, .reusable = false}}, REDUCE(sym_declaration, 3, 0, 1),
  [51] = {.entry = {.count = 1, .reusable = true}}, REDUCE(aux_sym_declaration_repeat1, 2, 0, 0),
  [53] = {.entry = {.count = 2, .reusable = false}}, REDUCE(aux_sym_declaration_repeat1, 2, 0, 0), SHIFT_REPEAT(8),
  [56] = {.entry = {.count = 1, .reusable = false}}, REDUCE(aux_sym_declaration_repeat1, 2, 0, 0),
  [58] = {.entry = {.count = 2, .reusable = true}}, REDUCE(aux_sym_declaration_repeat1, 2, 0, 0), SHIFT_REPEAT(6),
  [61] = {.entry = {.count = 2, .reusable = true}}, REDUCE(aux_sym_declaration_repeat1, 2, 0, 0), SHIFT_REPEAT(22),
  [64] = {.entry = {.count = 2, .reusable = true}}, REDUCE(aux_sym_declaration_repeat1, 2, 0, 0), SHIFT_REPEAT(20),
  [67] = {.entry = {.count = 2, .reusable = false}}, REDUCE(aux_sym_declaration_repeat1, 2, 0, 0), SHIFT_REPEAT(6),
  [70] = {.entry = {.count = 2, .reusable = true}}, REDUCE(aux_sym_declaration_repeat1, 2, 0, 0), SHIFT_REPEAT(7),
  [73] = {.entry = {.count = 2, .reusable = false}}, REDUCE(aux_sym_declaration_repeat1, 2, 0, 0), SHIFT_REPEAT(7),
  [76] = {.entry = {.count = 1, .reusable = true}}, REDUCE(sym_comparison, 1, 0, 0),
  [78] = {.entry = {.count = 1, .reusable = false}}, REDUCE(sym_comparison, 1, 0, 0),
  [80] = {.entry = {.count = 1, .reusable = true}}, REDUCE(sym_word, 1, 0, 0),
  [82] = {.entry = {.count = 1, .reusable = false}}, REDUCE(sym_word, 1, 0, 0),
  [84] = {.entry = {.count = 1, .reusable = true}}, REDUCE(sym_group, 2, 0, 0),
  [86] = {.entry = {.count = 1, .reusable = false}}, REDUCE(sym_group, 2, 0, 0),
  [88] = {.entry = {.count = 1, .reusable = true}}, REDUCE(sym_list, 2, 0, 0),
  [90] = {.entry = {.count = 1, .reusable = false}}, REDUCE(sym_list, 2, 0, 0),
  [92] = {.entry = {.count = 1, .reusable = true}}, REDUCE(sym_list, 3, 0, 0),
  [94] = {.entry = {.count = 1, .reusable = false}}, REDUCE(sym_list, 3, 0, 0),
  [96] = {.entry = {.count = 1, .reusable = true}}, REDUCE(sym_group, 3, 0, 0),
  [98] = {.entry = {.count = 1, .reusable = false}}, REDUCE(sym_group, 3, 0, 0),
  [100] = {.entry = {.count = 1, .reusable = false}}, SHIFT(34),
  [102] = {.entry = {.count = 1, .reusable = true}}, SHIFT(14),
  [104] = {.entry = {.count = 1, .reusable = true}}, SHIFT(15),
  [106] = {.entry = {.count = 1, .reusable = true}}, SHIFT(47),
  [108] = {.entry = {.count = 1, .reusable = true}}, SHIFT(24),
  [110] = {.entry = {.count = 1, .reusable = true}}, SHIFT(23),
  [112] = {.entry = {.count = 1, .reusable = true}}, SHIFT(38),
  [114] = {.entry = {.count = 1, .reusable = false}}, SHIFT(14),
  [116] = {.entry = {.count = 1, .reusable = true}}, SHIFT(29),
  [118] = {.entry = {.count = 1, .reusable = false}}, SHIFT(29),
  [120] = {.entry = {.count = 1, .reusable = true}}, SHIFT(16),
  [122] = {.entry = {.count = 1, .reusable = true}}, SHIFT(44),
  [124] = {.entry = {.count = 1, .reusable = false}}, SHIFT(16),
  [126] = {.entry = {.count = 1, .reusable = true}}, SHIFT(17),
  [128] = {.entry = {.count = 1, .reusable = true}}, SHIFT(40),
  [130] = {.entry = {.count = 1, .reusable = false}}, SHIFT(17),
  [132] = {.entry = {.count = 2, .reusable = false}}, REDUCE(aux_sym_block_repeat1, 2, 0, 0), SHIFT_REPEAT(34),
  [135] = {.entry = {.count = 2, .reusable = true}}, REDUCE(aux_sym_block_repeat1, 2, 0, 0), SHIFT_REPEAT(16),
  [138] = {.entry = {.count = 2, .reusable = true}}, REDUCE(aux_sym_block_repeat1, 2, 0, 0), SHIFT_REPEAT(15),
  [141] = {.entry = {.count = 1, .reusable = true}}, REDUCE(aux_sym_block_repeat1, 2, 0, 0),
  [143] = {.entry = {.count = 2, .reusable = true}}, REDUCE(aux_sym_block_repeat1, 2, 0, 0), SHIFT_REPEAT(24),
  [146] = {.entry = {.count = 2, .reusable = true}}, REDUCE(aux_sym_block_repeat1, 2, 0, 0), SHIFT_REPEAT(23),
  [149] = {.entry = {.count = 2, .reusable = true}}, REDUCE(aux_sym_block_repeat1, 2, 0, 0), SHIFT_REPEAT(38),
  [152] = {.entry = {.count = 2, .reusable = false}}, REDUCE(aux_sym_block_repeat1, 2, 0, 0), SHIFT_REPEAT(16),
  [155] = {.entry = {.count = 2, .reusable = true}}, REDUCE(aux_sym_block_repeat1, 2, 0, 0), SHIFT_REPEAT(29),
  [158] = {.entry = {.count = 2, .reusable = false}}, REDUCE(aux_sym_block_repeat1, 2, 0, 0), SHIFT_REPEAT(29),
  [161] = {.entry = {.count = 1, .reusable = true}}, SHIFT(39),
  [163] = {.entry = {.count = 2, .reusable = false}}, REDUCE(aux_sym_list_repeat1, 2, 0, 0), SHIFT_REPEAT(34),
  [166] = {.entry = {.count = 2, .reusable = true}}, REDUCE(aux_sym_list_repeat1, 2, 0, 0), SHIFT_REPEAT(18),
  [169] = {.entry = {.count = 2, .reusable = true}}, REDUCE(aux_sym_list_repeat1, 2, 0, 0), SHIFT_REPEAT(24),
  [172] = {.entry = {.count = 1, .reusable = true}}, REDUCE(aux_sym_list_repeat1, 2, 0, 0),
  [174] = {.entry = {.count = 2, .reusable = true}}, REDUCE(aux_sym_list_repeat1, 2, 0, 0), SHIFT_REPEAT(23),
  [177] = {.entry = {.count = 2, .reusable = false}}, REDUCE(aux_sym_list_repeat1, 2, 0, 0), SHIFT_REPEAT(18),
  [180] = {.entry = {.count = 2, .reusable = true}}, REDUCE(aux_sym_list_repeat1, 2, 0, 0), SHIFT_REPEAT(29),
  [183] = {.entry = {.count = 2, .reusable = false}}, REDUCE(aux_sym_list_repeat1, 2, 0, 0), SHIFT_REPEAT(29),
  [186] = {.entry = {.count = 1, .reusable = true}}, SHIFT(18),
  [188] = {.entry = {.count = 1, .reusable = true}}, SHIFT(11),
  [190] = {.entry = {.count = 1, .reusable = false}}, SHIFT(18),
  [192] = {.entry = {.count = 1, .reusable = true}}, SHIFT(21),
  [194] = {.entry = {.count = 1, .reusable = true}}, SHIFT(9),
  [196] = {.entry = {.count = 1, .reusable = false}}, SHIFT(21),
  [198] = {.entry = {.count = 1, .reusable = true}}, SHIFT(12),
  [200] = {.entry = {.count = 1, .reusable = true}}, SHIFT(19),
  [202] = {.entry = {.count = 1, .reusable = true}}, SHIFT(10),
  [204] = {.entry = {.count = 1, .reusable = false}}, SHIFT(19),
  [206] = {.entry = {.count = 1, .reusable = true}}, SHIFT(26),
  [208] = {.entry = {.count = 1, .reusable = true}}, SHIFT(33),
  [210] = {.entry = {.count = 1, .reusable = false}}, SHIFT(26),
  [212] = {.entry = {.count = 1, .reusable = true}}, SHIFT(25),
  [214] = {.entry = {.count = 1, .reusable = true}}, SHIFT(32),
  [216] = {.entry = {.count = 1, .reusable = false}}, SHIFT(25),
  [218] = {.entry = {.count = 1, .reusable = true}}, SHIFT(30),
  [220] = {.entry = {.count = 1, .reusable = true}}, SHIFT(31),
  [222] = {.entry = {.count = 1, .reusable = true}}, REDUCE(sym_declaration, 1, 0, 1),
  [224] = {.entry = {.count = 1, .reusable = false}}, REDUCE(sym_declaration, 1, 0, 1),
  [226] = {.entry = {.count = 1, .reusable = true}}, SHIFT(2),
  [228] = {.entry = {.count = 1, .reusable = true}}, SHIFT(3),
  [230] = {.entry = {.count = 1, .reusable = true}}, REDUCE(sym__amending, 2, 0, 0),
  [232] = {.entry = {.count = 1, .reusable = false}}, REDUCE(sym__amending, 2, 0, 0),
  [234] = {.entry = {.count = 1, .reusable = true}}, REDUCE(aux_sym_module_repeat1, 2, 0, 0),
  [236] = {.entry = {.count = 2, .reusable = true}}, REDUCE(aux_sym_module_repeat1, 2, 0, 0), SHIFT_REPEAT(27),
  [239] = {.entry = {.count = 2, .reusable = true}}, REDUCE(aux_sym_module_repeat1, 2, 0, 0), SHIFT_REPEAT(48),
  [242] = {.entry = {.count = 1, .reusable = true}}, REDUCE(sym_module, 1, 0, 0),
  [244] = {.entry = {.count = 1, .reusable = false}}, REDUCE(sym_pair, 2, 0, 7),
  [246] = {.entry = {.count = 1, .reusable = true}}, REDUCE(sym_pair, 2, 0, 7),
  [248] = {.entry = {.count = 1, .reusable = false}}, REDUCE(sym__inner, 1, 0, 0),
  [250] = {.entry = {.count = 1, .reusable = true}}, REDUCE(sym__inner, 1, 0, 0),
  [252] = {.entry = {.count = 1, .reusable = true}}, SHIFT(37),
  [254] = {.entry = {.count = 1, .reusable = false}}, REDUCE(sym_block, 3, 0, 0),
  [256] = {.entry = {.count = 1, .reusable = true}}, REDUCE(sym_block, 3, 0, 0),
  [258] = {.entry = {.count = 1, .reusable = false}}, REDUCE(sym_block, 2, 0, 0),
  [260] = {.entry = {.count = 1, .reusable = true}}, REDUCE(sym_block, 2, 0, 0),
  [262] = {.entry = {.count = 1, .reusable = true}}, REDUCE(sym_declaration, 4, 0, 8),
  [264] = {.entry = {.count = 1, .reusable = true}}, REDUCE(sym_declaration, 2, 0, 3),
  [266] = {.entry = {.count = 1, .reusable = true}}, REDUCE(sym_declaration, 4, 0, 6),
  [268] = {.entry = {.count = 1, .reusable = true}}, REDUCE(sym_declaration, 3, 0, 5),
  [270] = {.entry = {.count = 1, .reusable = true}}, REDUCE(sym_declaration, 3, 0, 4),
  [272] = {.entry = {.count = 1, .reusable = true}}, SHIFT(28),
  [274] = {.entry = {.count = 1, .reusable = true}},  ACCEPT_INPUT(),
};

#ifdef __cplusplus
extern "C" {
#endif
#ifdef TREE_SITTER_HIDE_SYMBOLS
#define TS_PUBLIC
#elif defined(_WIN32)
#define TS_PUBLIC __declspec(dllexport)
#else
#define TS_PUBLIC __attribute__((visibility("default")))
#endif

TS_PUBLIC const TSLanguage *tree_sitter_ward(void) {
  static const TSLanguage language = {
    .version = LANGUAGE_VERSION,
    .symbol_count = SYMBOL_COUNT,
    .alias_count = ALIAS_COUNT,
    .token_count = TOKEN_COUNT,
    .external_token_count = EXTERNAL_TOKEN_COUNT,
    .state_count = STATE_COUNT,
    .large_state_count = LARGE_STATE_COUNT,
    .production_id_count = PRODUCTION_ID_COUNT,
    .field_count = FIELD_COUNT,
    .max_alias_sequence_length = MAX_ALIAS_SEQUENCE_LENGTH,
    .parse_table = &ts_parse_table[0][0],
    .small_parse_table = ts_small_parse_table,
    .small_parse_table_map = ts_small_parse_table_map,
    .parse_actions = ts_parse_actions,
    .symbol_names = ts_symbol_names,
    .field_names = ts_field_names,
    .field_map_slices = ts_field_map_slices,
    .field_map_entries = ts_field_map_entries,
    .symbol_metadata = ts_symbol_metadata,
    .public_symbol_map = ts_symbol_map,
    .alias_map = ts_non_terminal_alias_map,
    .alias_sequences = &ts_alias_sequences[0][0],
    .lex_modes = ts_lex_modes,
    .lex_fn = ts_lex,
    .keyword_lex_fn = ts_lex_keywords,
    .keyword_capture_token = sym__word,
    .primary_state_ids = ts_primary_state_ids,
  };
  return &language;
}
#ifdef __cplusplus
}
#endif
