/* SPDX-License-Identifier: Apache-2.0 */
/* Types of what the rules for Python call, exceptions, and the joining of results.
 *
 * Errors are raised from the jf_error of one call; nothing is kept between calls but the classes
 * that the package registers when it is imported. */
#include <datetime.h>
#include <stdbool.h>
#include <stddef.h>

#define JFW_TEXT_SIZE 256
#define JFW_BLOCK_SIZE 32

typedef struct jfw_type {
    const char *name;
    PyObject *object; /* the registered Python class */
} jfw_type;

typedef enum jfw_kind { JFW_INT32, JFW_INT64, JFW_UINT32, JFW_UINT64, JFW_DAY, JFW_BOOL } jfw_kind;

typedef struct jfw_field {
    const char *name;
    const char *label; /* class and field, for messages */
    PyObject *interned;
    size_t offset;
    jfw_kind kind;
    size_t count; /* 0: one value, no array */
    jfw_type *members;
} jfw_field;

struct jfw_record;

typedef struct jfw_element {
    size_t size;
    char format; /* of the buffer protocol; 0 for records */
    struct jfw_record *record;
} jfw_element;

typedef struct jfw_record {
    jfw_type type;
    bool is_sized;
    jfw_field *fields; /* up to one without a name */
    jfw_element element;
} jfw_record;

typedef struct jfw_class {
    jfw_type type;
    void (*destroy)(void *pointer);
} jfw_class;

typedef struct jfw_handle {
    PyObject_HEAD void *pointer; /* NULL: closed, or not made yet */
    jfw_class *class;
    Py_ssize_t inside; /* calls that share it; -1: one that has it alone */
} jfw_handle;

typedef struct jfw_items {
    Py_buffer view;
    PyObject *bytes; /* the result of an array of bytes */
    void *block;
    size_t count;
    bool is_view;
    bool is_owned;
} jfw_items;

static const jfw_element jfw_element_int64 = {sizeof(int64_t), 'q', NULL};
static const jfw_element jfw_element_int32 = {sizeof(int32_t), 'i', NULL};
static const jfw_element jfw_element_byte = {1, 'B', NULL};

static PyObject *jfw_errors; /* status -> class; -1 -> the class of a bad index */
static PyTypeObject jfw_handle_type;

static PyObject *jfw_error_class(int32_t status, const char *symbol)
{
    size_t length = strlen(symbol);
    bool is_index = status == JF_E_RANGE && length > 3 && strcmp(symbol + length - 3, "_at") == 0;
    PyObject *number = PyLong_FromLong(is_index ? -1 : status);
    PyObject *found = NULL;

    if (number != NULL && jfw_errors != NULL)
        found = PyDict_GetItemWithError(jfw_errors, number);
    Py_XDECREF(number);
    return found != NULL ? found : PyExc_SystemError;
}

static int jfw_set(PyObject *object, const char *name, PyObject *value)
{
    int failed = value == NULL || PyObject_SetAttrString(object, name, value) < 0;

    Py_XDECREF(value);
    return failed ? -1 : 0;
}

/* Raises the class of the status, with the fields of the error; keeps what a callback raised. */
static void jfw_raise(const jf_error *failure, const char *symbol)
{
    PyObject *class, *message, *error = NULL;

    if (PyErr_Occurred())
        return;
    class = jfw_error_class(failure->status, symbol);
    message =
        PyUnicode_DecodeUTF8(failure->message, (Py_ssize_t)strlen(failure->message), "replace");
    if (message != NULL)
        error = PyObject_CallOneArg(class, message);
    Py_XDECREF(message);
    if (error == NULL)
        return;
    if (jfw_set(error, "line", PyLong_FromLong(failure->line)) == 0 &&
        jfw_set(error, "subject", PyLong_FromLongLong(failure->subject)) == 0 &&
        jfw_set(error, "expected", PyLong_FromLongLong(failure->expected)) == 0 &&
        jfw_set(error, "actual", PyLong_FromLongLong(failure->actual)) == 0)
        PyErr_SetObject(class, error);
    Py_DECREF(error);
}

static void jfw_raise_state(PyObject *handle, const char *state)
{
    jf_error failure;

    memset(&failure, 0, sizeof failure);
    failure.status = JF_E_STATE;
    PyOS_snprintf(failure.message, sizeof failure.message, "the %.100s is %s",
                  Py_TYPE(handle)->tp_name, state);
    jfw_raise(&failure, "");
}

/* Joins results: nothing, one value, a tuple. Takes both references. */
static PyObject *jfw_append(PyObject *results, PyObject *value)
{
    PyObject *joined;

    if (results == NULL || value == NULL) {
        Py_XDECREF(value == NULL ? results : NULL);
        return value;
    }
    if (PyTuple_CheckExact(results)) {
        Py_ssize_t i, count = PyTuple_GET_SIZE(results);

        joined = PyTuple_New(count + 1);
        for (i = 0; joined != NULL && i < count; i++)
            PyTuple_SET_ITEM(joined, i, Py_NewRef(PyTuple_GET_ITEM(results, i)));
        if (joined != NULL)
            PyTuple_SET_ITEM(joined, count, Py_NewRef(value));
    } else {
        joined = PyTuple_Pack(2, results, value);
    }
    Py_DECREF(results);
    Py_DECREF(value);
    return joined;
}
