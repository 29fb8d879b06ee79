/* SPDX-License-Identifier: Apache-2.0 */
/* Calls that add units and kinds and that change units. */
#include "model/history.h"

static int64_t any_unit(history *h)
{
    return 1 + history_below(h, h->w.unit_count);
}

/* A new node while there is room for it, else one that is there already. */
static void draw_node(history *h, call *c)
{
    int64_t count = c->verb == CALL_ADD_UNIT ? h->w.unit_count : h->w.kind_count;
    int64_t most = c->verb == CALL_ADD_UNIT ? TRACE_NODES : 5;

    c->key = count < most ? count + 1 : count;
    c->subject = history_below(h, count + 1);
    c->text = 1 + history_below(h, 9);
}

static void draw_parts(history *h, call *c)
{
    c->part_count = c->share_count = 2 + (size_t)history_below(h, 2);
    for (size_t i = 0; i < c->part_count; i++) {
        c->parts[i] = any_unit(h);
        for (int tries = 0; i > 0 && c->parts[i] == c->parts[i - 1] && tries < 9; tries++)
            c->parts[i] = any_unit(h);
        c->shares[i] = 1 + history_below(h, history_once_in(h, 3) ? 100000 : 4);
    }
}

void history_reform(history *h, call *c)
{
    jf_reform *r = &c->reform;

    if (c->verb == CALL_ADD_UNIT || c->verb == CALL_ADD_KIND) {
        draw_node(h, c);
        return;
    }
    r->day = history_day(h);
    r->key = 1 + history_below(h, 1000000);
    r->unit = any_unit(h);
    r->actor = h->texts > 0 && history_once_in(h, 3) ? 1 : 0;
    c->text = 1 + history_below(h, 9);
    c->subject = c->verb == CALL_MOVE_UNIT ? history_below(h, h->w.unit_count + 1) : any_unit(h);
    if (c->verb == CALL_SPLIT && history_has(h, FEATURE_HUGE))
        c->verb = CALL_MERGE; /* a part that once stood above the unit counts its use twice */
    if (c->verb == CALL_SPLIT)
        draw_parts(h, c);
}
