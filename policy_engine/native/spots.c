/* Spots: where numbered things stand in a view, gathered in any order, also twice. */
#include "native.h"

#include <stdlib.h>
#include <string.h>

bool spots_push(Spots *spots, int64_t start, int64_t end, int32_t number)
{
    if (spots->count == spots->room) {
        Py_ssize_t room = spots->room ? spots->room * 2 : 64;
        if (room > PY_SSIZE_T_MAX / (Py_ssize_t)sizeof(Spot)) {
            return false;
        }
        Spot *items = PyMem_RawRealloc(spots->items, (size_t)room * sizeof(Spot));
        if (!items) {
            return false;
        }
        spots->items = items;
        spots->room = room;
    }
    spots->items[spots->count++] = (Spot){start, end, number};
    return true;
}

void spots_clear(Spots *spots)
{
    PyMem_RawFree(spots->items);
    *spots = (Spots){NULL, 0, 0};
}

static int in_order(const void *a, const void *b)
{
    const Spot *one = a, *two = b;
    if (one->start != two->start) {
        return one->start < two->start ? -1 : 1;
    }
    if (one->end != two->end) {
        return one->end < two->end ? -1 : 1;
    }
    return (one->number > two->number) - (one->number < two->number);
}

void spots_settle(Spots *spots)
{
    if (spots->count < 2) {
        return;
    }
    qsort(spots->items, (size_t)spots->count, sizeof(Spot), in_order);
    Py_ssize_t kept = 1;
    for (Py_ssize_t at = 1; at < spots->count; at++) {
        if (in_order(&spots->items[kept - 1], &spots->items[at]) != 0) {
            spots->items[kept++] = spots->items[at];
        }
    }
    spots->count = kept;
}

static PyObject *spots_new(PyTypeObject *type, PyObject *args, PyObject *kwargs)
{
    static char *names[] = {NULL};
    if (!PyArg_ParseTupleAndKeywords(args, kwargs, ":Spots", names)) {
        return NULL;
    }
    return type->tp_alloc(type, 0); /* all zero: empty */
}

static void spots_dealloc(PyObject *self)
{
    spots_clear(&((SpotsObject *)self)->spots);
    object_free(self);
}

static PyObject *spots_add(PyObject *self, PyObject *found)
{
    Spots *spots = &((SpotsObject *)self)->spots;
    PyObject *every = PyObject_GetIter(found);
    if (!every) {
        return NULL;
    }
    PyObject *one;
    while ((one = PyIter_Next(every))) {
        long long start, end;
        PyObject *value;
        int32_t number = -1;
        if (!PyTuple_Check(one)) {
            PyErr_SetString(PyExc_TypeError, "a spot is a tuple");
        } else if (PyArg_ParseTuple(one, "LLO", &start, &end, &value)) {
            number = number_of(value);
            if (number >= 0 && !spots_push(spots, start, end, number)) {
                PyErr_NoMemory();
                number = -1;
            }
        }
        Py_DECREF(one);
        if (number < 0) {
            break;
        }
    }
    Py_DECREF(every);
    if (PyErr_Occurred()) {
        return NULL;
    }
    Py_RETURN_NONE;
}

static PyObject *spots_by_number(PyObject *self, PyObject *Py_UNUSED(ignored))
{
    Spots *spots = &((SpotsObject *)self)->spots;
    spots_settle(spots);
    PyObject *found = PyDict_New();
    for (Py_ssize_t at = 0; found && at < spots->count; at++) {
        Spot *spot = &spots->items[at];
        PyObject *number = PyLong_FromLong(spot->number);
        PyObject *range = Py_BuildValue("(LL)", (long long)spot->start, (long long)spot->end);
        PyObject *ranges = NULL;
        bool added = false;
        if (number && range) {
            ranges = PyDict_GetItemWithError(found, number); /* borrowed */
            if (ranges) {
                added = PyList_Append(ranges, range) == 0;
            } else if (!PyErr_Occurred()) {
                ranges = PyList_New(0);
                added = ranges && PyList_Append(ranges, range) == 0 &&
                        PyDict_SetItem(found, number, ranges) == 0;
                Py_XDECREF(ranges);
            }
        }
        Py_XDECREF(number);
        Py_XDECREF(range);
        if (!added) {
            Py_CLEAR(found);
        }
    }
    return found;
}

static PyMethodDef spots_methods[] = {
    {"add", spots_add, METH_O, "Adds (start, end, number) of each."},
    {"by_number", spots_by_number, METH_NOARGS, "Number -> ranges, sorted, each once."},
    {NULL, NULL, 0, NULL},
};

static PyType_Slot spots_slots[] = {
    {Py_tp_new, spots_new},
    {Py_tp_dealloc, spots_dealloc},
    {Py_tp_methods, spots_methods},
    {Py_tp_doc, "Where numbered things stand in a view."},
    {0, NULL},
};

PyType_Spec spots_spec = {
    .name = "promptward._native.Spots",
    .basicsize = sizeof(SpotsObject),
    .flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_IMMUTABLETYPE,
    .slots = spots_slots,
};
