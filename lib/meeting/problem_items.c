/* SPDX-License-Identifier: Apache-2.0 */
/* What can stand in the text of a problem. */
#include "meeting/problem_items.h"

static const char *const bases[] = {"person", "unit", NULL};

/* From JF_RELATION_BEFORE on. */
static const char *const relations[] = {"before", "same-day", "different-day", "adjacent", NULL};

#define BASIS_FIELD                                                                                \
    {                                                                                              \
        .key = "basis", .kind = JF__FIELD_NAME, .names = bases                                     \
    }
#define TARGET_FIELD                                                                               \
    {                                                                                              \
        .key = "target", .kind = JF__FIELD_DAY, .usual = JF_DAY_NONE                               \
    }
/* Minute of a pinned start; -1, which no text can say, is none. */
#define START_FIELD                                                                                \
    {                                                                                              \
        .key = "start", .usual = -1, .most = JF__MINUTES_OF_DAY - 1                                \
    }
#define RELATION_FIELD                                                                             \
    {                                                                                              \
        .key = "kind", .kind = JF__FIELD_NAME, .is_required = true, .names = relations             \
    }
/* -1, which no text can say, is any number. */
#define MOST_FIELD                                                                                 \
    {                                                                                              \
        .key = "most", .usual = -1, .most = INT32_MAX                                              \
    }
#define DAY_RANGE JF__DAY_REQUIRED("first"), JF__DAY_REQUIRED("last")
#define TIME_OF_DAY                                                                                \
    JF__DAY_REQUIRED("day"), JF__COUNT_REQUIRED("start"), JF__COUNT_REQUIRED("minutes")

static const jf__item_shape shapes[] = {
    [JF__ITEM_HORIZON] = {"horizon",
                          {DAY_RANGE, JF__FLAG_FIELD("any_day"),
                           JF__COUNT_FIELD("day_from", JF__USUAL_DAY_FROM),
                           JF__COUNT_FIELD("day_to", JF__USUAL_DAY_TO),
                           JF__COUNT_FIELD("lunch_from", JF__USUAL_LUNCH_FROM),
                           JF__COUNT_FIELD("lunch_to", JF__USUAL_LUNCH_TO),
                           JF__COUNT_FIELD("grain", JF__USUAL_GRAIN)}},
    [JF__ITEM_DAYS] = {"days", {DAY_RANGE}},
    [JF__ITEM_OFF] = {"off", {DAY_RANGE}},
    [JF__ITEM_WORK] = {"work", {DAY_RANGE}},
    [JF__ITEM_RULES] = {"rules",
                        {BASIS_FIELD, JF__COUNT_FIELD("overlap_permille", JF__USUAL_OVERLAP),
                         JF__COUNT_FIELD("near_days", JF__USUAL_NEAR_DAYS),
                         JF__COUNT_FIELD("growth_minutes", JF__USUAL_GROWTH),
                         JF__COUNT_FIELD("weight_agenda", JF__USUAL_WEIGHT_AGENDA),
                         JF__COUNT_FIELD("weight_gathering", JF__USUAL_WEIGHT_GATHERING),
                         JF__COUNT_FIELD("weight_superfluous", JF__USUAL_WEIGHT_SUPERFLUOUS),
                         JF__COUNT_FIELD("weight_shift", JF__USUAL_WEIGHT_SHIFT),
                         JF__FLAG_FIELD("no_merge")}},
    [JF__ITEM_BLACKOUT] = {"blackout", {DAY_RANGE}},
    [JF__ITEM_PERSON] = {"person", {JF__ID_REQUIRED("id"), JF__ID_FIELD("unit")}},
    [JF__ITEM_BUSY] = {"busy", {JF__ID_REQUIRED("person"), TIME_OF_DAY}},
    [JF__ITEM_ROOM] = {"room", {JF__ID_REQUIRED("id"), JF__COUNT_FIELD("capacity", 0)}},
    [JF__ITEM_HOURS] = {"hours", {JF__ID_REQUIRED("room"), TIME_OF_DAY}},
    [JF__ITEM_FEATURE] = {"feature", {JF__ID_REQUIRED("room"), JF__ID_REQUIRED("feature")}},
    [JF__ITEM_CLASS] = {"class",
                        {JF__ID_REQUIRED("id"), JF__COUNT_FIELD("max_minutes", 0),
                         JF__COUNT_FIELD("max_heads", 0)}},
    [JF__ITEM_REQUEST] = {"request",
                          {JF__ID_REQUIRED("id"), JF__COUNT_REQUIRED("minutes"),
                           JF__COUNT_FIELD("opening", 0), JF__ID_FIELD("organiser"),
                           JF__ID_FIELD("class"), DAY_RANGE, TARGET_FIELD,
                           JF__COUNT_FIELD("secrecy", 0), JF__FLAG_FIELD("statutory"), START_FIELD,
                           JF__ID_FIELD("room")}},
    [JF__ITEM_TOPIC] = {"topic", {JF__ID_REQUIRED("request"), JF__ID_REQUIRED("topic")}},
    [JF__ITEM_GENERIC] = {"generic", {JF__ID_REQUIRED("topic")}},
    [JF__ITEM_ATTENDEE] = {"attendee",
                           {JF__ID_REQUIRED("request"), JF__ID_REQUIRED("person"),
                            JF__COUNT_FIELD("heads", 1), JF__FLAG_FIELD("optional")}},
    [JF__ITEM_UNAVAILABLE] = {"unavailable", {JF__ID_REQUIRED("request"), TIME_OF_DAY}},
    [JF__ITEM_NEED] = {"need", {JF__ID_REQUIRED("request"), JF__ID_REQUIRED("feature")}},
    [JF__ITEM_CONFLICT] = {"conflict",
                           {JF__ID_REQUIRED("a"), JF__ID_REQUIRED("b"), JF__ID_FIELD("weight")}},
    [JF__ITEM_BAR] = {"bar", {JF__ID_REQUIRED("a"), JF__ID_REQUIRED("b")}},
    [JF__ITEM_RELATION] = {"relation",
                           {RELATION_FIELD, JF__ID_REQUIRED("a"), JF__ID_REQUIRED("b"),
                            JF__COUNT_FIELD("least", 0), MOST_FIELD}},
    [JF__PROBLEM_ITEMS] = JF__END_SHAPE,
};

const jf__grammar jf__problem_grammar = {"jianfu-problem", "1", shapes, JF__PROBLEM_ITEMS};
