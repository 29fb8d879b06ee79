/* SPDX-License-Identifier: Apache-2.0 */
/* The two halves of a check: each document by itself, and the numbers of each series. */
#ifndef JIANFU_LIB_CHECK_H
#define JIANFU_LIB_CHECK_H

#include "register/state.h"

typedef JF__ARRAY(jf_finding) jf__findings;
typedef JF__ARRAY(jf__meter) jf__meters;

/* What a check has found so far. */
typedef struct jf__checking {
    const jf_register *self;
    jf__findings findings;
    jf__meters meters;
} jf__checking;

/* A further finding about a document, with zeros in place and `other` = -1; NULL when memory is
 * refused. It lives until the next one. */
jf_finding *jf__checking_add(jf__checking *checking, size_t document, int32_t kind);

/* Findings about single documents; false when memory is refused. */
bool jf__check_documents(jf__checking *checking);

/* Findings about series, and their meters; false when memory is refused. */
bool jf__check_series(jf__checking *checking);

#endif
