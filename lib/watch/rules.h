/* SPDX-License-Identifier: Apache-2.0 */
/* Rules of the watch with the defaults filled in. */
#ifndef JIANFU_LIB_WATCH_RULES_H
#define JIANFU_LIB_WATCH_RULES_H

#include "jianfu/watch.h"

/* Copies `rules` (NULL = all defaults) to *rules_out. JF_E_ARGUMENT: a field outside its range,
 * thresholds not ascending. Reading what was read changes nothing. */
jf_status jf__watch_rules_read(jf_watch_rules *rules_out, const jf_watch_rules *rules,
                               jf_error *err);

#endif
