/* Room for what a start loads, in large pages where the system gives them. */
#define _GNU_SOURCE
#include "native.h"

#if defined(__linux__) && defined(__GLIBC__)
#include <malloc.h>
#include <sys/mman.h>
#include <unistd.h>
#endif

#if defined(__linux__) && defined(__GLIBC__) && defined(MADV_HUGEPAGE)
#define LARGE_PAGE ((size_t)1 << 21)
#define MOST_BESIDE (4 * LARGE_PAGE)

/* Grows the heap by so many bytes that nobody has touched, and asks for large pages there. Blocks
   of up to 32 MB come from it from now on and are kept when they are freed. */
PyObject *make_room(PyObject *module, PyObject *size)
{
    (void)module;
    size_t wanted = PyLong_AsSize_t(size);
    if (wanted == (size_t)-1 && PyErr_Occurred()) {
        return NULL;
    }
    if (wanted > ((size_t)1 << 29)) {
        PyErr_SetString(PyExc_ValueError, "more room than a start needs");
        return NULL;
    }
    mallopt(M_MMAP_THRESHOLD, 1 << 25);
    mallopt(M_TRIM_THRESHOLD, (int)(2 * wanted));
    mallopt(M_TOP_PAD, (int)wanted);
    char *block = malloc(LARGE_PAGE);
    mallopt(M_TOP_PAD, 1 << 17);
    /* A block of another arena or of another malloc lies anywhere: far from the end of the heap. */
    uintptr_t start = (uintptr_t)block, end = (uintptr_t)sbrk(0);
    int made = 0;
    if (block && end > start && end - start >= wanted && end - start <= 2 * wanted + MOST_BESIDE) {
        uintptr_t first = (start + LARGE_PAGE - 1) & ~(uintptr_t)(LARGE_PAGE - 1);
        made = first < end && madvise((void *)first, end - first, MADV_HUGEPAGE) == 0;
    }
    free(block);
    return PyBool_FromLong(made);
}
#else
PyObject *make_room(PyObject *module, PyObject *size)
{
    (void)module;
    (void)size;
    Py_RETURN_FALSE;
}
#endif
