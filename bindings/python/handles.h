/* SPDX-License-Identifier: Apache-2.0 */
/* Handles as objects of one base type, callbacks, and the registration of the package's classes.
 *
 * A handle counts the calls that are inside it. What changes it enters alone; close() and a second
 * change are refused meanwhile, so neither a thread nor an odd __index__ can pull it away. */

/* The C handle for one call, or NULL with an exception. */
static void *jfw_enter(PyObject *object, const char *what, jfw_class *class, int alone,
                       jfw_handle **entered)
{
    jfw_handle *handle = (jfw_handle *)object;
    PyTypeObject *type = (PyTypeObject *)class->type.object;

    if (type == NULL || !PyObject_TypeCheck(object, type) ||
        !PyObject_TypeCheck(object, &jfw_handle_type)) {
        PyErr_Format(PyExc_TypeError, "%s: a %.100s is needed, not %.100s", what,
                     type != NULL ? type->tp_name : class->type.name, Py_TYPE(object)->tp_name);
        return NULL;
    }
    if (handle->pointer == NULL || handle->class != class) {
        jfw_raise_state(object, "closed");
        return NULL;
    }
    if (handle->inside < 0 || (alone && handle->inside > 0)) {
        jfw_raise_state(object, "in use by another call");
        return NULL;
    }
    handle->inside = alone ? -1 : handle->inside + 1;
    *entered = handle;
    return handle->pointer;
}

static void jfw_leave(jfw_handle *entered)
{
    if (entered != NULL)
        entered->inside = entered->inside < 0 ? 0 : entered->inside - 1;
}

/* A new object of the registered class around a handle that C returned. */
static PyObject *jfw_handle_object(void *pointer, jfw_class *class, const jf_error *failure,
                                   const char *symbol)
{
    PyTypeObject *type = (PyTypeObject *)class->type.object;
    jfw_handle *handle = NULL;

    if (pointer == NULL)
        jfw_raise(failure, symbol);
    else if (!PyErr_Occurred() && type != NULL)
        handle = (jfw_handle *)type->tp_alloc(type, 0);
    if (handle == NULL) {
        if (pointer != NULL)
            class->destroy(pointer);
        if (!PyErr_Occurred())
            PyErr_Format(PyExc_SystemError, "no class is registered for %s", class->type.name);
        return NULL;
    }
    handle->pointer = pointer;
    handle->class = class;
    return (PyObject *)handle;
}

static int jfw_handle_drop(jfw_handle *self)
{
    void *pointer = self->pointer;

    if (self->inside != 0) {
        jfw_raise_state((PyObject *)self, "in use by another call");
        return -1;
    }
    self->pointer = NULL;
    if (pointer != NULL)
        self->class->destroy(pointer);
    return 0;
}

static PyObject *jfw_handle_close(PyObject *self, PyObject *unused)
{
    (void)unused;
    return jfw_handle_drop((jfw_handle *)self) < 0 ? NULL : Py_NewRef(Py_None);
}

/* Takes the C handle out of another object of the class: the second half of a constructor. */
static PyObject *jfw_handle_adopt(PyObject *object, PyObject *other)
{
    jfw_handle *self = (jfw_handle *)object, *donor = (jfw_handle *)other;

    if (!PyObject_TypeCheck(other, &jfw_handle_type) || donor->pointer == NULL ||
        !PyObject_TypeCheck(object, (PyTypeObject *)donor->class->type.object)) {
        PyErr_SetString(PyExc_TypeError, "nothing to adopt");
        return NULL;
    }
    if (self == donor)
        return Py_NewRef(Py_None);
    if (donor->inside != 0) {
        jfw_raise_state(other, "in use by another call");
        return NULL;
    }
    if (jfw_handle_drop(self) < 0)
        return NULL;
    self->pointer = donor->pointer;
    self->class = donor->class;
    donor->pointer = NULL;
    return Py_NewRef(Py_None);
}

static PyObject *jfw_handle_closed(PyObject *self, void *unused)
{
    (void)unused;
    return PyBool_FromLong(((jfw_handle *)self)->pointer == NULL);
}

static int jfw_handle_init(PyObject *self, PyObject *arguments, PyObject *keywords)
{
    (void)arguments;
    (void)keywords;
    PyErr_Format(PyExc_TypeError, "%.100s has no constructor; it is made by other calls",
                 Py_TYPE(self)->tp_name);
    return -1;
}

static void jfw_handle_dealloc(PyObject *self)
{
    jfw_handle *handle = (jfw_handle *)self;

    if (handle->pointer != NULL)
        handle->class->destroy(handle->pointer);
    Py_TYPE(self)->tp_free(self);
}

static PyMethodDef jfw_handle_methods[] = {
    {"close", jfw_handle_close, METH_NOARGS,
     "close()\n--\n\nFrees the handle now; closing twice is fine. Any further use raises\n"
     "StateError. Handles made from this one stay valid."},
    {"_adopt", jfw_handle_adopt, METH_O, NULL},
    {NULL, NULL, 0, NULL}};

static PyGetSetDef jfw_handle_getset[] = {
    {"closed", jfw_handle_closed, NULL, "Whether close() was called.", NULL},
    {NULL, NULL, NULL, NULL, NULL}};

static PyTypeObject jfw_handle_type = {
    .ob_base = {PyObject_HEAD_INIT(NULL) 0},
    .tp_name = "jianfu._core.Handle",
    .tp_doc = "A C handle, freed with the object.",
    .tp_basicsize = sizeof(jfw_handle),
    .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_BASETYPE,
    .tp_new = PyType_GenericNew,
    .tp_init = jfw_handle_init,
    .tp_dealloc = jfw_handle_dealloc,
    .tp_methods = jfw_handle_methods,
    .tp_getset = jfw_handle_getset,
};

/* Calls a Python object from C, which may be without the GIL; false stops. Ctrl-C and exceptions
 * stop too, and are raised when the call returns. None as result goes on. */
static bool jfw_call(void *user, const char *format, ...)
{
    PyGILState_STATE gil = PyGILState_Ensure();
    bool goes_on = !PyErr_Occurred() && PyErr_CheckSignals() == 0;

    if (goes_on && user != Py_None) {
        PyObject *arguments, *result = NULL;
        va_list values;

        va_start(values, format);
        arguments = Py_VaBuildValue(format, values);
        va_end(values);
        if (arguments != NULL)
            result = PyObject_CallObject(user, arguments);
        goes_on = result != NULL && (result == Py_None || PyObject_IsTrue(result) > 0);
        Py_XDECREF(arguments);
        Py_XDECREF(result);
    }
    PyGILState_Release(gil);
    return goes_on;
}

/* register_type(name, class): the class of an enum, record or handle. */
static PyObject *jfw_register_type(PyObject *module, PyObject *arguments)
{
    const char *name;
    PyObject *class;
    size_t i;

    (void)module;
    if (!PyArg_ParseTuple(arguments, "sO!:register_type", &name, &PyType_Type, &class))
        return NULL;
    for (i = 0; jfw_types[i] != NULL; i++) {
        if (strcmp(jfw_types[i]->name, name) == 0) {
            Py_XSETREF(jfw_types[i]->object, Py_NewRef(class));
            return Py_NewRef(Py_None);
        }
    }
    return PyErr_Format(PyExc_LookupError, "no type is called %s", name);
}

/* register_errors({status: class, -1: class of a bad index}) */
static PyObject *jfw_register_errors(PyObject *module, PyObject *arguments)
{
    PyObject *errors;

    (void)module;
    if (!PyArg_ParseTuple(arguments, "O!:register_errors", &PyDict_Type, &errors))
        return NULL;
    Py_XSETREF(jfw_errors, Py_NewRef(errors));
    return Py_NewRef(Py_None);
}

/* member(class, number): the member of an enum, or the number when there is none. */
static PyObject *jfw_member_of(PyObject *module, PyObject *arguments)
{
    PyObject *class, *number;

    (void)module;
    if (!PyArg_ParseTuple(arguments, "OO:member", &class, &number))
        return NULL;
    return jfw_member(class, number);
}

static int jfw_ready(PyObject *names)
{
    size_t i;

    PyDateTime_IMPORT;
    if (PyDateTimeAPI == NULL || PyType_Ready(&jfw_handle_type) < 0)
        return -1;
    for (i = 0; jfw_records[i] != NULL; i++) {
        jfw_field *field;

        for (field = jfw_records[i]->fields; field->name != NULL; field++)
            if ((field->interned = PyUnicode_InternFromString(field->name)) == NULL)
                return -1;
    }
    return PyDict_SetItemString(names, "Handle", (PyObject *)&jfw_handle_type);
}
