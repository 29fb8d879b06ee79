/* SPDX-License-Identifier: Apache-2.0 */
/* Landings: the sum of the counts of a record's recipient lines. The lead writes them off whole:
 * the first issuer line with a count, else the first issuer line. Where none issues, nobody does,
 * and the record lands from outside. */
#include "ledger/ledger.h"

#include "base/checked.h"

void jf__lead_add(jf__lead *lead, const jf__line *line)
{
    uint32_t number = lead->line_count++;

    if (line->side == JF_SIDE_RECIPIENT) {
        if (!jf__add(lead->landings, line->count, &lead->landings))
            lead->landings = INT64_MAX;
    } else if (lead->line == JF__NONE || (!lead->counts && line->count > 0)) {
        lead->line = number;
        lead->unit = line->unit;
        lead->counts = line->count > 0;
    }
}

void jf__landings_fill(jf__line *lines, size_t line_count)
{
    jf__lead lead = JF__LEAD_NONE;

    for (size_t i = 0; i < line_count; i++) {
        lines[i].landings = 0;
        jf__lead_add(&lead, &lines[i]);
    }
    if (lead.line != JF__NONE)
        lines[lead.line].landings = lead.landings;
}
