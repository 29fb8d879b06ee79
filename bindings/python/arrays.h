/* SPDX-License-Identifier: Apache-2.0 */
/* Arrays in and out: by the buffer protocol without a copy, or from any iterable.
 *
 * A buffer is taken as it is when it is contiguous, aligned and of the element's own type: bytes,
 * array.array, memoryview, numpy; for records, a structured array with the layout of the struct. */

static void jfw_items_release(jfw_items *items)
{
    if (items->is_view)
        PyBuffer_Release(&items->view);
    if (items->is_owned)
        PyMem_Free(items->block);
    Py_CLEAR(items->bytes);
    items->is_view = items->is_owned = false;
}

static bool jfw_is_number(const jfw_element *element)
{
    return element->format == 'q' || element->format == 'i';
}

static int jfw_number_read(PyObject *value, const char *what, const jfw_element *element,
                           void *place)
{
    bool is_long = element->format == 'q';
    long long number = 0;

    if (jfw_signed(value, what, is_long ? INT64_MIN : INT32_MIN, is_long ? INT64_MAX : INT32_MAX,
                   &number) < 0)
        return -1;
    if (is_long)
        *(int64_t *)place = number;
    else
        *(int32_t *)place = (int32_t)number;
    return 0;
}

static PyObject *jfw_number_object(const jfw_element *element, const void *place)
{
    return element->format == 'q' ? PyLong_FromLongLong(*(const int64_t *)place)
                                  : PyLong_FromLong(*(const int32_t *)place);
}

static bool jfw_format_fits(const char *format, const jfw_element *element)
{
    char order = PY_BIG_ENDIAN ? '>' : '<';

    if (!jfw_is_number(element))
        return true; /* bytes by their size, records by theirs */
    if (format == NULL)
        return false;
    if (*format == '@' || *format == '=' || *format == order)
        format++;
    return (format[0] == element->format ||
            (sizeof(long) == element->size && format[0] == 'l')) &&
           format[1] == '\0';
}

static int jfw_items_view(PyObject *object, const char *what, const jfw_element *element, int flags,
                          jfw_items *items)
{
    size_t alignment = element->size < 8 ? element->size : 8;

    if (PyObject_GetBuffer(object, &items->view, PyBUF_C_CONTIGUOUS | PyBUF_FORMAT | flags) < 0)
        return -1;
    items->is_view = true;
    if ((size_t)items->view.itemsize != element->size || items->view.ndim > 1 ||
        !jfw_format_fits(items->view.format, element) ||
        (items->view.len > 0 && (uintptr_t)items->view.buf % alignment != 0)) {
        PyErr_Format(PyExc_ValueError, "%s: the buffer does not hold a row of %zu-byte elements%s",
                     what, element->size,
                     element->format == 'q'   ? " of type int64"
                     : element->format == 'i' ? " of type int32"
                                              : "");
        return -1;
    }
    items->block = items->view.buf;
    items->count = (size_t)items->view.len / element->size;
    return 0;
}

static int jfw_items_allocate(size_t count, size_t size, jfw_items *items)
{
    items->block = PyMem_Calloc(count != 0 ? count : 1, size);
    if (items->block == NULL) {
        PyErr_NoMemory();
        return -1;
    }
    items->count = count;
    items->is_owned = true;
    return 0;
}

static int jfw_items_copy(PyObject *object, const char *what, const jfw_element *element,
                          jfw_items *items)
{
    size_t i;
    int failed;
    PyObject *values = PySequence_Tuple(object);

    if (values == NULL)
        return -1;
    failed = jfw_items_allocate((size_t)PyTuple_GET_SIZE(values), element->size, items) < 0;
    for (i = 0; !failed && i < items->count; i++) {
        PyObject *value = PyTuple_GET_ITEM(values, (Py_ssize_t)i);
        char *place = (char *)items->block + i * element->size;

        failed = element->record != NULL ? jfw_record_read(value, what, element->record, place) < 0
                                         : jfw_number_read(value, what, element, place) < 0;
    }
    Py_DECREF(values);
    return failed ? -1 : 0;
}

/* An input array. The elements stay valid until jfw_items_release. */
static int jfw_items_read(PyObject *object, const char *what, const jfw_element *element,
                          jfw_items *items)
{
    if (PyObject_CheckBuffer(object))
        return jfw_items_view(object, what, element, PyBUF_SIMPLE, items);
    if (element->format == 'B' || PyUnicode_Check(object) || Py_TYPE(object)->tp_iter == NULL) {
        PyErr_Format(PyExc_TypeError, "%s: %s is needed, not %.100s", what,
                     element->format == 'B' ? "a bytes-like object" : "a buffer or an iterable",
                     Py_TYPE(object)->tp_name);
        return -1;
    }
    return jfw_items_copy(object, what, element, items);
}

/* Room for an output array: a writable buffer to fill, or the number of elements to make. */
static int jfw_items_room(PyObject *object, const char *what, const jfw_element *element,
                          jfw_items *items)
{
    unsigned long long count = 0;

    if (!PyIndex_Check(object) || (PyObject_CheckBuffer(object) && PySequence_Check(object)))
        return jfw_items_view(object, what, element, PyBUF_WRITABLE, items);
    if (jfw_unsigned(object, what, 0, PY_SSIZE_T_MAX / 2, &count) < 0)
        return -1;
    if (element->format != 'B')
        return jfw_items_allocate((size_t)count, element->size, items);
    items->bytes = PyBytes_FromStringAndSize(NULL, (Py_ssize_t)count);
    if (items->bytes == NULL)
        return -1;
    items->block = PyBytes_AS_STRING(items->bytes);
    items->count = (size_t)count;
    return 0;
}

/* What was made: bytes, a list, or None when the caller's buffer was filled. */
static PyObject *jfw_items_object(jfw_items *items, const jfw_element *element)
{
    size_t i;
    PyObject *list;

    if (items->is_view)
        return Py_NewRef(Py_None);
    if (items->bytes != NULL)
        return Py_NewRef(items->bytes);
    list = PyList_New((Py_ssize_t)items->count);
    for (i = 0; list != NULL && i < items->count; i++) {
        const char *place = (const char *)items->block + i * element->size;
        PyObject *value = element->record != NULL ? jfw_record_object(element->record, place)
                                                  : jfw_number_object(element, place);

        if (value == NULL)
            Py_CLEAR(list);
        else
            PyList_SET_ITEM(list, (Py_ssize_t)i, value);
    }
    return list;
}
