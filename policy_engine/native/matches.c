/* Matches: what the search engine reports of one text, number and end of each match. */
#include "native.h"

static PyObject *matches_new(PyTypeObject *type, PyObject *args, PyObject *kwargs)
{
    static char *names[] = {NULL};
    if (!PyArg_ParseTupleAndKeywords(args, kwargs, ":Matches", names)) {
        return NULL;
    }
    return type->tp_alloc(type, 0); /* all zero: empty */
}

static void matches_dealloc(PyObject *self)
{
    PyMem_RawFree(((MatchesObject *)self)->items);
    PyMem_RawFree(((MatchesObject *)self)->many);
    object_free(self);
}

/* Where the latest run of a number is written down, or would be; `slots` is a power of two. */
static uint32_t *latest_in(const MatchesObject *matches, uint32_t *table, uint32_t slots,
                           uint32_t number)
{
    uint32_t at = number * UINT32_C(2654435761) >> 7;
    /* INVARIANT: at most half of the slots are taken, so this ends. */
    for (;; at++) {
        uint32_t *slot = &table[at & (slots - 1)];
        if (*slot == 0 || matches->items[*slot - 1].number == number) {
            return slot;
        }
    }
}

static uint32_t *latest_of(MatchesObject *matches, uint32_t number)
{
    return matches->many ? latest_in(matches, matches->many, matches->slots, number)
                         : latest_in(matches, matches->few, FEW_NUMBERS, number);
}

/* Makes room for the latest run of one more number. */
static bool widen(MatchesObject *matches)
{
    uint32_t slots = (matches->many ? matches->slots : FEW_NUMBERS) * 2;
    if (slots > UINT32_C(1) << 30) {
        return false;
    }
    uint32_t *table = PyMem_RawCalloc(slots, sizeof *table);
    if (!table) {
        return false;
    }
    for (Py_ssize_t at = 0; at < matches->count; at++) {
        *latest_in(matches, table, slots, matches->items[at].number) = (uint32_t)at + 1;
    }
    PyMem_RawFree(matches->many);
    matches->many = table;
    matches->slots = slots;
    return true;
}

static bool grow(MatchesObject *matches)
{
    Py_ssize_t room = matches->room ? matches->room * 2 : 64;
    if (room > PY_SSIZE_T_MAX / (Py_ssize_t)sizeof(Run) || room > INT32_MAX) {
        return false;
    }
    Run *items = PyMem_RawRealloc(matches->items, (size_t)room * sizeof *items);
    if (!items) {
        return false;
    }
    matches->items = items;
    matches->room = room;
    return true;
}

/* The handler: number, start, end, flags, context. A pattern with very many ends (`.*`) takes the
   room of one run. */
static PyObject *matches_on_match(PyObject *self, PyObject *const *args, Py_ssize_t count)
{
    MatchesObject *matches = (MatchesObject *)self;
    if (count < 3) {
        PyErr_SetString(PyExc_TypeError, "a match has a number, a start and an end");
        return NULL;
    }
    unsigned long given = PyLong_AsUnsignedLong(args[0]);
    unsigned long long end = PyLong_AsUnsignedLongLong(args[2]);
    if (PyErr_Occurred()) {
        return NULL;
    }
    if (given >= INT32_MAX || end >= INT64_MAX) {
        PyErr_SetString(PyExc_ValueError, "a match of no pattern");
        return NULL;
    }
    uint32_t number = (uint32_t)given;
    uint32_t *latest = latest_of(matches, number);
    if (*latest && matches->items[*latest - 1].last + 1 == end) {
        matches->items[*latest - 1].last = end;
        Py_RETURN_NONE;
    }
    if (matches->count == matches->room && !grow(matches)) {
        return PyErr_NoMemory();
    }
    if (*latest == 0) {
        uint32_t slots = matches->many ? matches->slots : FEW_NUMBERS;
        if (matches->numbers + 1 > slots / 2) {
            if (!widen(matches)) {
                return PyErr_NoMemory();
            }
            latest = latest_of(matches, number);
        }
        matches->numbers++;
    }
    matches->items[matches->count++] = (Run){end, end, number};
    *latest = (uint32_t)matches->count;
    Py_RETURN_NONE;
}

static bool append(PyObject *list, uint64_t value)
{
    PyObject *one = PyLong_FromUnsignedLongLong(value);
    bool added = one && PyList_Append(list, one) == 0;
    Py_XDECREF(one);
    return added;
}

/* The bounds of one number, which the dictionary holds. */
static PyObject *bounds_of(PyObject *found, uint32_t number)
{
    PyObject *key = PyLong_FromUnsignedLong(number);
    if (!key) {
        return NULL;
    }
    PyObject *bounds = PyDict_GetItemWithError(found, key); /* borrowed */
    if (!bounds && !PyErr_Occurred()) {
        bounds = PyList_New(0);
        if (bounds && PyDict_SetItem(found, key, bounds) < 0) {
            Py_DECREF(bounds);
            Py_DECREF(key);
            return NULL;
        }
        Py_XDECREF(bounds); /* the dictionary holds it now */
    }
    Py_DECREF(key);
    return bounds;
}

static PyObject *matches_ends(PyObject *self, PyObject *Py_UNUSED(ignored))
{
    MatchesObject *matches = (MatchesObject *)self;
    PyObject *found = PyDict_New();
    for (Py_ssize_t at = 0; found && at < matches->count; at++) {
        Run *run = &matches->items[at];
        PyObject *bounds = bounds_of(found, run->number);
        if (!bounds || !append(bounds, run->first) || !append(bounds, run->last)) {
            Py_CLEAR(found);
        }
    }
    return found;
}

static PyMethodDef matches_methods[] = {
    {"on_match", (PyCFunction)(void (*)(void))matches_on_match, METH_FASTCALL,
     "Takes one match."},
    {"ends", matches_ends, METH_NOARGS, "Number -> bounds of runs of ends."},
    {NULL, NULL, 0, NULL},
};

static PyType_Slot matches_slots[] = {
    {Py_tp_new, matches_new},
    {Py_tp_dealloc, matches_dealloc},
    {Py_tp_methods, matches_methods},
    {Py_tp_doc, "What the search engine reports of one text."},
    {0, NULL},
};

PyType_Spec matches_spec = {
    .name = "promptward._native.Matches",
    .basicsize = sizeof(MatchesObject),
    .flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_IMMUTABLETYPE,
    .slots = matches_slots,
};
