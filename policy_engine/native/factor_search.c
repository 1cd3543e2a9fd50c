/* Factor search: which groups of patterns have a factor in a text (promptward/factor_search.py,
   which says how the bytes are laid out). Shift-And of Baeza-Yates and Gonnet, several words of
   it side by side. */
#include "native.h"

#include <string.h>

#define BLOCK 8
#define EDGE 0
#define MOST_GROUPS 63
/* From so many bytes on other threads run meanwhile. */
#define LONG_TEXT 16384

typedef struct {
    PyObject_HEAD
    uint32_t groups;
    uint32_t words;
    uint64_t *numbers; /* first classes, last classes of each group, classes by block and byte */
} FactorSearchObject;

static void factor_search_dealloc(PyObject *self)
{
    PyMem_RawFree(((FactorSearchObject *)self)->numbers);
    object_free(self);
}

static uint64_t number_at(const unsigned char *at, int bytes)
{
    uint64_t number = 0;
    for (int byte = bytes - 1; byte >= 0; byte--) {
        number = number << 8 | at[byte];
    }
    return number;
}

static bool unpack(FactorSearchObject *self, const unsigned char *data, Py_ssize_t size)
{
    if (size >= 8) {
        self->groups = (uint32_t)number_at(data, 4);
        self->words = (uint32_t)number_at(data + 4, 4);
    }
    if (size < 8 || self->groups == 0 || self->groups > MOST_GROUPS || self->words == 0 ||
        self->words % BLOCK != 0 || self->words > (uint32_t)(size / 8)) {
        PyErr_SetString(PyExc_ValueError, "no packed factors");
        return false;
    }
    size_t count = (size_t)self->words * (1 + self->groups + 256);
    if ((size_t)size != 8 + 8 * count) {
        PyErr_SetString(PyExc_ValueError, "no packed factors");
        return false;
    }
    self->numbers = PyMem_RawMalloc(count * sizeof(uint64_t));
    if (!self->numbers) {
        PyErr_NoMemory();
        return false;
    }
    for (size_t at = 0; at < count; at++) {
        self->numbers[at] = number_at(data + 8 + 8 * at, 8);
    }
    return true;
}

static PyObject *factor_search_new(PyTypeObject *type, PyObject *args, PyObject *kwargs)
{
    static char *names[] = {"data", NULL};
    PyObject *data;
    if (!PyArg_ParseTupleAndKeywords(args, kwargs, "O!:FactorSearch", names, &PyBytes_Type,
                                     &data)) {
        return NULL;
    }
    PyObject *self = type->tp_alloc(type, 0);
    if (self && !unpack((FactorSearchObject *)self, (unsigned char *)PyBytes_AS_STRING(data),
                        PyBytes_GET_SIZE(data))) {
        Py_CLEAR(self);
    }
    return self;
}

/* Two words side by side, in one register where the machine has such. */
typedef uint64_t Pair __attribute__((vector_size(16)));

/* What is reached with one byte more. */
#define STEP(pair)                                                                                 \
    memcpy(&accepted, of + 2 * (pair), sizeof accepted);                                           \
    state##pair = ((state##pair << 1) | begins##pair) & accepted;                                  \
    seen##pair |= state##pair
#define STEPS(byte)                                                                                \
    do {                                                                                           \
        const uint64_t *of = classes + (size_t)(byte) * BLOCK;                                     \
        Pair accepted;                                                                             \
        STEP(0);                                                                                   \
        STEP(1);                                                                                   \
        STEP(2);                                                                                   \
        STEP(3);                                                                                   \
    } while (0)

/* All classes that some byte of the text reached, of the words of one block. */
static void reach(const uint64_t *first, const uint64_t *classes, const unsigned char *text,
                  Py_ssize_t size, uint64_t *reached)
{
    const Pair none = {0, 0};
    const Pair begins0 = {first[0], first[1]}, begins1 = {first[2], first[3]},
               begins2 = {first[4], first[5]}, begins3 = {first[6], first[7]};
    Pair state0 = none, state1 = none, state2 = none, state3 = none;
    Pair seen0 = none, seen1 = none, seen2 = none, seen3 = none;
    STEPS(EDGE);
    for (Py_ssize_t at = 0; at < size; at++) {
        STEPS(text[at]);
    }
    STEPS(EDGE);
    memcpy(reached, &seen0, sizeof seen0);
    memcpy(reached + 2, &seen1, sizeof seen1);
    memcpy(reached + 4, &seen2, sizeof seen2);
    memcpy(reached + 6, &seen3, sizeof seen3);
}

static uint64_t groups_of(const FactorSearchObject *self, const unsigned char *text,
                          Py_ssize_t size)
{
    const uint64_t *first = self->numbers, *last = first + self->words,
                   *classes = last + (size_t)self->words * self->groups;
    uint64_t found = 0;
    for (uint32_t block = 0; block < self->words; block += BLOCK) {
        uint64_t reached[BLOCK];
        reach(first + block, classes + (size_t)block * 256, text, size, reached);
        for (uint32_t group = 0; group < self->groups; group++) {
            const uint64_t *of = last + (size_t)self->words * group + block;
            for (int word = 0; word < BLOCK; word++) {
                if (of[word] & reached[word]) {
                    found |= (uint64_t)1 << group;
                }
            }
        }
    }
    return found;
}

static PyObject *factor_search_groups(PyObject *self, PyObject *data)
{
    const FactorSearchObject *search = (FactorSearchObject *)self;
    if (!PyBytes_Check(data)) {
        PyErr_SetString(PyExc_TypeError, "a text is bytes");
        return NULL;
    }
    const unsigned char *text = (unsigned char *)PyBytes_AS_STRING(data);
    Py_ssize_t size = PyBytes_GET_SIZE(data);
    uint64_t found;
    if (size < LONG_TEXT) {
        found = groups_of(search, text, size);
    } else {
        Py_BEGIN_ALLOW_THREADS
        found = groups_of(search, text, size);
        Py_END_ALLOW_THREADS
    }
    return PyLong_FromUnsignedLongLong(found);
}

static PyMethodDef factor_search_methods[] = {
    {"groups", factor_search_groups, METH_O,
     "A number whose bit n says whether the text holds a factor of group n."},
    {NULL, NULL, 0, NULL},
};

static PyType_Slot factor_search_slots[] = {
    {Py_tp_new, factor_search_new},
    {Py_tp_dealloc, factor_search_dealloc},
    {Py_tp_methods, factor_search_methods},
    {Py_tp_doc, "The factors of some groups of patterns, searched for in one pass."},
    {0, NULL},
};

PyType_Spec factor_search_spec = {
    .name = "promptward._native.FactorSearch",
    .basicsize = sizeof(FactorSearchObject),
    .flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_IMMUTABLETYPE,
    .slots = factor_search_slots,
};
