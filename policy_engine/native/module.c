/* The module `promptward._native`: inner loops of the engine. Every type has a pure form in
   Python that gives the same; `promptward/forms.py` says which of them runs. */
#include "native.h"

/* Grows where an interface changes: a module that was built from other sources is not used. */
#define LAYOUT 4

Types *types_of(PyTypeObject *type)
{
    PyObject *module = PyType_GetModuleByDef(type, &promptward_native);
    return module ? PyModule_GetState(module) : NULL;
}

void object_free(PyObject *self)
{
    PyTypeObject *type = Py_TYPE(self);
    type->tp_free(self);
    Py_DECREF(type);
}

int32_t number_of(PyObject *value)
{
    long number = PyLong_AsLong(value);
    if (number == -1 && PyErr_Occurred()) {
        return -1;
    }
    if (number < 0 || number > INT32_MAX - 1) {
        PyErr_SetString(PyExc_ValueError, "a number of no plan");
        return -1;
    }
    return (int32_t)number;
}

static int add_type(PyObject *module, PyType_Spec *spec, PyTypeObject **kept)
{
    *kept = (PyTypeObject *)PyType_FromModuleAndSpec(module, spec, NULL);
    return *kept ? PyModule_AddType(module, *kept) : -1;
}

static int module_exec(PyObject *module)
{
    Types *types = PyModule_GetState(module);
    if (add_type(module, &factor_search_spec, &types->factor_search) < 0 ||
        add_type(module, &matches_spec, &types->matches) < 0 ||
        add_type(module, &name_ends_spec, &types->name_ends) < 0 ||
        add_type(module, &owners_spec, &types->owners) < 0 ||
        add_type(module, &spots_spec, &types->spots) < 0 ||
        add_type(module, &terms_spec, &types->terms) < 0 ||
        add_type(module, &word_table_spec, &types->word_table) < 0) {
        return -1;
    }
    return PyModule_AddIntConstant(module, "LAYOUT", LAYOUT);
}

static int module_traverse(PyObject *module, visitproc visit, void *arg)
{
    Types *types = PyModule_GetState(module);
    Py_VISIT(types->factor_search);
    Py_VISIT(types->matches);
    Py_VISIT(types->name_ends);
    Py_VISIT(types->owners);
    Py_VISIT(types->spots);
    Py_VISIT(types->terms);
    Py_VISIT(types->word_table);
    return 0;
}

static int module_clear(PyObject *module)
{
    Types *types = PyModule_GetState(module);
    Py_CLEAR(types->factor_search);
    Py_CLEAR(types->matches);
    Py_CLEAR(types->name_ends);
    Py_CLEAR(types->owners);
    Py_CLEAR(types->spots);
    Py_CLEAR(types->terms);
    Py_CLEAR(types->word_table);
    return 0;
}

static void module_free(void *module)
{
    module_clear(module);
}

static PyMethodDef module_methods[] = {
    {"extents", (PyCFunction)(void (*)(void))extents, METH_FASTCALL,
     "From where matches of a pattern end to where they lie."},
    {"make_room", make_room, METH_O,
     "Memory for so many bytes, in large pages; whether the system was asked for those."},
    {NULL, NULL, 0, NULL},
};

static PyModuleDef_Slot module_slots[] = {
    {Py_mod_exec, module_exec},
#if PY_VERSION_HEX >= 0x030c0000
    {Py_mod_multiple_interpreters, Py_MOD_PER_INTERPRETER_GIL_SUPPORTED},
#endif
    {0, NULL},
};

struct PyModuleDef promptward_native = {
    PyModuleDef_HEAD_INIT,
    .m_name = "promptward._native",
    .m_doc = "Inner loops of the engine; see promptward.forms.",
    .m_size = sizeof(Types),
    .m_methods = module_methods,
    .m_slots = module_slots,
    .m_traverse = module_traverse,
    .m_clear = module_clear,
    .m_free = module_free,
};

PyMODINIT_FUNC PyInit__native(void)
{
    return PyModuleDef_Init(&promptward_native);
}
