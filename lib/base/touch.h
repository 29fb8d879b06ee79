/* SPDX-License-Identifier: Apache-2.0 */
/* Reads a byte for nothing, so that its cache line is near when it is needed. A prefetch would do
 * without an answer, but processors may drop it where the page is not at hand, which is where it
 * matters most; loads that do not depend on each other overlap as well. */
#ifndef JIANFU_LIB_TOUCH_H
#define JIANFU_LIB_TOUCH_H

static inline void jf__touch_line(const void *address)
{
    (void)*(const volatile unsigned char *)address;
}

#endif
