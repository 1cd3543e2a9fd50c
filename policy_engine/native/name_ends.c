/* NameEnds: the words with which names of fields end, and the lines of a text that may hold such a
   name as a cell. Every other line is no row of names and no pair of name and value, whatever
   parts its cells (`promptward.fields.tables`). */
#include "native.h"

#include <string.h>

#define LONGEST_NAME 36 /* of a cell that is a name: as `promptward.fields.rows` has it */
#define LONGEST_WORD 64

typedef struct {
    PyObject_HEAD
    char *words;     /* one after the other */
    uint32_t *slots; /* one more than where a word begins, or zero */
    uint8_t *sizes;  /* of the word in a slot */
    uint32_t mask;
} EndsObject;

static uint32_t hash(const char *word, size_t size)
{
    uint32_t value = 2166136261u;
    for (size_t at = 0; at < size; at++) {
        value = (value ^ (unsigned char)word[at]) * 16777619u;
    }
    return value ^ value >> 15;
}

static bool holds(const EndsObject *ends, const char *word, size_t size)
{
    uint32_t slot = hash(word, size) & ends->mask;
    while (ends->slots[slot]) { /* a third of the slots are free, so this ends */
        if (ends->sizes[slot] == size &&
            memcmp(ends->words + ends->slots[slot] - 1, word, size) == 0) {
            return true;
        }
        slot = (slot + 1) & ends->mask;
    }
    return false;
}

static void ends_dealloc(PyObject *self)
{
    EndsObject *ends = (EndsObject *)self;
    PyMem_RawFree(ends->words);
    PyMem_RawFree(ends->slots);
    PyMem_RawFree(ends->sizes);
    object_free(self);
}

static bool fill(EndsObject *ends, PyObject *words)
{
    Py_ssize_t count = PyList_GET_SIZE(words);
    uint32_t room = 16;
    if (count > 1 << 20) {
        PyErr_SetString(PyExc_ValueError, "too many words");
        return false;
    }
    while (room < (uint32_t)count * 3) {
        room *= 2;
    }
    ends->mask = room - 1;
    ends->slots = PyMem_RawCalloc(room, sizeof *ends->slots);
    ends->sizes = PyMem_RawCalloc(room, sizeof *ends->sizes);
    ends->words = PyMem_RawMalloc((size_t)count * LONGEST_WORD + 1);
    if (!ends->slots || !ends->sizes || !ends->words) {
        PyErr_NoMemory();
        return false;
    }
    uint32_t used = 0;
    for (Py_ssize_t at = 0; at < count; at++) {
        Py_ssize_t size;
        const char *word = PyUnicode_AsUTF8AndSize(PyList_GET_ITEM(words, at), &size);
        if (!word) {
            return false;
        }
        if (size > LONGEST_WORD) {
            PyErr_SetString(PyExc_ValueError, "too long a word");
            return false;
        }
        if (holds(ends, word, (size_t)size)) {
            continue;
        }
        uint32_t slot = hash(word, (size_t)size) & ends->mask;
        while (ends->slots[slot]) {
            slot = (slot + 1) & ends->mask;
        }
        memcpy(ends->words + used, word, (size_t)size);
        ends->slots[slot] = used + 1;
        ends->sizes[slot] = (uint8_t)size;
        used += (uint32_t)size;
    }
    return true;
}

static PyObject *ends_new(PyTypeObject *type, PyObject *args, PyObject *kwargs)
{
    static char *names[] = {"words", NULL};
    PyObject *words;
    if (!PyArg_ParseTupleAndKeywords(args, kwargs, "O:NameEnds", names, &words)) {
        return NULL;
    }
    PyObject *list = PySequence_List(words);
    PyObject *self = list ? type->tp_alloc(type, 0) : NULL;
    if (self && !fill((EndsObject *)self, list)) {
        Py_CLEAR(self);
    }
    Py_XDECREF(list);
    return self;
}

static bool is_digit(unsigned char c) { return c >= '0' && c <= '9'; }
static bool is_lower(unsigned char c) { return c >= 'a' && c <= 'z'; }
static bool is_upper(unsigned char c) { return c >= 'A' && c <= 'Z'; }
static bool is_letter(unsigned char c) { return is_lower(c) || is_upper(c); }

/* As Python's `\s` and `str.isspace` for these characters. */
static bool is_space(unsigned char c)
{
    return c == ' ' || (c >= '\t' && c <= '\r') || (c >= 0x1c && c <= 0x1f) || c == 0x85 ||
           c == 0xa0;
}

/* What a cell is. */
typedef enum { EMPTY, OTHER, NAME, KNOWN_END } Cell;

/* Whether the last word of what may be a name is one of the ends. */
static bool ends_known(const EndsObject *ends, const unsigned char *at, Py_ssize_t size)
{
    while (size && !is_letter(at[size - 1]) && !is_digit(at[size - 1])) {
        size--;
    }
    if (!size) {
        return false;
    }
    Py_ssize_t first = size;
    bool (*kind)(unsigned char) = is_digit(at[size - 1])   ? is_digit
                                  : is_lower(at[size - 1]) ? is_lower
                                                           : is_upper;
    while (first && kind(at[first - 1])) {
        first--;
    }
    if (kind == is_lower && first && is_upper(at[first - 1])) {
        first--;
    }
    char word[LONGEST_NAME];
    for (Py_ssize_t place = first; place < size; place++) {
        word[place - first] = (char)(is_upper(at[place]) ? at[place] + 32 : at[place]);
    }
    return holds(ends, word, (size_t)(size - first));
}

/* `[A-Za-z#][\w .#/()'^-]*`, not too long. With a bracket, an apostrophe or a `#` its end is not known
   from its last word alone. */
static Cell cell(const EndsObject *ends, const unsigned char *at, Py_ssize_t size)
{
    if (!size) {
        return EMPTY;
    }
    if (size > LONGEST_NAME || !(is_letter(at[0]) || at[0] == '#')) {
        return OTHER;
    }
    bool doubtful = false, word = false;
    for (Py_ssize_t place = 0; place < size; place++) {
        unsigned char c = at[place];
        if (is_letter(c) || is_digit(c)) {
            word = true;
            continue;
        }
        if (!c || !strchr("_ .#/()'^-", c)) {
            return OTHER;
        }
        doubtful = doubtful || c == '(' || c == '\'' || c == '#';
    }
    if (!word) {
        return OTHER;
    }
    return doubtful || ends_known(ends, at, size) ? KNOWN_END : NAME;
}

/* What was seen of a line's cells. */
typedef struct {
    Py_ssize_t cells, others, known;
    Cell first;
} Seen;

static void see(Seen *seen, Cell one)
{
    if (!seen->cells) {
        seen->first = one;
    }
    seen->cells++;
    seen->others += one == OTHER;
    seen->known += one == KNOWN_END;
}

/* Whether cells may be names of columns. */
static bool may_be_names(const Seen *seen)
{
    return seen->cells > 1 && seen->known >= (seen->cells > 2 ? 1 : 2) &&
           seen->others <= 1 + seen->cells / 4;
}

/* Whether a line may be a row of names by position, or name and value with a gap between. */
static bool may_have_gaps(const EndsObject *ends, const unsigned char *line, Py_ssize_t size)
{
    Seen gapped = {0, 0, 0, EMPTY}, tokens = {0, 0, 0, EMPTY};
    bool gap = false;
    Py_ssize_t at = 0, begun = -1; /* where the cell between gaps begins */
    while (at < size) {
        while (at < size && is_space(line[at])) {
            gap = gap || (line[at] == ' ' && at + 1 < size && line[at + 1] == ' ');
            at++;
        }
        if (at == size) {
            break;
        }
        Py_ssize_t start = at;
        while (at < size && !is_space(line[at])) {
            at++;
        }
        see(&tokens, cell(ends, line + start, at - start));
        if (begun < 0) {
            begun = start;
        }
        bool goes_on = at + 1 < size && line[at] == ' ' && !is_space(line[at + 1]);
        if (!goes_on) {
            see(&gapped, cell(ends, line + begun, at - begun));
            begun = -1;
        }
    }
    if (!gap) {
        return false;
    }
    bool paired = gapped.first == KNOWN_END && gapped.cells > 1;
    return paired || may_be_names(&gapped) || (is_space(line[0]) && may_be_names(&tokens));
}

/* Whether a line may have names between delimiters. */
static bool may_be_parted(const EndsObject *ends, const unsigned char *line, Py_ssize_t size)
{
    Py_ssize_t known = 0, delimiters = 0, start = 0;
    bool loose = false;
    for (Py_ssize_t at = 0; at <= size; at++) {
        unsigned char c = at < size ? line[at] : ',';
        bool sign = c == ',' || c == ';' || c == '|' || c == '\t';
        if (!sign && c != '"') {
            continue;
        }
        delimiters += sign && at < size;
        loose = loose || c == '|' || c == '\t';
        Py_ssize_t first = start, last = at;
        while (first < last && strchr(" \t\r*`", line[first]) && line[first]) {
            first++;
        }
        while (last > first && strchr(" \t\r*`", line[last - 1]) && line[last - 1]) {
            last--;
        }
        known += cell(ends, line + first, last - first) == KNOWN_END;
        start = at + 1;
    }
    return delimiters && known >= (loose ? 1 : 2);
}

/* Whether names between delimiters may stand behind the last colon: `The export: mrn,name,dob`. */
static bool may_stand_behind(const EndsObject *ends, const unsigned char *line, Py_ssize_t size)
{
    for (Py_ssize_t at = size - 2; at >= 0; at--) {
        if (line[at] == ':' && line[at + 1] == ' ') {
            return may_be_parted(ends, line + at + 2, size - at - 2);
        }
    }
    return false;
}

/* line(text, at, quick, gaps): where the next line begins that may matter; what lies behind the
   text if none does. `at` is the start of a line. `quick`: what stands before a colon doesn't matter. `gaps`:
   columns are told apart by position as well. */
static PyObject *ends_line(PyObject *self, PyObject *args)
{
    EndsObject *ends = (EndsObject *)self;
    PyObject *text;
    Py_ssize_t at;
    int quick, gaps;
    if (!PyArg_ParseTuple(args, "Unpp:line", &text, &at, &quick, &gaps)) {
        return NULL;
    }
    Py_ssize_t size = PyUnicode_GET_LENGTH(text);
    if (at < 0 || at > size || PyUnicode_KIND(text) != PyUnicode_1BYTE_KIND) {
        return PyLong_FromSsize_t(at); /* not looked into: it may */
    }
    const unsigned char *data = PyUnicode_1BYTE_DATA(text);
    while (at <= size) {
        const unsigned char *line = data + at;
        const unsigned char *stop = memchr(line, '\n', (size_t)(size - at));
        Py_ssize_t length = stop ? stop - line : size - at;
        if (length) {
            bool colon = memchr(line, ':', (size_t)length) != NULL;
            if ((gaps && !colon && may_have_gaps(ends, line, length)) ||
                (!(colon && quick) && may_be_parted(ends, line, length)) ||
                (colon && may_stand_behind(ends, line, length))) {
                return PyLong_FromSsize_t(at);
            }
        }
        at += length + 1;
    }
    return PyLong_FromSsize_t(size + 1);
}

/* cell(name): 0 if it can be no name, 1 if nothing can be known of it, 2 if something may be. */
static PyObject *ends_cell(PyObject *self, PyObject *name)
{
    if (!PyUnicode_Check(name)) {
        PyErr_SetString(PyExc_TypeError, "a cell is a str");
        return NULL;
    }
    if (PyUnicode_KIND(name) != PyUnicode_1BYTE_KIND) {
        return PyLong_FromLong(2); /* not looked into */
    }
    Cell kind = cell((EndsObject *)self, PyUnicode_1BYTE_DATA(name), PyUnicode_GET_LENGTH(name));
    return PyLong_FromLong(kind == KNOWN_END ? 2 : kind == NAME);
}

static PyMethodDef ends_methods[] = {
    {"cell", ends_cell, METH_O, "Whether a cell can be a name, and may be a known one."},
    {"line", ends_line, METH_VARARGS, "Where the next line begins that may have a known name."},
    {NULL, NULL, 0, NULL},
};

static PyType_Slot ends_slots[] = {
    {Py_tp_new, ends_new},
    {Py_tp_dealloc, ends_dealloc},
    {Py_tp_methods, ends_methods},
    {Py_tp_doc, "The words with which names of fields end."},
    {0, NULL},
};

PyType_Spec name_ends_spec = {
    .name = "promptward._native.NameEnds",
    .basicsize = sizeof(EndsObject),
    .flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_IMMUTABLETYPE,
    .slots = ends_slots,
};
