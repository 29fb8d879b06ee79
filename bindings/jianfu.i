/* SPDX-License-Identifier: Apache-2.0 */
/* The one interface file of every language. See docs/rfc/0001-bindings.md. */

#ifdef SWIGPYTHON
%module(threads="1") _core
%nothread;
#else
%module jianfu
#endif

%include "rules.i"

/* Generated: the rule of each parameter, the classes, and %include of every public header. */
%include "methods.i"
