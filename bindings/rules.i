/* SPDX-License-Identifier: Apache-2.0 */
/* One rule per convention of the C API; no function, record or handle is named here.
 *
 * The generated methods.i says which rule holds for which parameter, with the placeholder names
 * EXCLUSIVE, SHARED, NULLABLE, OUT, TEXT_OUT, BLOCK_OUT, ITEMS and ITEMS_OUT. A further language
 * begins with the portable half below; what it adds is its arrays, days and callbacks.
 *
 * The error is a variable of each wrapper: two calls never share one.
 */

%include "exception.i"

%{
#include <string.h>
#include <jianfu.h>
%}

/* Constants without the prefix of the library. */
%rename("%(strip:[JF_])s", regexmatch$name="^JF_") "";

%nodefaultctor;
%nodefaultdtor;

/* (…, jf_error *err): a local of the wrapper, under a name that the rules for results know. */
%typemap(in, numinputs=0, noblock=1) jf_error *err
{
    jf_error failure;
    memset(&failure, 0, sizeof failure);
    $1 = &failure;
}

#ifdef SWIGPYTHON
%include "python/rules_python.i"
#else

#pragma SWIG nowarn=453 /* a placeholder without a rule here keeps the plain rule of its type */

%{
#include <stdlib.h>
%}

%include "typemaps.i"
%include "stdint.i"

/* A failure of any kind leaves its mark in err; nothing else has to be asked. */
%typemap(argout) jf_error *err
{
    if ($1->status != JF_OK)
        SWIG_exception(SWIG_RuntimeError, $1->message);
}

%typemap(out) jf_status ""

/* T *…_out: a further result. */
%apply int *OUTPUT { int32_t *OUT, jf_day *OUT };
%apply long long *OUTPUT { int64_t *OUT };
%apply unsigned long *OUTPUT { size_t *OUT };
%apply bool *OUTPUT { bool *OUT };
#if defined(SWIGTCL) || defined(SWIGPERL) || defined(SWIGRUBY)
%include "cstring.i"
%cstring_output_maxsize(char *TEXT_OUT, size_t TEXT_SIZE);
#endif

%typemap(check) const char *
{
    if ($1 == NULL)
        SWIG_exception(SWIG_ValueError, "text must not be null");
}

/* Handles: classes with constructor and destructor; never NULL unless the contract allows it. */
%define %jf_handle(T)
%typemap(check) T *EXCLUSIVE, T *SHARED
{
    if ($1 == NULL)
        SWIG_exception(SWIG_ValueError, "the handle must not be null");
}
%enddef

/* Records: structs whose `size` is set; results are written to a record of the caller. */
%define %jf_record(T)
%enddef

%define %jf_sized(T)
%extend T {
    T() { T *made = (T *)calloc(1, sizeof(T)); if (made) made->size = sizeof(T); return made; }
    ~T() { free($self); }
}
%immutable T::size;
%enddef

/* Callbacks stay NULL until a language has its own rule; long calls need nothing. */
%define %jf_callback(F)
%enddef

%define %jf_long(F)
%enddef

/* The allocator is for C. */
%ignore jf_allocator;
%rename("$ignore", regexmatch$name="^allocator$") "";

#endif
