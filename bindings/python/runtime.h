/* SPDX-License-Identifier: Apache-2.0 */
/* What the rules for Python call: conversions, records by their layout, handles as objects.
 *
 * Every conversion exists once and serves arguments, fields of records and elements of arrays.
 * Errors are raised from the caller's jf_error; nothing is kept between calls but the classes that
 * the package registers when it is imported.
 *
 * A handle counts the calls that are inside it. What changes it enters alone; close() and a second
 * change are refused meanwhile, so neither a thread nor an odd __index__ can pull it away. */
#include <datetime.h>
#include <stdbool.h>
#include <stddef.h>

#define JFW_TEXT_SIZE 256
#define JFW_BLOCK_SIZE 32

typedef struct jfw_type {
    const char *name;
    PyObject *object; /* the registered Python class */
} jfw_type;

typedef enum jfw_kind {
    JFW_INT32,
    JFW_INT64,
    JFW_UINT32,
    JFW_UINT64,
    JFW_DAY,
    JFW_BOOL
} jfw_kind;

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
    PyObject_HEAD
    void *pointer; /* NULL: closed, or not made yet */
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
static const jfw_element jfw_element_byte = {1, 'B', NULL};

static PyObject *jfw_errors;        /* status -> class; -1 -> the class of a bad index */
static PyTypeObject jfw_handle_type;

/* ---- errors ---- */

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
    message = PyUnicode_DecodeUTF8(failure->message, (Py_ssize_t)strlen(failure->message),
                                   "replace");
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

/* ---- numbers, days, text ---- */

static PyObject *jfw_index(PyObject *object, const char *what)
{
    if (!PyIndex_Check(object)) {
        PyErr_Format(PyExc_TypeError, "%s: an integer is needed, not %.100s", what,
                     Py_TYPE(object)->tp_name);
        return NULL;
    }
    return PyNumber_Index(object);
}

static int jfw_signed(PyObject *object, const char *what, long long low, long long high,
                      long long *out)
{
    int overflow = 0;
    PyObject *number = jfw_index(object, what);

    if (number == NULL)
        return -1;
    *out = PyLong_AsLongLongAndOverflow(number, &overflow);
    if (overflow != 0 || *out < low || *out > high) {
        PyErr_Format(PyExc_OverflowError, "%s: %R is outside %lld..%lld", what, number, low, high);
        overflow = 1;
    }
    Py_DECREF(number);
    return overflow || PyErr_Occurred() ? -1 : 0;
}

static int jfw_unsigned(PyObject *object, const char *what, unsigned long long low,
                        unsigned long long high, unsigned long long *out)
{
    PyObject *number = jfw_index(object, what);

    if (number == NULL)
        return -1;
    *out = PyLong_AsUnsignedLongLong(number);
    if (PyErr_Occurred() || *out > high)
        PyErr_Format(PyExc_OverflowError, "%s: %R is outside %llu..%llu", what, number, low, high);
    Py_DECREF(number);
    return PyErr_Occurred() ? -1 : 0;
}

/* A date, or None for "no day"; a datetime is refused, since it is not a day. */
static int jfw_day(PyObject *object, const char *what, jf_day low, jf_day high, jf_day *out)
{
    jf_error failure;

    (void)low;
    (void)high;
    if (object == Py_None) {
        *out = JF_DAY_NONE;
        return 0;
    }
    if (!PyDate_Check(object) || PyDateTime_Check(object)) {
        PyErr_Format(PyExc_TypeError, "%s: a datetime.date is needed, not %.100s", what,
                     Py_TYPE(object)->tp_name);
        return -1;
    }
    memset(&failure, 0, sizeof failure);
    if (jf_day_from_civil(PyDateTime_GET_YEAR(object), PyDateTime_GET_MONTH(object),
                          PyDateTime_GET_DAY(object), out, &failure) != JF_OK) {
        jfw_raise(&failure, what);
        return -1;
    }
    return 0;
}

static PyObject *jfw_day_object(jf_day day)
{
    jf_civil civil;
    jf_error failure;

    if (day == JF_DAY_NONE)
        return Py_NewRef(Py_None);
    memset(&failure, 0, sizeof failure);
    if (jf_day_civil(day, &civil, &failure) != JF_OK) {
        jfw_raise(&failure, "");
        return NULL;
    }
    return PyDate_FromDate(civil.year, civil.month, civil.day);
}

/* The text lives as long as the object. */
static const char *jfw_text(PyObject *object, const char *what)
{
    Py_ssize_t size = 0;
    const char *text;

    if (!PyUnicode_Check(object)) {
        PyErr_Format(PyExc_TypeError, "%s: a str is needed, not %.100s", what,
                     Py_TYPE(object)->tp_name);
        return NULL;
    }
    text = PyUnicode_AsUTF8AndSize(object, &size);
    if (text != NULL && strlen(text) != (size_t)size) {
        PyErr_Format(PyExc_ValueError, "%s: text with a NUL character", what);
        return NULL;
    }
    return text;
}

static PyObject *jfw_text_object(const char *text)
{
    if (text == NULL)
        return Py_NewRef(Py_None);
    return PyUnicode_DecodeUTF8(text, (Py_ssize_t)strlen(text), "strict");
}

/* Member of an enum class; a number that it does not know stays a number. */
static PyObject *jfw_member(PyObject *class, PyObject *number)
{
    PyObject *members = PyObject_GetAttrString(class, "_value2member_map_");
    PyObject *member = members != NULL ? PyDict_GetItemWithError(members, number) : NULL;

    Py_XINCREF(member);
    Py_XDECREF(members);
    if (member != NULL || PyErr_Occurred())
        return member;
    member = PyObject_CallOneArg(class, number); /* a sum of flags */
    if (member == NULL && PyErr_ExceptionMatches(PyExc_ValueError)) {
        PyErr_Clear();
        member = Py_NewRef(number);
    }
    return member;
}

/* ---- records ---- */

static int jfw_value_read(PyObject *object, const jfw_field *field, char *place)
{
    long long number = 0;
    unsigned long long natural = 0;

    switch (field->kind) {
    case JFW_DAY:
        return jfw_day(object, field->label, JF_DAY_FIRST, JF_DAY_LAST, (jf_day *)place);
    case JFW_UINT32:
    case JFW_UINT64:
        if (jfw_unsigned(object, field->label, 0,
                         field->kind == JFW_UINT32 ? UINT32_MAX : UINT64_MAX, &natural) < 0)
            return -1;
        if (field->kind == JFW_UINT32)
            *(uint32_t *)place = (uint32_t)natural;
        else
            *(uint64_t *)place = natural;
        return 0;
    case JFW_INT64:
        if (jfw_signed(object, field->label, INT64_MIN, INT64_MAX, &number) < 0)
            return -1;
        *(int64_t *)place = number;
        return 0;
    default:
        if (jfw_signed(object, field->label, field->kind == JFW_BOOL ? 0 : INT32_MIN,
                       field->kind == JFW_BOOL ? 1 : INT32_MAX, &number) < 0)
            return -1;
        *(int32_t *)place = (int32_t)number;
        return 0;
    }
}

static PyObject *jfw_value_object(const jfw_field *field, const char *place)
{
    PyObject *number, *member;

    switch (field->kind) {
    case JFW_DAY:
        return jfw_day_object(*(const jf_day *)place);
    case JFW_UINT32:
        return PyLong_FromUnsignedLong(*(const uint32_t *)place);
    case JFW_UINT64:
        return PyLong_FromUnsignedLongLong(*(const uint64_t *)place);
    case JFW_INT64:
        return PyLong_FromLongLong(*(const int64_t *)place);
    case JFW_BOOL:
        return PyBool_FromLong(*(const int32_t *)place);
    default:
        number = PyLong_FromLong(*(const int32_t *)place);
        if (number == NULL || field->members == NULL || field->members->object == NULL)
            return number;
        member = jfw_member(field->members->object, number);
        Py_DECREF(number);
        return member;
    }
}

static size_t jfw_value_size(const jfw_field *field)
{
    return field->kind == JFW_INT64 || field->kind == JFW_UINT64 ? 8 : 4;
}

static int jfw_array_read(PyObject *object, const jfw_field *field, char *place)
{
    Py_ssize_t i;
    int failed = 0;
    PyObject *values = PySequence_Tuple(object);

    if (values == NULL)
        return -1;
    if (PyTuple_GET_SIZE(values) > (Py_ssize_t)field->count) {
        PyErr_Format(PyExc_ValueError, "%s: at most %zu values", field->label, field->count);
        failed = 1;
    }
    for (i = 0; !failed && i < PyTuple_GET_SIZE(values); i++)
        failed = jfw_value_read(PyTuple_GET_ITEM(values, i), field,
                                place + (size_t)i * jfw_value_size(field)) < 0;
    Py_DECREF(values);
    return failed ? -1 : 0;
}

static PyObject *jfw_array_object(const jfw_field *field, const char *place)
{
    Py_ssize_t i;
    PyObject *values = PyTuple_New((Py_ssize_t)field->count);

    for (i = 0; values != NULL && i < (Py_ssize_t)field->count; i++) {
        PyObject *value = jfw_value_object(field, place + (size_t)i * jfw_value_size(field));

        if (value == NULL)
            Py_CLEAR(values);
        else
            PyTuple_SET_ITEM(values, i, value);
    }
    return values;
}

static void jfw_record_clear(const jfw_record *record, void *out)
{
    memset(out, 0, record->element.size);
    if (record->is_sized)
        *(uint32_t *)out = (uint32_t)record->element.size;
}

static int jfw_record_read(PyObject *object, const char *what, const jfw_record *record, void *out)
{
    const jfw_field *field;
    PyTypeObject *class = (PyTypeObject *)record->type.object;

    jfw_record_clear(record, out);
    if (class == NULL || !PyObject_TypeCheck(object, class)) {
        PyErr_Format(PyExc_TypeError, "%s: a %.100s is needed, not %.100s", what,
                     class != NULL ? class->tp_name : "None", Py_TYPE(object)->tp_name);
        return -1;
    }
    for (field = record->fields; field->name != NULL; field++) {
        char *place = (char *)out + field->offset;
        PyObject *value = PyObject_GetAttr(object, field->interned);
        int failed = value == NULL || (field->count != 0 ? jfw_array_read(value, field, place)
                                                         : jfw_value_read(value, field, place)) < 0;

        Py_XDECREF(value);
        if (failed)
            return -1;
    }
    return 0;
}

static PyObject *jfw_record_object(const jfw_record *record, const void *source)
{
    const jfw_field *field;
    PyTypeObject *class = (PyTypeObject *)record->type.object;
    PyObject *object = class != NULL ? class->tp_alloc(class, 0) : NULL;

    if (class == NULL)
        PyErr_Format(PyExc_SystemError, "no class is registered for %s", record->type.name);
    for (field = record->fields; object != NULL && field->name != NULL; field++) {
        const char *place = (const char *)source + field->offset;
        PyObject *value = field->count != 0 ? jfw_array_object(field, place)
                                            : jfw_value_object(field, place);

        if (value == NULL || PyObject_GenericSetAttr(object, field->interned, value) < 0)
            Py_CLEAR(object);
        Py_XDECREF(value);
    }
    return object;
}
