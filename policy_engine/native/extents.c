/* extents: from where matches of one pattern end to where they lie; `promptward.extents` is the
   same in Python, and says why it is right. */
#include "native.h"

#include <stdlib.h>

/* Places where matches end, from first to last. */
typedef struct {
    int64_t first;
    int64_t last;
} Ends;

static int by_first(const void *one, const void *other)
{
    const Ends *a = one, *b = other;
    if (a->first != b->first) {
        return a->first < b->first ? -1 : 1;
    }
    return a->last < b->last ? -1 : a->last > b->last;
}

/* An integer itself: what only gives one could change meanwhile the list that it stands in. */
static long long whole(PyObject *value)
{
    if (!PyLong_Check(value)) {
        PyErr_SetString(PyExc_TypeError, "a place is an integer");
        return -1;
    }
    return PyLong_AsLongLong(value);
}

/* A place of a text; -1 with an error set. */
static int64_t place_of(PyObject *value)
{
    long long place = whole(value);
    if (place < 0 && !PyErr_Occurred()) {
        PyErr_SetString(PyExc_ValueError, "a place of no text");
    }
    return PyErr_Occurred() ? -1 : place;
}

/* The runs of `bounds`, sorted; NULL with an error set. */
static Ends *runs_of(PyObject *bounds, Py_ssize_t count)
{
    Ends *runs = PyMem_Malloc((size_t)(count + 1) * sizeof *runs);
    if (!runs) {
        PyErr_NoMemory();
        return NULL;
    }
    for (Py_ssize_t at = 0; at < count; at++) {
        runs[at].first = place_of(PyList_GET_ITEM(bounds, 2 * at));
        runs[at].last = runs[at].first < 0 ? -1 : place_of(PyList_GET_ITEM(bounds, 2 * at + 1));
        if (runs[at].last < 0) {
            PyMem_Free(runs);
            return NULL;
        }
    }
    if (count > 1) {
        qsort(runs, (size_t)count, sizeof *runs, by_first);
    }
    return runs;
}

/* What is asked of the automaton: the longest match from the first place where there is one. */
typedef struct {
    PyObject *match;
    PyObject *anchor;
    PyObject *data;
    PyObject *size;
} Reader;

/* The range of the first match from `low` on, as a new tuple, and where it lies; NULL with an error
   set, or without one where there is no match. */
static PyObject *search(const Reader *reader, int64_t low, int64_t *start, int64_t *end)
{
    PyObject *from = PyLong_FromLongLong(low);
    if (!from) {
        return NULL;
    }
    PyObject *args[] = {reader->anchor, reader->data, from, reader->size};
    PyObject *groups = PyObject_Vectorcall(reader->match, args, 4, NULL);
    Py_DECREF(from);
    if (!groups) {
        return NULL;
    }
    PyObject *range = NULL;
    if (PyList_Check(groups) && PyList_GET_SIZE(groups) > 0) {
        range = PyList_GET_ITEM(groups, 0);
    }
    if (!range || !PyTuple_Check(range) || PyTuple_GET_SIZE(range) != 2) {
        Py_DECREF(groups);
        PyErr_SetString(PyExc_TypeError, "a match is a range");
        return NULL;
    }
    *start = whole(PyTuple_GET_ITEM(range, 0));
    *end = PyErr_Occurred() ? -1 : whole(PyTuple_GET_ITEM(range, 1));
    bool found = !PyErr_Occurred() && *start >= 0;
    if (found) {
        Py_INCREF(range);
    }
    Py_DECREF(groups);
    return found ? range : NULL;
}

/* Adds the ranges that end in one run to `ranges`; false with an error set, or without one where
   the automaton knows of no match. */
static bool lay(const Reader *reader, const Ends *run, int64_t most, int64_t *at,
                int64_t *reached, PyObject *ranges)
{
    int64_t wanted = run->first > *reached ? run->first : *reached + 1;
    while (wanted <= run->last) {
        int64_t low = wanted - most > *at ? wanted - most : *at;
        int64_t start, end;
        PyObject *range = search(reader, low, &start, &end);
        if (!range) {
            return false;
        }
        *at = start + 1; /* each round begins further on, so this ends */
        if (end > *reached) {
            *reached = end;
            if (PyList_Append(ranges, range) < 0) {
                Py_DECREF(range);
                return false;
            }
        }
        Py_DECREF(range);
        if (end >= wanted) {
            wanted = *reached + 1;
        }
    }
    return true;
}

/* extents(match, anchor, data, bounds, most) -> ranges, or None where there is no such match. */
PyObject *extents(PyObject *Py_UNUSED(module), PyObject *const *args, Py_ssize_t count)
{
    if (count != 5 || !PyBytes_Check(args[2]) || !PyList_Check(args[3]) ||
        PyList_GET_SIZE(args[3]) % 2) {
        PyErr_SetString(PyExc_TypeError, "extents(match, anchor, bytes, bounds, most)");
        return NULL;
    }
    int64_t most = place_of(args[4]);
    if (most < 0) {
        return NULL;
    }
    Py_ssize_t runs_count = PyList_GET_SIZE(args[3]) / 2;
    Ends *runs = runs_of(args[3], runs_count);
    PyObject *size = runs ? PyLong_FromSsize_t(PyBytes_GET_SIZE(args[2])) : NULL;
    PyObject *ranges = size ? PyList_New(0) : NULL;
    Reader reader = {args[0], args[1], args[2], size};
    int64_t at = 0, reached = 0;
    for (Py_ssize_t one = 0; ranges && one < runs_count; one++) {
        if (!lay(&reader, &runs[one], most, &at, &reached, ranges)) {
            Py_CLEAR(ranges);
        }
    }
    PyMem_Free(runs);
    Py_XDECREF(size);
    if (!ranges && !PyErr_Occurred()) {
        Py_RETURN_NONE;
    }
    return ranges;
}
