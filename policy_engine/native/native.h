/* What the parts of the module `promptward._native` share. */
#ifndef PROMPTWARD_NATIVE_H
#define PROMPTWARD_NATIVE_H

#define PY_SSIZE_T_CLEAN
#include <Python.h>
#include <stdbool.h>
#include <stdint.h>

/* Where something with a number stands in a view: half-open. */
typedef struct {
    int64_t start;
    int64_t end;
    int32_t number;
} Spot;

/* Spots, in the order in which they were added; grows as it has to. */
typedef struct {
    Spot *items;
    Py_ssize_t count;
    Py_ssize_t room;
} Spots;

/* False where memory is short; no Python error is set, so that it can run without the GIL. */
bool spots_push(Spots *spots, int64_t start, int64_t end, int32_t number);
void spots_clear(Spots *spots);
/* Sorts by start, end and number, and drops what is there twice. */
void spots_settle(Spots *spots);

/* Matches of one pattern that end at every place from first to last. */
typedef struct {
    uint64_t first;
    uint64_t last;
    uint32_t number;
} Run;

/* Most texts match few patterns: their numbers need no memory of their own. */
#define FEW_NUMBERS 128

typedef struct {
    PyObject_HEAD
    Run *items;
    Py_ssize_t count;
    Py_ssize_t room;
    /* By number, hashed: one more than the index of its latest run; zero where none is. */
    uint32_t few[FEW_NUMBERS];
    uint32_t *many;   /* in the place of `few`, once that is half full; or NULL */
    uint32_t slots;   /* of `many`, a power of two */
    uint32_t numbers; /* how many are there */
} MatchesObject;

typedef struct {
    PyObject_HEAD
    Spots spots;
} SpotsObject;

/* The types of one copy of the module: it has no state beside them. */
typedef struct {
    PyTypeObject *factor_search;
    PyTypeObject *matches;
    PyTypeObject *name_ends;
    PyTypeObject *owners;
    PyTypeObject *spots;
    PyTypeObject *terms;
    PyTypeObject *word_table;
} Types;

extern struct PyModuleDef promptward_native;
extern PyType_Spec factor_search_spec, matches_spec, name_ends_spec, owners_spec, spots_spec, terms_spec,
    word_table_spec;

/* A function of the module; see extents.c. */
PyObject *extents(PyObject *module, PyObject *const *args, Py_ssize_t count);

/* The same; see room.c. */
PyObject *make_room(PyObject *module, PyObject *size);

/* The types of the module that defined `type`; NULL with an error set. */
Types *types_of(PyTypeObject *type);
/* Frees an object of a type made from a spec, once its own parts are freed. */
void object_free(PyObject *self);
/* A number of a plan, from an int; -1 with an error set. */
int32_t number_of(PyObject *value);

#endif
