/* SPDX-License-Identifier: Apache-2.0 */
/* The conventions in Python. What these rules call is in the headers beside them. The module that
 * they make is private: the classes that users see are those of the generated jianfu/_api.py. */

%{
#include "runtime.h"
#include "values.h"
#include "records.h"
#include "arrays.h"
%}

%init %{
if (jfw_ready(d) < 0)
    return NULL;
%}

/* Records are Python objects, not wrapped structs. */
%rename("$ignore", %$ismember, %$isvariable) "";
%ignore jf_allocator;
%ignore jf_error;

/* Results. A failure raises before any further result is made, so nothing leaks. */
%typemap(out) jf_status
{
    if ($1 != JF_OK) {
        jfw_raise(&failure, "$symname");
        SWIG_fail;
    }
    $result = NULL;
}
%typemap(ret) jf_status
{
    if ($result == NULL)
        $result = Py_NewRef(Py_None);
}
%typemap(out) void { $result = Py_NewRef(Py_None); }

/* Numbers: int and whatever has __index__, never a float; each in its own range. */
%define %jf_number(T, NUMBER, READ, LOW, HIGH, MAKE)
%typemap(in) T (NUMBER number)
{
    if (READ($input, "$1_name", LOW, HIGH, &number) < 0)
        SWIG_fail;
    $1 = (T)number;
}
%typemap(out) T { $result = MAKE((NUMBER)$1); }
%typemap(in, numinputs=0) T *OUT (T number)
{
    number = 0;
    $1 = &number;
}
%typemap(argout) T *OUT
{
    $result = jfw_append($result, MAKE((NUMBER)*$1));
    if ($result == NULL)
        SWIG_fail;
}
%enddef
%jf_number(int32_t, long long, jfw_signed, INT32_MIN, INT32_MAX, PyLong_FromLongLong)
%jf_number(int64_t, long long, jfw_signed, INT64_MIN, INT64_MAX, PyLong_FromLongLong)
%jf_number(uint32_t, unsigned long long, jfw_unsigned, 0, UINT32_MAX, PyLong_FromUnsignedLongLong)
%jf_number(uint64_t, unsigned long long, jfw_unsigned, 0, UINT64_MAX, PyLong_FromUnsignedLongLong)
%jf_number(size_t, unsigned long long, jfw_unsigned, 0, SIZE_MAX, PyLong_FromUnsignedLongLong)
%jf_number(bool, long long, jfw_signed, 0, 1, PyBool_FromLong)
%jf_number(jf_day, jf_day, jfw_day, JF_DAY_FIRST, JF_DAY_LAST, jfw_day_object)

/* Text: str without NUL, as UTF-8. A path is anything that os.fspath takes. */
%typemap(in) const char *
{
    $1 = (char *)jfw_text($input, "$1_name");
    if ($1 == NULL)
        SWIG_fail;
}
%typemap(freearg) const char * ""
%typemap(in) const char *path (PyObject *encoded = NULL)
{
    if (!PyUnicode_FSConverter($input, &encoded))
        SWIG_fail;
    $1 = PyBytes_AS_STRING(encoded);
}
%typemap(freearg) const char *path { Py_XDECREF(encoded$argnum); }
%typemap(out) const char * { $result = jfw_text_object($1); }

%typemap(in, numinputs=0) (char *TEXT_OUT, size_t TEXT_SIZE) (char text[JFW_TEXT_SIZE])
{
    text[0] = '\0';
    $1 = text;
    $2 = sizeof text;
}
%typemap(argout) (char *TEXT_OUT, size_t TEXT_SIZE)
{
    $result = jfw_append($result, jfw_text_object($1));
    if ($result == NULL)
        SWIG_fail;
}

%typemap(in, numinputs=0) (uint8_t *BLOCK_OUT, size_t BLOCK_SIZE) (uint8_t block[JFW_BLOCK_SIZE])
{
    $1 = block;
    $2 = sizeof block;
}
%typemap(argout) (uint8_t *BLOCK_OUT, size_t BLOCK_SIZE)
{
    $result = jfw_append($result, PyBytes_FromStringAndSize((char *)$1, JFW_BLOCK_SIZE));
    if ($result == NULL)
        SWIG_fail;
}

/* Arrays: a buffer of that element type as it is, or any iterable, which is copied. */
%define %jf_items(T, ELEMENT)
%typemap(in) (const T *ITEMS, size_t ITEM_COUNT) (jfw_items items = {0})
{
    if (jfw_items_read($input, "$1_name", ELEMENT, &items) < 0)
        SWIG_fail;
    $1 = ($1_ltype)items.block;
    $2 = items.count;
}
%typemap(freearg) (const T *ITEMS, size_t ITEM_COUNT) { jfw_items_release(&items$argnum); }
%typemap(in) (T *ITEMS_OUT, size_t ITEM_COUNT) (jfw_items items = {0})
{
    if (jfw_items_room($input, "$1_name", ELEMENT, &items) < 0)
        SWIG_fail;
    $1 = ($1_ltype)items.block;
    $2 = items.count;
}
%typemap(argout) (T *ITEMS_OUT, size_t ITEM_COUNT)
{
    $result = jfw_append($result, jfw_items_object(&items$argnum, ELEMENT));
    if ($result == NULL)
        SWIG_fail;
}
%typemap(freearg) (T *ITEMS_OUT, size_t ITEM_COUNT) { jfw_items_release(&items$argnum); }
%enddef
%jf_items(int64_t, &jfw_element_int64)
%jf_items(int32_t, &jfw_element_int32)
%jf_items(uint8_t, &jfw_element_byte)

/* Handles: objects of jianfu.Handle, entered for the time of the call. */
%define %jf_handle(T)
%typemap(in) T *EXCLUSIVE (jfw_handle *entered = NULL)
{
    $1 = ($1_ltype)jfw_enter($input, "$1_name", &jfw_class_##T, 1, &entered);
    if ($1 == NULL)
        SWIG_fail;
}
%typemap(in) T *SHARED (jfw_handle *entered = NULL)
{
    $1 = ($1_ltype)jfw_enter($input, "$1_name", &jfw_class_##T, 0, &entered);
    if ($1 == NULL)
        SWIG_fail;
}
%typemap(in) T *NULLABLE (jfw_handle *entered = NULL)
{
    $1 = NULL;
    if ($input != Py_None) {
        $1 = ($1_ltype)jfw_enter($input, "$1_name", &jfw_class_##T, 0, &entered);
        if ($1 == NULL)
            SWIG_fail;
    }
}
%typemap(freearg) T *EXCLUSIVE, T *SHARED, T *NULLABLE { jfw_leave(entered$argnum); }
%typemap(out) T *
{
    $result = jfw_handle_object($1, &jfw_class_##T, &failure, "$symname");
    if ($result == NULL)
        SWIG_fail;
}
%enddef

/* Records: objects of their dataclass, copied in and out field by field. */
%define %jf_record(T)
%typemap(in) const T * (T record)
{
    if (jfw_record_read($input, "$1_name", &jfw_record_##T, &record) < 0)
        SWIG_fail;
    $1 = &record;
}
%typemap(in) const T *NULLABLE (T record)
{
    $1 = NULL;
    if ($input != Py_None) {
        if (jfw_record_read($input, "$1_name", &jfw_record_##T, &record) < 0)
            SWIG_fail;
        $1 = &record;
    }
}
%typemap(in, numinputs=0) T *OUT (T record)
{
    jfw_record_clear(&jfw_record_##T, &record);
    $1 = &record;
}
%typemap(argout) T *OUT
{
    $result = jfw_append($result, jfw_record_object(&jfw_record_##T, $1));
    if ($result == NULL)
        SWIG_fail;
}
%jf_items(T, &jfw_record_##T.element)
%enddef

%define %jf_sized(T)
%enddef

/* Callbacks: a callable or None. The C function is passed in both cases: it is what sees Ctrl-C. */
%define %jf_callback(F)
%typemap(in) (F fn, void *user)
{
    if ($input != Py_None && !PyCallable_Check($input)) {
        PyErr_Format(PyExc_TypeError, "$1_name: a callable or None is needed, not %.100s",
                     Py_TYPE($input)->tp_name);
        SWIG_fail;
    }
    $1 = jfw_call_##F;
    $2 = $input;
}
%enddef

/* Long calls let other threads run. */
%define %jf_long(F)
%thread F;
%enddef

/* What the package registers when it is imported: its classes, by the names of the C types. */
%native(register_type) PyObject *jfw_register_type(PyObject *module, PyObject *arguments);
%native(register_errors) PyObject *jfw_register_errors(PyObject *module, PyObject *arguments);
%native(member) PyObject *jfw_member_of(PyObject *module, PyObject *arguments);
