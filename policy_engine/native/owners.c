/* Owners: by number of a pattern, how wide its matches are and whose they are. */
#include "native.h"

typedef struct {
    PyObject_HEAD
    Py_ssize_t count;
    int32_t *widths; /* 0: not known from the number alone */
    Py_ssize_t *first; /* where in `owners` those of a number begin; one more than `count` */
    int32_t *owners;
} OwnersObject;

static void owners_dealloc(PyObject *self)
{
    OwnersObject *owners = (OwnersObject *)self;
    PyMem_RawFree(owners->widths);
    PyMem_RawFree(owners->first);
    PyMem_RawFree(owners->owners);
    object_free(self);
}

static bool fill(OwnersObject *self, PyObject *widths, PyObject *owners)
{
    Py_ssize_t count = PyTuple_GET_SIZE(widths), total = 0;
    if (PyTuple_GET_SIZE(owners) != count) {
        PyErr_SetString(PyExc_ValueError, "as many owners as widths");
        return false;
    }
    for (Py_ssize_t at = 0; at < count; at++) {
        PyObject *some = PyTuple_GET_ITEM(owners, at);
        if (!PyTuple_Check(some)) {
            PyErr_SetString(PyExc_TypeError, "owners are tuples");
            return false;
        }
        total += PyTuple_GET_SIZE(some);
    }
    self->count = count;
    self->widths = PyMem_RawCalloc((size_t)count + 1, sizeof(int32_t));
    self->first = PyMem_RawCalloc((size_t)count + 1, sizeof(Py_ssize_t));
    self->owners = PyMem_RawCalloc((size_t)total + 1, sizeof(int32_t));
    if (!self->widths || !self->first || !self->owners) {
        PyErr_NoMemory();
        return false;
    }
    Py_ssize_t at_owner = 0;
    for (Py_ssize_t at = 0; at < count; at++) {
        PyObject *some = PyTuple_GET_ITEM(owners, at);
        self->widths[at] = number_of(PyTuple_GET_ITEM(widths, at));
        if (self->widths[at] < 0) {
            return false;
        }
        self->first[at] = at_owner;
        for (Py_ssize_t one = 0; one < PyTuple_GET_SIZE(some); one++) {
            int32_t owner = number_of(PyTuple_GET_ITEM(some, one));
            if (owner < 0) {
                return false;
            }
            self->owners[at_owner++] = owner;
        }
    }
    self->first[count] = at_owner;
    return true;
}

static PyObject *owners_new(PyTypeObject *type, PyObject *args, PyObject *kwargs)
{
    static char *names[] = {"widths", "owners", NULL};
    PyObject *widths, *owners;
    if (!PyArg_ParseTupleAndKeywords(
            args, kwargs, "O!O!:Owners", names, &PyTuple_Type, &widths, &PyTuple_Type, &owners)) {
        return NULL;
    }
    PyObject *self = type->tp_alloc(type, 0);
    if (self && !fill((OwnersObject *)self, widths, owners)) {
        Py_CLEAR(self);
    }
    return self;
}

static bool add_pair(PyObject *list, uint32_t number, uint64_t end)
{
    PyObject *pair = Py_BuildValue("(kK)", (unsigned long)number, (unsigned long long)end);
    bool added = pair && PyList_Append(list, pair) == 0;
    Py_XDECREF(pair);
    return added;
}

/* Adds the spots of a run, or gives its ends to `others` where its width is not known. */
static bool place_run(OwnersObject *owners, const Run *run, int behind, Spots *spots,
                      PyObject *others)
{
    if ((Py_ssize_t)run->number >= owners->count) {
        PyErr_SetString(PyExc_IndexError, "a match of another plan");
        return false;
    }
    int32_t width = owners->widths[run->number];
    for (uint64_t end = run->first; end <= run->last; end++) {
        if (width == 0) {
            if (!add_pair(others, run->number, end)) {
                return false;
            }
            continue;
        }
        int64_t last = (int64_t)end - behind;
        for (Py_ssize_t one = owners->first[run->number]; one < owners->first[run->number + 1];
             one++) {
            if (!spots_push(spots, last - width, last, owners->owners[one])) {
                PyErr_NoMemory();
                return false;
            }
        }
    }
    return true;
}

/* place(matches, spots, behind): `behind`, so many characters lie between a spot and its end. */
static PyObject *owners_place(PyObject *self, PyObject *args)
{
    Types *types = types_of(Py_TYPE(self));
    PyObject *matches_object, *spots_object;
    int behind;
    if (!types || !PyArg_ParseTuple(args, "O!O!i:place", types->matches, &matches_object,
                                    types->spots, &spots_object, &behind)) {
        return NULL;
    }
    MatchesObject *matches = (MatchesObject *)matches_object;
    Spots *spots = &((SpotsObject *)spots_object)->spots;
    PyObject *others = PyList_New(0);
    for (Py_ssize_t at = 0; others && at < matches->count; at++) {
        if (!place_run((OwnersObject *)self, &matches->items[at], behind, spots, others)) {
            Py_CLEAR(others);
        }
    }
    return others;
}

static PyMethodDef owners_methods[] = {
    {"place", owners_place, METH_VARARGS, "Adds spots of matches; gives those without a width."},
    {NULL, NULL, 0, NULL},
};

static PyType_Slot owners_slots[] = {
    {Py_tp_new, owners_new},
    {Py_tp_dealloc, owners_dealloc},
    {Py_tp_methods, owners_methods},
    {Py_tp_doc, "Whose the matches of each pattern are, and how wide."},
    {0, NULL},
};

PyType_Spec owners_spec = {
    .name = "promptward._native.Owners",
    .basicsize = sizeof(OwnersObject),
    .flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_IMMUTABLETYPE,
    .slots = owners_slots,
};
