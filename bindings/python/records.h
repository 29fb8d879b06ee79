/* SPDX-License-Identifier: Apache-2.0 */
/* Records: objects of the registered dataclass, copied field by field along the layout tables that
 * the generator writes. */

static int jfw_value_read(PyObject *object, const jfw_field *field, char *place)
{
    long long number = 0;
    unsigned long long natural = 0;

    switch (field->kind) {
    case JFW_DAY: return jfw_day(object, field->label, JF_DAY_FIRST, JF_DAY_LAST, (jf_day *)place);
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
    case JFW_DAY: return jfw_day_object(*(const jf_day *)place);
    case JFW_UINT32: return PyLong_FromUnsignedLong(*(const uint32_t *)place);
    case JFW_UINT64: return PyLong_FromUnsignedLongLong(*(const uint64_t *)place);
    case JFW_INT64: return PyLong_FromLongLong(*(const int64_t *)place);
    case JFW_BOOL: return PyBool_FromLong(*(const int32_t *)place);
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
        PyObject *value =
            field->count != 0 ? jfw_array_object(field, place) : jfw_value_object(field, place);

        if (value == NULL || PyObject_GenericSetAttr(object, field->interned, value) < 0)
            Py_CLEAR(object);
        Py_XDECREF(value);
    }
    return object;
}
