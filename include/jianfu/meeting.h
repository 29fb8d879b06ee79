/* SPDX-License-Identifier: Apache-2.0 */
/* The meeting planner: which requests become one session, when, and in which room.
 *
 * A problem is built (add_*, set_rules), sealed, and then immutable and shareable between threads.
 * A plan is a set of gatherings; a gathering is an ordered list of agendas; an agenda is a set of
 * requests. Merging puts several requests into one agenda, which everybody attends whole. (This
 * version makes gatherings of one agenda; nesting and attaching use the same shape.)
 *
 * Minutes are exact; the grain limits starts only. A day of the plan is a working day of the
 * calendar (any day with `any_day`), outside blackouts, from day_from to day_to; nothing lies in
 * the lunch interval. Cost is in person-minutes; the model, its defaults and guards are those of
 * docs/ARCHITECTURE.md, "Meeting".
 */
#ifndef JIANFU_MEETING_H
#define JIANFU_MEETING_H

#include "jianfu/base.h"
#include "jianfu/calendar.h"

#ifdef __cplusplus
extern "C" {
#endif

/** A planning problem. */
typedef struct jf_problem jf_problem;

/** A plan for a problem; sealed from the start. */
typedef struct jf_plan jf_plan;

/** Horizon and day of a problem; zero means default. The horizon has to be given. */
typedef struct jf_problem_options {
    uint32_t size;      /**< sizeof(jf_problem_options) */
    jf_day first;       /**< first day of the horizon */
    jf_day last;        /**< last day; at most 4,000 days */
    int32_t any_day;    /**< 1: weekends and holidays may carry meetings */
    int32_t day_from;   /**< minute of the day at which meetings may begin; 0 = 510 (8:30),
                             -1 = midnight */
    int32_t day_to;     /**< minute by which they end; 0 = 1050 (17:30); at most 1440 */
    int32_t lunch_from; /**< lunch interval; both 0 = 720..810 (12:00 to 13:30); equal = none */
    int32_t lunch_to;
    int32_t grain;      /**< starts lie at day_from + k x grain; 0 = 30 minutes */
    jf_allocator allocator;
} jf_problem_options;

/** An empty problem. The calendar is asked when the problem is sealed; `calendar` may be NULL with
 * any_day. JF_E_ARGUMENT: no options, minutes out of order, grain outside 1..1440; JF_E_RANGE: the
 * horizon; JF_E_ARGUMENT: no calendar without any_day. */
JF_API jf_problem *jf_problem_new(jf_calendar *calendar, const jf_problem_options *opts,
                                  jf_error *err);

/** Another reference; NULL gives NULL. Each reference is freed once. */
JF_API jf_problem *jf_problem_retain(jf_problem *self);

/** Drops a reference; NULL is allowed. */
JF_API void jf_problem_free(jf_problem *self);

/** On what "the same attendees" is judged; costs always count persons. */
typedef enum jf_basis {
    JF_BASIS_PERSON = 0,
    JF_BASIS_UNIT = 1
} jf_basis;

/** Tests, guards and weights; zero means default, -1 means zero. */
typedef struct jf_meeting_rules {
    uint32_t size;            /**< sizeof(jf_meeting_rules) */
    int32_t basis;            /**< a jf_basis */
    int32_t overlap_permille; /**< least |A and B| / |A or B| for a merge; 0 = 800 */
    int32_t near_days;        /**< most working days between targets (plain days with any_day);
                                   0 = 10 */
    int32_t growth_minutes;   /**< most minutes that an attendee sits beyond the sum of the lengths
                                   of his own requests; 0 = 15 */
    int32_t weight_agenda;    /**< per agenda; 0 = 60 person-minutes of staff work */
    int32_t weight_gathering; /**< per gathering; 0 = 120 */
    int32_t weight_superfluous; /**< per minute beyond the own requests, on top of its attendance;
                                     0 = 1 */
    int32_t weight_shift;     /**< per request and working day from its target; 0 = 5 */
    int32_t no_merge;         /**< 1: every request stays alone */
} jf_meeting_rules;

/** Sets the rules; NULL restores the defaults. JF_E_SEALED; JF_E_ARGUMENT. */
JF_API jf_status jf_problem_set_rules(jf_problem *self, const jf_meeting_rules *rules,
                                      jf_error *err);

/** Somebody who attends, or a pool that cannot be split: it is in one place at a time. */
typedef struct jf_person {
    uint32_t size;    /**< sizeof(jf_person) */
    int32_t reserved; /**< 0 */
    int64_t id;       /**< 1 or more */
    int64_t unit;     /**< 0 = none */
} jf_person;

/** Adds a person. JF_E_SEALED; JF_E_ARGUMENT; JF_E_EXISTS. */
JF_API jf_status jf_problem_add_person(jf_problem *self, const jf_person *person, jf_error *err);

/** A time of the person that is taken: [start, start + minutes) on a day.
 * JF_E_SEALED; JF_E_NOT_FOUND; JF_E_RANGE: outside the horizon or the day. */
JF_API jf_status jf_problem_add_busy(jf_problem *self, int64_t person, jf_day day, int32_t start,
                                     int32_t minutes, jf_error *err);

/** A room; it holds one gathering at a time. */
typedef struct jf_room {
    uint32_t size;    /**< sizeof(jf_room) */
    int32_t capacity; /**< heads; 0 = any number */
    int64_t id;       /**< 1 or more */
} jf_room;

/** Adds a room; a problem without rooms places in time only. JF_E_SEALED; JF_E_ARGUMENT;
 * JF_E_EXISTS. */
JF_API jf_status jf_problem_add_room(jf_problem *self, const jf_room *room, jf_error *err);

/** Opening hours of a room; once any are given, the room is open only then. A gathering lies
 * within one interval. JF_E_SEALED; JF_E_NOT_FOUND; JF_E_RANGE. */
JF_API jf_status jf_problem_add_room_hours(jf_problem *self, int64_t room, jf_day day,
                                           int32_t start, int32_t minutes, jf_error *err);

/** A feature of a room (a ramp); twice is as once. Statuses as jf_problem_add_need. */
JF_API jf_status jf_problem_add_room_feature(jf_problem *self, int64_t room, int64_t feature,
                                             jf_error *err);

/** A closed day range without meetings. JF_E_SEALED; JF_E_RANGE: first > last. */
JF_API jf_status jf_problem_add_blackout(jf_problem *self, jf_day first, jf_day last,
                                         jf_error *err);

/** Caps of a meeting class. */
typedef struct jf_meeting_class {
    uint32_t size;       /**< sizeof(jf_meeting_class) */
    int32_t max_minutes; /**< length of an agenda; 0 = no cap */
    int64_t id;          /**< 1 or more */
    int32_t max_heads;   /**< heads of an agenda, optional guests not counted; 0 = no cap */
    int32_t reserved;    /**< 0 */
} jf_meeting_class;

/** Adds a class of meetings. JF_E_SEALED; JF_E_ARGUMENT; JF_E_EXISTS. */
JF_API jf_status jf_problem_add_class(jf_problem *self, const jf_meeting_class *meeting_class,
                                      jf_error *err);

/** A meeting that somebody wants to hold. */
typedef struct jf_request {
    uint32_t size;         /**< sizeof(jf_request) */
    int32_t minutes;       /**< length, opening included; 1 to 1440 */
    int64_t id;            /**< 1 or more */
    int64_t organiser;     /**< unit; 0 = none */
    int64_t meeting_class; /**< id of a class; 0 = none, no caps */
    int32_t opening;       /**< opening minutes, held once when merged; 0 to minutes */
    jf_day first;          /**< window of days, closed */
    jf_day last;
    jf_day target;         /**< wanted day, in the window; JF_DAY_NONE = first, and so is 0 when the
                                window does not hold 1970-01-01 */
    int32_t secrecy;       /**< 0 open .. 3; above 0 never merged */
    int32_t statutory;     /**< 1: never merged */
    int32_t pin_start;     /**< minute + 1 at which it starts on its target day, on the grain or
                                not; 0 = free */
    int32_t reserved;      /**< 0 */
    int64_t pin_room;      /**< room; 0 = free */
} jf_request;

/** Adds a request. JF_E_SEALED; JF_E_ARGUMENT; JF_E_EXISTS; JF_E_NOT_FOUND: class or room;
 * JF_E_RANGE: first > last, the window misses the horizon, the target lies outside the window or is
 * no day, the minutes are more than the longest free stretch of a day (err->expected) or leave it
 * from the pinned start, or there are 16,384 requests already. */
JF_API jf_status jf_problem_add_request(jf_problem *self, const jf_request *request,
                                        jf_error *err);

/** A subject tag of a request. JF_E_SEALED; JF_E_ARGUMENT: topic < 1; JF_E_NOT_FOUND. */
JF_API jf_status jf_problem_add_topic(jf_problem *self, int64_t request, int64_t topic,
                                      jf_error *err);

/** A feature that the room of a request, if there are rooms, has to have; twice is as once. An
 * agenda needs what any of its requests needs. A request that no room can hold stays unplaced, as
 * for want of chairs. JF_E_SEALED; JF_E_ARGUMENT: feature < 1; JF_E_NOT_FOUND. */
JF_API jf_status jf_problem_add_need(jf_problem *self, int64_t request, int64_t feature,
                                     jf_error *err);

/** Declares that a topic makes no common subject (everybody carries it). JF_E_SEALED;
 * JF_E_ARGUMENT. */
JF_API jf_status jf_problem_set_generic_topic(jf_problem *self, int64_t topic, jf_error *err);

/** A person of a request. Heads are the chairs that he or his pool takes (0 allowed); an optional
 * guest takes chairs but is in no test, no clash and no cost.
 * JF_E_SEALED; JF_E_ARGUMENT: heads < 0; JF_E_NOT_FOUND; JF_E_EXISTS: attends it already. */
JF_API jf_status jf_problem_add_attendee(jf_problem *self, int64_t request, int64_t person,
                                         int32_t heads, bool is_optional, jf_error *err);

/** A time at which a request cannot be held. JF_E_SEALED; JF_E_NOT_FOUND; JF_E_RANGE. */
JF_API jf_status jf_problem_add_unavailable(jf_problem *self, int64_t request, jf_day day,
                                            int32_t start, int32_t minutes, jf_error *err);

/** Two requests that should not overlap in time: weight 0 = must not, else the price of an
 * overlap, however long. Weights of a pair add up. They may be merged unless barred.
 * JF_E_SEALED; JF_E_NOT_FOUND; JF_E_ARGUMENT: the same request twice, weight < 0. */
JF_API jf_status jf_problem_add_conflict(jf_problem *self, int64_t request_a, int64_t request_b,
                                         int64_t weight, jf_error *err);

/** Two requests that must never be merged. Statuses as add_conflict. */
JF_API jf_status jf_problem_add_bar(jf_problem *self, int64_t request_a, int64_t request_b,
                                    jf_error *err);

/** What two requests are to each other in time. */
typedef enum jf_relation_kind {
    JF_RELATION_BEFORE = 1,        /**< b starts `least` to `most` minutes after a ends */
    JF_RELATION_SAME_DAY = 2,      /**< both on one day; met by one agenda */
    JF_RELATION_DIFFERENT_DAY = 3, /**< on two days */
    JF_RELATION_ADJACENT = 4       /**< b starts when a ends, on its day, in any room */
} jf_relation_kind;

/** A relation that a plan keeps once both requests are placed. Minutes are those of the clock,
 * nights included (1,440 to the same time next day); what ends and starts is the whole agenda of
 * a request. Starts stay on the grain: ADJACENT asks for an agenda of `a` that ends on it. */
typedef struct jf_relation {
    uint32_t size; /**< sizeof(jf_relation) */
    int32_t kind;  /**< a jf_relation_kind */
    int64_t request_a;
    int64_t request_b;
    int32_t least; /**< BEFORE: 0 or more; else 0 */
    int32_t most;  /**< BEFORE: 0 = any number, -1 = none (b starts when a ends); else 0 */
} jf_relation;

/** Adds a relation; all of a pair hold, any but SAME_DAY bars the two from one agenda, and what no
 * plan can keep leaves requests unplaced. JF_E_SEALED; JF_E_ARGUMENT: the kind, or minutes out of
 * order or not of the kind; JF_E_NOT_FOUND; JF_E_ARGUMENT: the same request twice. */
JF_API jf_status jf_problem_add_relation(jf_problem *self, const jf_relation *relation,
                                         jf_error *err);

/** Ends building; sealing twice is fine. JF_E_NOT_SEALED: the calendar is not sealed;
 * JF_E_UNKNOWN_DAY: it does not know the horizon or a target; JF_E_RANGE: a request whose window
 * (or pinned day) holds no day for meetings (err->subject is the request); JF_E_OVERFLOW: costs of
 * a plan could leave 64 bits. */
JF_API jf_status jf_problem_seal(jf_problem *self, jf_error *err);

/** Number of requests, and the id of the one at index (order of adding; 0 beyond the end). */
JF_API size_t jf_problem_request_count(const jf_problem *self);
JF_API int64_t jf_problem_request_at(const jf_problem *self, size_t index);

/** Tests that a merge must pass; bits of jf_pair.failed, tried in this order, all reported. */
typedef enum jf_merge_test {
    JF_TEST_STATUTORY = 1,
    JF_TEST_SECRECY = 2,
    JF_TEST_BARRED = 4,
    JF_TEST_WINDOW = 8,     /**< no common day */
    JF_TEST_TIME = 16,      /**< targets too far apart */
    JF_TEST_SUBJECT = 32,   /**< no common topic that is not generic */
    JF_TEST_ATTENDEES = 64, /**< not mostly the same; requests without attendees share nobody */
    JF_TEST_DURATION = 128, /**< longer than the smallest class cap */
    JF_TEST_HEADS = 256,    /**< more heads than the smallest class cap */
    JF_TEST_GROWTH = 512    /**< somebody would sit through too much that is not his */
} jf_merge_test;

/** Verdict on merging two requests, with every number that decides. */
typedef struct jf_pair {
    uint32_t size;        /**< sizeof(jf_pair) */
    int32_t failed;       /**< bits of jf_merge_test; 0: may be merged */
    int64_t request_a;
    int64_t request_b;
    int32_t common_days;  /**< days for meetings that both windows hold; a pinned start narrows the
                               window to its day */
    int32_t days_apart;   /**< working days between the targets … */
    int32_t near_days;    /**< … and the most allowed */
    int32_t shared;       /**< attendees (or units) of both … */
    int32_t either;       /**< … and of either */
    int32_t overlap_permille; /**< the least 1000 x shared / either allowed */
    int32_t minutes;      /**< length when merged … */
    int32_t minutes_cap;  /**< … and the smallest class cap; 0 = none */
    int32_t heads;        /**< heads when merged … */
    int32_t heads_cap;    /**< … and the smallest class cap; 0 = none */
    int32_t growth;       /**< most minutes that anybody sits beyond the lengths of his own, not
                               below 0 … */
    int32_t growth_cap;   /**< … and the most allowed */
} jf_pair;

/** Verdict on a pair of requests. JF_E_NOT_SEALED; JF_E_NOT_FOUND; JF_E_ARGUMENT: the same. */
JF_API jf_status jf_problem_pair(const jf_problem *self, int64_t request_a, int64_t request_b,
                                 jf_pair *pair_out, jf_error *err);

/** Name of one test, for instance "duration"; "none" for 0, "unknown" for anything else. */
JF_API const char *jf_merge_test_name(int32_t test);

/** What the search concluded. */
typedef enum jf_verdict_kind {
    JF_PLAN_UNSOLVED = 0,   /**< a plan made elsewhere */
    JF_PLAN_OPTIMAL = 1,    /**< complete, and its cost equals a proven lower bound */
    JF_PLAN_FEASIBLE = 2,   /**< complete: every request has its place */
    JF_PLAN_INCOMPLETE = 3, /**< some requests found no place; the rest stands */
    JF_PLAN_STOPPED = 4     /**< the callback stopped it; the best plan so far */
} jf_verdict_kind;

/** Options of the search; zero means default. */
typedef struct jf_solve_options {
    uint32_t size;     /**< sizeof(jf_solve_options) */
    int32_t no_merge;  /**< 1: as the rule of this name: place only */
    uint64_t seed;     /**< 0 = 1 */
    int64_t step_max;  /**< moves tried; 0 = 2,000 per request, at least 100,000 */
} jf_solve_options;

/** Called about every 4,096 steps, on the thread that called solve: best cost so far (its unplaced
 * requests counted as if they were held alone), and unplaced requests. Return false to stop. */
typedef bool (*jf_progress_fn)(int64_t step, int64_t best_cost, int64_t unplaced, void *user);

/** Plans. Same problem, options and version give the same plan. `opts` and `fn` may be NULL. The
 * plan keeps a reference to the problem. JF_E_NOT_SEALED; JF_E_ARGUMENT. */
JF_API jf_plan *jf_problem_solve(jf_problem *self, const jf_solve_options *opts,
                                 jf_progress_fn fn, void *user, jf_error *err);

/** Place of one request in a plan; frozen. */
typedef struct jf_placement {
    int64_t request;
    int64_t room;      /**< 0 = none (a problem without rooms) */
    int32_t gathering; /**< number of the gathering, from 1 in order of time; 0 = not placed */
    int32_t agenda;    /**< number of the agenda in its gathering, from 1 */
    jf_day day;
    int32_t start;     /**< minute of the day at which its agenda starts */
    int32_t minutes;   /**< length of its agenda; 0 in jf_plan_new = what its requests need */
    int32_t reserved;  /**< 0 */
} jf_placement;

/** A plan made elsewhere (by hand, or read from a file), with its violations and costs. Requests
 * that are not named, or have gathering 0, are not placed. The gathering numbers may be any
 * positive numbers; the plan counts them anew in order of time. It keeps a reference to the
 * problem.
 * JF_E_NOT_SEALED; JF_E_NOT_FOUND: request or room; JF_E_EXISTS: a request twice; JF_E_ARGUMENT:
 * agendas other than 1; JF_E_RANGE: a day outside the horizon, minutes outside a day;
 * JF_E_ARGUMENT: members of one agenda at different times or in different rooms. */
JF_API jf_plan *jf_plan_new(jf_problem *problem, const jf_placement *placements,
                            size_t placement_count, jf_error *err);

/** NULL is allowed. */
JF_API void jf_plan_free(jf_plan *self);

/** A jf_verdict_kind; UNSOLVED for a plan made elsewhere. */
JF_API int32_t jf_plan_verdict(const jf_plan *self);

/** Number of placements: one per request of the problem, in the order of its requests. */
JF_API size_t jf_plan_placement_count(const jf_plan *self);

/** The placement at index. JF_E_RANGE. */
JF_API jf_status jf_plan_placement_at(const jf_plan *self, size_t index,
                                      jf_placement *placement_out, jf_error *err);

/** Gatherings, agendas and unplaced requests. */
JF_API size_t jf_plan_gathering_count(const jf_plan *self);
JF_API size_t jf_plan_agenda_count(const jf_plan *self);
JF_API size_t jf_plan_unplaced_count(const jf_plan *self);

/** Requests of one gathering (1 to jf_plan_gathering_count), in the order of agendas and then of
 * the problem; 0 beyond the end. O(requests). */
JF_API size_t jf_plan_member_count(const jf_plan *self, int32_t gathering);

/** The request at index in a gathering. JF_E_RANGE. O(requests x members). */
JF_API jf_status jf_plan_member_at(const jf_plan *self, int32_t gathering, size_t index,
                                   int64_t *request_out, jf_error *err);

/** Terms of the cost. */
typedef enum jf_cost_term {
    JF_COST_TOTAL = 0,       /**< the weighted sum of the terms below */
    JF_COST_ATTENDED = 1,    /**< minutes x heads of required attendees (a head count of 0 counts
                                  as one person) */
    JF_COST_SUPERFLUOUS = 2, /**< weighted minutes beyond the own requests */
    JF_COST_AGENDA = 3,      /**< weighted number of agendas */
    JF_COST_GATHERING = 4,   /**< weighted number of gatherings */
    JF_COST_SHIFT = 5,       /**< weighted working days from targets */
    JF_COST_CONFLICT = 6     /**< weighted overlaps of conflicting requests */
} jf_cost_term;

/** Cost of one term in person-minutes; unplaced requests cost nothing here. JF_E_ARGUMENT. */
JF_API jf_status jf_plan_cost(const jf_plan *self, int32_t term, int64_t *cost_out, jf_error *err);

/** Proven lower bound of the total of any complete plan. */
JF_API int64_t jf_plan_bound(const jf_plan *self);

/** Hard rules that a plan can break. */
typedef enum jf_violation_kind {
    JF_BROKEN_UNPLACED = 1,      /**< a request without place */
    JF_BROKEN_DAY = 2,           /**< no day for meetings, or outside the request's window */
    JF_BROKEN_HOURS = 3,         /**< outside the day, in the lunch interval, or off the grain */
    JF_BROKEN_LENGTH = 4,        /**< agenda shorter or longer than its requests need */
    JF_BROKEN_PERSON = 5,        /**< somebody is required in two places, or is busy */
    JF_BROKEN_ROOM = 6,          /**< two gatherings in one room, closed, or no room */
    JF_BROKEN_CAPACITY = 7,      /**< more heads than chairs */
    JF_BROKEN_PIN = 8,           /**< a pin is not kept */
    JF_BROKEN_UNAVAILABLE = 9,   /**< at a time at which the request cannot be held */
    JF_BROKEN_CONFLICT = 10,     /**< hard conflict */
    JF_BROKEN_MERGE = 11,        /**< a merge that a test refuses (detail = the bits) */
    JF_BROKEN_FEATURE = 12,      /**< a room without a feature that the request needs */
    JF_BROKEN_RELATION = 13      /**< a relation of requests in two gatherings is not kept */
} jf_violation_kind;

/** One broken rule. What the numbers are: a day (DAY, PIN of another day, RELATION of days), a
 * minute of the day (HOURS, PERSON, ROOM, PIN, UNAVAILABLE, CONFLICT), minutes (LENGTH, RELATION
 * from end to start), heads (CAPACITY), a room (PIN), bits of jf_merge_test (MERGE), a feature. */
typedef struct jf_broken {
    uint32_t size;      /**< sizeof(jf_broken) */
    int32_t kind;       /**< a jf_violation_kind */
    int64_t request_a;
    int64_t request_b;  /**< 0 = none */
    int64_t subject;    /**< person or room, or a jf_relation_kind (RELATION); 0 = none */
    int64_t expected;   /**< number that the rule asks for */
    int64_t actual;     /**< number that was found */
} jf_broken;

/** Violations found by the checker, which shares no code with the search; 0 means the plan is
 * valid. Every plan is checked when it is made. They come by kind, then in order of time. */
JF_API size_t jf_plan_broken_count(const jf_plan *self);

/** The violation at index. JF_E_RANGE. */
JF_API jf_status jf_plan_broken_at(const jf_plan *self, size_t index, jf_broken *broken_out,
                                   jf_error *err);

/** Name of a kind of violation, for instance "person"; "unknown" for any other number. */
JF_API const char *jf_violation_kind_name(int32_t kind);

/** Why a pair stands apart in a plan. */
typedef enum jf_refusal_reason {
    JF_REFUSAL_TEST = 1,      /**< exactly one test refuses it: a near miss */
    JF_REFUSAL_PLACEMENT = 2, /**< passes every test, but no common time and room was found */
    JF_REFUSAL_PRICE = 3      /**< possible, but the plan would cost more */
} jf_refusal_reason;

/** A pair that a reader would ask about. */
typedef struct jf_refusal {
    uint32_t size;     /**< sizeof(jf_refusal) */
    int32_t reason;    /**< a jf_refusal_reason */
    int64_t request_a;
    int64_t request_b;
    int32_t test;      /**< the jf_merge_test that refuses, for JF_REFUSAL_TEST */
    int32_t reserved;
    int64_t price;     /**< by how much the plan would cost more with the best merge of the two, all
                            else staying where it is; below 0 only in plans made elsewhere and in
                            stopped ones */
} jf_refusal;

/** Pairs that share subject or attendees and stand apart: near misses of the tests, and pairs that
 * pass them but were not merged (left out where merging is off). In the order of the requests.
 * JF_E_RANGE. */
JF_API size_t jf_plan_refusal_count(const jf_plan *self);
JF_API jf_status jf_plan_refusal_at(const jf_plan *self, size_t index, jf_refusal *refusal_out,
                                    jf_error *err);

/** Bytes that hold every refusal text with its NUL. */
#define JF_REFUSAL_TEXT_SIZE 160

/** One refusal in words with the numbers that decide, for instance "duration 300 > 240" or
 * "costs 60 person-minutes more". `problem` is the problem of the plan it comes from.
 * JF_E_NOT_FOUND: a request; JF_E_ARGUMENT; JF_E_RANGE: text_size < JF_REFUSAL_TEXT_SIZE. */
JF_API jf_status jf_refusal_format(const jf_problem *problem, const jf_refusal *refusal,
                                   char *text_out, size_t text_size, jf_error *err);

#ifdef __cplusplus
}
#endif

#endif
