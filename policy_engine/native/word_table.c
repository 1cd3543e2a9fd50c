/* WordTable: very many words in one block of bytes, which `lexicon.build_table` wrote. */
#include "native.h"

#include <string.h>

#define HEAD 12       /* magic, slots, bytes of slots */
#define ENTRY 11      /* length of the key, is a prefix of a longer entry, lists */
#define MOST_BLANKS 4 /* between two words of an entry */
#define LARGE 16384   /* from here on a scan lets other threads run */

typedef struct {
    PyObject_HEAD
    Py_buffer data;
    const unsigned char *starts; /* 4 bytes each, of this machine's byte order */
    uint32_t mask;
    Py_ssize_t before; /* places of entries count from one */
    bool cased;
    unsigned char letters[256]; /* 0 for what parts words, else the byte as it is compared */
    uint32_t crc[256];
} TableObject;

/* An entry of the table. */
typedef struct {
    uint64_t lists;
    bool longer;
} Entry;

typedef enum { NONE, FOUND, DAMAGED } Looked;

static void prepare(TableObject *table)
{
    for (uint32_t byte = 0; byte < 256; byte++) {
        uint32_t crc = byte;
        for (int bit = 0; bit < 8; bit++) {
            crc = (crc >> 1) ^ (crc & 1 ? 0xEDB88320u : 0);
        }
        table->crc[byte] = crc;
        bool upper = byte >= 'A' && byte <= 'Z';
        bool word = upper || (byte >= 'a' && byte <= 'z') || (byte >= '0' && byte <= '9');
        table->letters[byte] =
            (unsigned char)(word ? (upper && !table->cased ? byte + 32 : byte) : 0);
    }
}

static void table_dealloc(PyObject *self)
{
    TableObject *table = (TableObject *)self;
    if (table->data.obj) {
        PyBuffer_Release(&table->data);
    }
    object_free(self);
}

static uint32_t four(const unsigned char *at)
{
    uint32_t value;
    memcpy(&value, at, sizeof value);
    return value;
}

static uint32_t little(const unsigned char *at)
{
    return (uint32_t)at[0] | (uint32_t)at[1] << 8 | (uint32_t)at[2] << 16 | (uint32_t)at[3] << 24;
}

static bool opened(TableObject *table)
{
    const unsigned char *data = table->data.buf;
    Py_ssize_t size = table->data.len;
    if (size < HEAD || memcmp(data, "PWT1", 4) != 0) {
        return false;
    }
    uint32_t slots = little(data + 4), length = little(data + 8);
    if (slots == 0 || slots & (slots - 1) || (uint64_t)length != (uint64_t)slots * 4 ||
        (uint64_t)size < (uint64_t)length + HEAD) {
        return false;
    }
    table->starts = data + HEAD;
    table->mask = slots - 1;
    table->before = HEAD + (Py_ssize_t)length - 1;
    return true;
}

static PyObject *table_new(PyTypeObject *type, PyObject *args, PyObject *kwargs)
{
    static char *names[] = {"data", "cased", NULL};
    PyObject *data;
    int cased;
    if (!PyArg_ParseTupleAndKeywords(args, kwargs, "O$p:WordTable", names, &data, &cased)) {
        return NULL;
    }
    PyObject *self = type->tp_alloc(type, 0);
    if (!self) {
        return NULL;
    }
    TableObject *table = (TableObject *)self;
    table->cased = cased;
    if (PyObject_GetBuffer(data, &table->data, PyBUF_SIMPLE) < 0) {
        Py_DECREF(self);
        return NULL;
    }
    if (!opened(table)) {
        Py_DECREF(self);
        PyErr_SetString(PyExc_ValueError, "not a table of words");
        return NULL;
    }
    prepare(table);
    return self;
}

/* Whether the words in [start, end) of a text, one blank between each, are a key. */
static bool same(const TableObject *table, const unsigned char *key, Py_ssize_t size,
                 const unsigned char *text, Py_ssize_t start, Py_ssize_t end)
{
    Py_ssize_t at = 0;
    while (start < end) {
        unsigned char letter = table->letters[text[start]];
        if (!letter) { /* the blanks between two words, which stand for one */
            letter = ' ';
            while (start + 1 < end && !table->letters[text[start + 1]]) {
                start++;
            }
        }
        if (at == size || key[at] != letter) {
            return false;
        }
        at++;
        start++;
    }
    return at == size;
}

/* Looks for the words in [start, end), whose key has `size` bytes and that checksum. */
static Looked look(const TableObject *table, uint32_t crc, const unsigned char *text,
                   Py_ssize_t start, Py_ssize_t end, Py_ssize_t size, Entry *found)
{
    const unsigned char *data = table->data.buf;
    uint32_t slot = crc & table->mask;
    for (uint64_t tried = 0; tried <= table->mask; tried++) {
        uint32_t place = four(table->starts + 4 * (size_t)slot);
        if (!place) {
            return NONE;
        }
        int64_t at = (int64_t)table->before + place;
        if (at + ENTRY > table->data.len) {
            return DAMAGED;
        }
        const unsigned char *entry = data + at;
        Py_ssize_t length = (Py_ssize_t)entry[0] | (Py_ssize_t)entry[1] << 8;
        if (length == size && at + ENTRY + length <= table->data.len &&
            same(table, entry + ENTRY, length, text, start, end)) {
            found->longer = entry[2] != 0;
            found->lists = (uint64_t)little(entry + 3) | (uint64_t)little(entry + 7) << 32;
            return FOUND;
        }
        slot = (slot + 1) & table->mask;
    }
    return DAMAGED;
}

static bool is_blank(unsigned char byte)
{
    return byte == ' ' || (byte >= '\t' && byte <= '\r');
}

/* What is done with an entry that was found; false ends the scan. */
typedef bool (*Take)(void *context, uint64_t lists, Py_ssize_t start, Py_ssize_t end);

/* Entries in a text, in the order of their first words; false if the table is damaged, or `take`
   said so. Needs no GIL. */
static bool scanned(const TableObject *table, const unsigned char *text, Py_ssize_t size,
                    Take take, void *context)
{
    const unsigned char *letters = table->letters;
    Py_ssize_t at = 0;
    while (at < size) {
        if (!letters[text[at]]) {
            at++;
            continue;
        }
        Py_ssize_t start = at;
        uint32_t crc = 0xFFFFFFFFu;
        unsigned char letter;
        while (at < size && (letter = letters[text[at]])) {
            crc = table->crc[(crc ^ letter) & 0xFF] ^ (crc >> 8);
            at++;
        }
        Py_ssize_t end = at, key = at - start;
        Entry entry;
        for (;;) {
            Looked looked = look(table, ~crc, text, start, end, key, &entry);
            if (looked == DAMAGED) {
                return false;
            }
            if (looked == NONE) {
                break;
            }
            if (entry.lists && !take(context, entry.lists, start, end)) {
                return false;
            }
            if (!entry.longer) {
                break;
            }
            Py_ssize_t next = end;
            while (next < size && next - end <= MOST_BLANKS && is_blank(text[next])) {
                next++;
            }
            if (next == size || next - end > MOST_BLANKS || next == end ||
                !letters[text[next]]) {
                break;
            }
            crc = table->crc[(crc ^ ' ') & 0xFF] ^ (crc >> 8);
            key++;
            end = next;
            while (end < size && (letter = letters[text[end]])) {
                crc = table->crc[(crc ^ letter) & 0xFF] ^ (crc >> 8);
                end++;
                key++;
            }
        }
    }
    return true;
}

/* The numbers of a table's lists, and where what they stand for is added. */
typedef struct {
    Spots *spots;
    const int32_t *listed;
    int lists;
    bool foreign, short_of_memory;
} Placing;

static bool place(void *context, uint64_t lists, Py_ssize_t start, Py_ssize_t end)
{
    Placing *placing = context;
    for (int list = 0; lists; list++, lists >>= 1) {
        if (!(lists & 1)) {
            continue;
        }
        if (list >= placing->lists) {
            placing->foreign = true;
            return false;
        }
        if (!spots_push(placing->spots, start, end, placing->listed[list])) {
            placing->short_of_memory = true;
            return false;
        }
    }
    return true;
}

/* place(data, listed, spots): adds every entry in a view, by the numbers of its lists. */
static PyObject *table_place(PyObject *self, PyObject *args)
{
    TableObject *table = (TableObject *)self;
    Types *types = types_of(Py_TYPE(self));
    PyObject *data, *listed, *spots;
    if (!types || !PyArg_ParseTuple(args, "O!O!O!:place", &PyBytes_Type, &data, &PyTuple_Type,
                                    &listed, types->spots, &spots)) {
        return NULL;
    }
    int32_t numbers[64];
    Py_ssize_t lists = PyTuple_GET_SIZE(listed);
    if (lists > 64) {
        PyErr_SetString(PyExc_ValueError, "a table holds at most 64 lists");
        return NULL;
    }
    for (Py_ssize_t at = 0; at < lists; at++) {
        numbers[at] = number_of(PyTuple_GET_ITEM(listed, at));
        if (numbers[at] < 0) {
            return NULL;
        }
    }
    Spots found = {NULL, 0, 0};
    Placing placing = {&found, numbers, (int)lists, false, false};
    const unsigned char *text = (const unsigned char *)PyBytes_AS_STRING(data);
    Py_ssize_t size = PyBytes_GET_SIZE(data);
    bool whole;
    if (size < LARGE) {
        placing.spots = &((SpotsObject *)spots)->spots;
        whole = scanned(table, text, size, place, &placing);
    } else {
        /* What other threads may see is not touched before they wait again. */
        Py_BEGIN_ALLOW_THREADS
        whole = scanned(table, text, size, place, &placing);
        Py_END_ALLOW_THREADS
        Spots *all = &((SpotsObject *)spots)->spots;
        for (Py_ssize_t at = 0; whole && at < found.count; at++) {
            Spot *one = &found.items[at];
            whole = spots_push(all, one->start, one->end, one->number);
            placing.short_of_memory = !whole;
        }
        spots_clear(&found);
    }
    if (whole) {
        Py_RETURN_NONE;
    }
    if (placing.short_of_memory) {
        return PyErr_NoMemory();
    }
    PyErr_SetString(placing.foreign ? PyExc_IndexError : PyExc_ValueError,
                    placing.foreign ? "a table of another plan" : "a damaged table of words");
    return NULL;
}

static bool listing(void *context, uint64_t lists, Py_ssize_t start, Py_ssize_t end)
{
    PyObject *one = Py_BuildValue("(Knn)", (unsigned long long)lists, start, end);
    bool added = one && PyList_Append(context, one) == 0;
    Py_XDECREF(one);
    return added;
}

static PyObject *table_scan(PyObject *self, PyObject *data)
{
    if (!PyBytes_Check(data)) {
        PyErr_SetString(PyExc_TypeError, "a view's bytes");
        return NULL;
    }
    PyObject *found = PyList_New(0);
    if (found && !scanned((TableObject *)self, (const unsigned char *)PyBytes_AS_STRING(data),
                          PyBytes_GET_SIZE(data), listing, found)) {
        Py_CLEAR(found);
        if (!PyErr_Occurred()) {
            PyErr_SetString(PyExc_ValueError, "a damaged table of words");
        }
    }
    return found;
}

static PyMethodDef table_methods[] = {
    {"place", table_place, METH_VARARGS, "Adds every entry in a view to spots."},
    {"scan", table_scan, METH_O, "(lists, start, end) for every entry in a view."},
    {NULL, NULL, 0, NULL},
};

static PyType_Slot table_slots[] = {
    {Py_tp_new, table_new},
    {Py_tp_dealloc, table_dealloc},
    {Py_tp_methods, table_methods},
    {Py_tp_doc, "Very many words in one block of bytes."},
    {0, NULL},
};

PyType_Spec word_table_spec = {
    .name = "promptward._native.WordTable",
    .basicsize = sizeof(TableObject),
    .flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_IMMUTABLETYPE,
    .slots = table_slots,
};
