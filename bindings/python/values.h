/* SPDX-License-Identifier: Apache-2.0 */
/* Numbers, days, text and members of enums, both ways. Each conversion exists once and serves
 * arguments, results, fields of records and elements of arrays. */

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
