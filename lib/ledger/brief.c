/* SPDX-License-Identifier: Apache-2.0 */
#include "ledger/reconcile.h"

jf__brief jf__brief_of(const jf_ledger *self, uint32_t attempt)
{
    const jf__attempt *known = jf__attempt_at(&self->attempts, attempt);
    jf__entry head = jf__entry_at(self, attempt);
    jf__entry entry = jf__entry_of_lines(self, attempt);
    jf__lead lead = JF__LEAD_NONE;
    jf__brief brief = {.key = head.request.key, .subject = head.request.subject,
                       .kind = known->kind, .day = known->day, .line_count = entry.line_count};

    for (uint32_t i = 0; i < entry.line_count; i++) {
        jf__line line = jf__entry_line(&entry);

        jf__lead_add(&lead, &line);
        brief.count += line.side == JF_SIDE_ISSUER ? line.count : 0;
    }
    brief.unit = lead.unit;
    return brief;
}

bool jf__unit_is_same(const jf_ledger *self, uint32_t a, uint32_t b, jf_day day)
{
    if (a == JF__NONE || b == JF__NONE)
        return a == b;
    return a == b ||
           jf__unit_current(&self->units, a, day) == jf__unit_current(&self->units, b, day);
}
