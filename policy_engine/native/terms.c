/* Terms: where the terms that evidence asks about stand in a view. */
#include "native.h"

#include <stdlib.h>
#include <string.h>

/* Of more neighbours than this, only the first and one more are given. */
#define MANY 32

/* The number of a term, and the place where it starts, or ends. */
typedef struct {
    int64_t place;
    int32_t number;
} Placed;

typedef struct {
    PyObject_HEAD
    Py_ssize_t count;
    Placed *starts, *ends;       /* by place, then number */
    Placed *starts_of, *ends_of; /* by number, then place; made when they are asked for */
    PyObject *mask;
} TermsObject;

static int by_place(const void *a, const void *b)
{
    const Placed *one = a, *two = b;
    if (one->place != two->place) {
        return one->place < two->place ? -1 : 1;
    }
    return (one->number > two->number) - (one->number < two->number);
}

static int by_number(const void *a, const void *b)
{
    const Placed *one = a, *two = b;
    if (one->number != two->number) {
        return one->number < two->number ? -1 : 1;
    }
    return (one->place > two->place) - (one->place < two->place);
}

static void terms_dealloc(PyObject *self)
{
    TermsObject *terms = (TermsObject *)self;
    PyMem_RawFree(terms->starts);
    PyMem_RawFree(terms->ends);
    PyMem_RawFree(terms->starts_of);
    PyMem_RawFree(terms->ends_of);
    Py_XDECREF(terms->mask);
    object_free(self);
}

/* An int with the bit of every number. */
static PyObject *mask_of(const Placed *placed, Py_ssize_t count)
{
    int32_t largest = 0;
    for (Py_ssize_t at = 0; at < count; at++) {
        if (placed[at].number > largest) {
            largest = placed[at].number;
        }
    }
    PyObject *bits = PyBytes_FromStringAndSize(NULL, largest / 8 + 1);
    if (!bits) {
        return NULL;
    }
    unsigned char *bytes = (unsigned char *)PyBytes_AS_STRING(bits);
    memset(bytes, 0, (size_t)largest / 8 + 1);
    for (Py_ssize_t at = 0; at < count; at++) {
        bytes[placed[at].number / 8] |= (unsigned char)(1u << (placed[at].number % 8));
    }
    PyObject *mask = PyObject_CallMethod((PyObject *)&PyLong_Type, "from_bytes", "Os", bits,
                                         "little");
    Py_DECREF(bits);
    return mask;
}

static bool fill(TermsObject *terms, Spots *spots)
{
    spots_settle(spots);
    Py_ssize_t count = terms->count = spots->count;
    terms->starts = PyMem_RawCalloc((size_t)count + 1, sizeof(Placed));
    terms->ends = PyMem_RawCalloc((size_t)count + 1, sizeof(Placed));
    if (!terms->starts || !terms->ends) {
        PyErr_NoMemory();
        return false;
    }
    for (Py_ssize_t at = 0; at < count; at++) {
        Spot *spot = &spots->items[at];
        /* As it was settled: by start, then end, then number. */
        terms->starts[at] = (Placed){spot->start, spot->number};
        terms->ends[at] = (Placed){spot->end, spot->number};
    }
    qsort(terms->ends, (size_t)count, sizeof(Placed), by_place);
    terms->mask = mask_of(terms->ends, count);
    return terms->mask != NULL;
}

static PyObject *terms_new(PyTypeObject *type, PyObject *args, PyObject *kwargs)
{
    static char *names[] = {"spots", NULL};
    Types *types = types_of(type);
    PyObject *spots;
    if (!types || !PyArg_ParseTupleAndKeywords(
            args, kwargs, "O!:Terms", names, types->spots, &spots)) {
        return NULL;
    }
    PyObject *self = type->tp_alloc(type, 0);
    if (self && !fill((TermsObject *)self, &((SpotsObject *)spots)->spots)) {
        Py_CLEAR(self);
    }
    return self;
}

/* The first index whose place is at least `place`. */
static Py_ssize_t first_at(const Placed *placed, Py_ssize_t count, int64_t place)
{
    Py_ssize_t low = 0, high = count;
    while (low < high) {
        Py_ssize_t middle = low + (high - low) / 2;
        if (placed[middle].place < place) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low;
}

static bool bounds(PyObject *const *args, int64_t *low, int64_t *high)
{
    *low = PyLong_AsLongLong(args[0]);
    *high = PyLong_AsLongLong(args[1]);
    return !PyErr_Occurred();
}

static PyObject *numbers_in(
    const Placed *placed, Py_ssize_t count, PyObject *const *args, Py_ssize_t given)
{
    int64_t low, high;
    if (given != 2) {
        PyErr_SetString(PyExc_TypeError, "from where to where");
        return NULL;
    }
    if (!bounds(args, &low, &high)) {
        return NULL;
    }
    Py_ssize_t first = first_at(placed, count, low), last = first;
    while (last < count && last < first + MANY + 1 && placed[last].place <= high) {
        last++;
    }
    PyObject *numbers = PyList_New(last - first);
    for (Py_ssize_t at = first; numbers && at < last; at++) {
        PyObject *number = PyLong_FromLong(placed[at].number);
        if (number) {
            PyList_SET_ITEM(numbers, at - first, number);
        } else {
            Py_CLEAR(numbers);
        }
    }
    return numbers;
}

static PyObject *terms_ended(PyObject *self, PyObject *const *args, Py_ssize_t given)
{
    TermsObject *terms = (TermsObject *)self;
    return numbers_in(terms->ends, terms->count, args, given);
}

static PyObject *terms_begun(PyObject *self, PyObject *const *args, Py_ssize_t given)
{
    TermsObject *terms = (TermsObject *)self;
    return numbers_in(terms->starts, terms->count, args, given);
}

static PyObject *within(
    const Placed *placed, Placed **sorted, Py_ssize_t count, PyObject *const *args,
    Py_ssize_t given)
{
    int64_t low, high;
    if (given != 3) {
        PyErr_SetString(PyExc_TypeError, "a number, from where to where");
        return NULL;
    }
    int32_t number = number_of(args[0]);
    if (number < 0 || !bounds(args + 1, &low, &high)) {
        return NULL;
    }
    if (!*sorted) {
        *sorted = PyMem_RawCalloc((size_t)count + 1, sizeof(Placed));
        if (!*sorted) {
            return PyErr_NoMemory();
        }
        memcpy(*sorted, placed, (size_t)count * sizeof(Placed));
        qsort(*sorted, (size_t)count, sizeof(Placed), by_number);
    }
    Placed wanted = {low, number};
    Py_ssize_t first = 0, last = count;
    while (first < last) {
        Py_ssize_t middle = first + (last - first) / 2;
        if (by_number(&(*sorted)[middle], &wanted) < 0) {
            first = middle + 1;
        } else {
            last = middle;
        }
    }
    return PyBool_FromLong(
        first < count && (*sorted)[first].number == number && (*sorted)[first].place <= high);
}

static PyObject *terms_ends_within(PyObject *self, PyObject *const *args, Py_ssize_t given)
{
    TermsObject *terms = (TermsObject *)self;
    return within(terms->ends, &terms->ends_of, terms->count, args, given);
}

static PyObject *terms_starts_within(PyObject *self, PyObject *const *args, Py_ssize_t given)
{
    TermsObject *terms = (TermsObject *)self;
    return within(terms->starts, &terms->starts_of, terms->count, args, given);
}

/* Adds the numbers of `placed` from low to high that are not yet among `numbers`, of which there is
   room for MANY; how many were looked at, more than `most` if there are more. */
static Py_ssize_t add_numbers(int32_t *numbers, int *count, const Placed *placed, Py_ssize_t all,
                              int64_t low, int64_t high, Py_ssize_t most)
{
    Py_ssize_t first = first_at(placed, all, low), at = first;
    for (; at < all && placed[at].place <= high; at++) {
        if (at - first >= most) {
            return most + 1;
        }
        int known = 0;
        while (known < *count && numbers[known] != placed[at].number) {
            known++;
        }
        if (known == *count) {
            numbers[(*count)++] = placed[at].number;
        }
    }
    return at - first;
}

/* Adds the name of a number, if it is wanted; -1 with an error set. */
static int add_name(PyObject *names, PyObject *wanted, int32_t number)
{
    PyObject *key = PyLong_FromLong(number);
    PyObject *name = key ? PyDict_GetItemWithError(wanted, key) : NULL; /* borrowed */
    Py_XDECREF(key);
    if (!name) {
        return PyErr_Occurred() ? -1 : 0;
    }
    return PyList_Append(names, name);
}

/* One by one, so that the time does not grow with the terms that stand around. */
static int add_each(TermsObject *terms, PyObject *names, PyObject *wanted, PyObject *const *args)
{
    PyObject *number, *name;
    Py_ssize_t at = 0;
    while (PyDict_Next(wanted, &at, &number, &name)) {
        PyObject *before[] = {number, args[1], args[2]}, *after[] = {number, args[3], args[4]};
        PyObject *ends = within(terms->ends, &terms->ends_of, terms->count, before, 3);
        PyObject *starts = within(terms->starts, &terms->starts_of, terms->count, after, 3);
        bool there = ends == Py_True || starts == Py_True, failed = !ends || !starts;
        Py_XDECREF(ends);
        Py_XDECREF(starts);
        if (failed || (there && PyList_Append(names, name) < 0)) {
            return -1;
        }
    }
    return 0;
}

/* named(wanted, low, start, end, high) */
static PyObject *terms_named(PyObject *self, PyObject *const *args, Py_ssize_t given)
{
    TermsObject *terms = (TermsObject *)self;
    int64_t low, start, end, high;
    if (given != 5 || !PyDict_Check(args[0])) {
        PyErr_SetString(PyExc_TypeError, "names by number, and two ranges");
        return NULL;
    }
    if (!bounds(args + 1, &low, &start) || !bounds(args + 3, &end, &high)) {
        return NULL;
    }
    PyObject *names = PyList_New(0);
    if (!names) {
        return NULL;
    }
    int32_t numbers[MANY];
    int count = 0;
    Py_ssize_t before =
        add_numbers(numbers, &count, terms->ends, terms->count, low, start, MANY);
    Py_ssize_t after = before > MANY ? 0
                                     : add_numbers(numbers, &count, terms->starts, terms->count,
                                                   end, high, MANY - before);
    bool failed = false;
    if (before + after > MANY) {
        failed = add_each(terms, names, args[0], args) < 0;
    } else {
        for (int at = 0; at < count && !failed; at++) {
            failed = add_name(names, args[0], numbers[at]) < 0;
        }
    }
    if (failed || PyList_Sort(names) < 0) {
        Py_CLEAR(names);
    }
    return names;
}

static PyObject *terms_mask(PyObject *self, void *Py_UNUSED(closure))
{
    return Py_NewRef(((TermsObject *)self)->mask);
}

#define FAST(function) (PyCFunction)(void (*)(void))(function), METH_FASTCALL

static PyMethodDef terms_methods[] = {
    {"ended", FAST(terms_ended), "Numbers of terms that end from low to high."},
    {"begun", FAST(terms_begun), "Numbers of terms that start from low to high."},
    {"named", FAST(terms_named), "Names of those that end or start in two ranges."},
    {"ends_within", FAST(terms_ends_within), "Whether one of that number ends there."},
    {"starts_within", FAST(terms_starts_within), "Whether one of that number starts there."},
    {NULL, NULL, 0, NULL},
};

static PyGetSetDef terms_values[] = {
    {"mask", terms_mask, NULL, "The bit of every number that stands somewhere.", NULL},
    {NULL, NULL, NULL, NULL, NULL},
};

static PyType_Slot terms_slots[] = {
    {Py_tp_new, terms_new},
    {Py_tp_dealloc, terms_dealloc},
    {Py_tp_methods, terms_methods},
    {Py_tp_getset, terms_values},
    {Py_tp_doc, "The terms of one view."},
    {0, NULL},
};

PyType_Spec terms_spec = {
    .name = "promptward._native.Terms",
    .basicsize = sizeof(TermsObject),
    .flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_IMMUTABLETYPE,
    .slots = terms_slots,
};
