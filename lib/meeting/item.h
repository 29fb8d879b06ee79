/* SPDX-License-Identifier: Apache-2.0 */
/* Items of a text: a line with a word and key=value fields. Shapes say which there are, for the
 * writer and the reader alike, so that neither can know a field that the other does not.
 *
 *     place request=7 gathering=1 day=2023-03-08 start=510 minutes=60
 *
 * A text is a heading with the version, items, and `end items=COUNT`. */
#ifndef JIANFU_LIB_MEETING_ITEM_H
#define JIANFU_LIB_MEETING_ITEM_H

#include "jianfu/calendar.h"

#define JF__FIELDS_MAX 12

/* What stands behind the `=`. */
typedef enum jf__field_kind {
    JF__FIELD_NUMBER = 0, /* 0 to `most` */
    JF__FIELD_DAY = 1,    /* YYYY-MM-DD; or days since 1970-01-01, for what is no day of it */
    JF__FIELD_NAME = 2    /* one of `names` */
} jf__field_kind;

typedef struct jf__field {
    const char *key; /* NULL behind the last one */
    jf__field_kind kind;
    bool is_required; /* else left out when it has the usual value */
    int64_t usual;
    int64_t most;
    const char *const *names; /* value i is names[i]; NULL behind the last one */
} jf__field;

typedef struct jf__item_shape {
    const char *word;
    jf__field fields[JF__FIELDS_MAX + 1];
} jf__item_shape;

#define JF__COUNT_FIELD(name, usual_value)                                                         \
    {                                                                                              \
        .key = (name), .usual = (usual_value), .most = INT32_MAX                                   \
    }
#define JF__COUNT_REQUIRED(name)                                                                   \
    {                                                                                              \
        .key = (name), .is_required = true, .most = INT32_MAX                                      \
    }
#define JF__ID_FIELD(name)                                                                         \
    {                                                                                              \
        .key = (name), .most = INT64_MAX                                                           \
    }
#define JF__ID_REQUIRED(name)                                                                      \
    {                                                                                              \
        .key = (name), .is_required = true, .most = INT64_MAX                                      \
    }
#define JF__FLAG_FIELD(name)                                                                       \
    {                                                                                              \
        .key = (name), .most = 1                                                                   \
    }
#define JF__DAY_REQUIRED(name)                                                                     \
    {                                                                                              \
        .key = (name), .kind = JF__FIELD_DAY, .is_required = true                                  \
    }

/* Shapes of one kind of text; the item of shapes[count] is the end. */
typedef struct jf__grammar {
    const char *word;    /* of the heading */
    const char *version; /* its second word */
    const jf__item_shape *shapes;
    size_t count;
} jf__grammar;

/* The shape of the last line of every text. */
#define JF__END_SHAPE                                                                              \
    {                                                                                              \
        "end",                                                                                     \
        {                                                                                          \
            JF__ID_REQUIRED("items")                                                               \
        }                                                                                          \
    }

/* Counts the bytes of a text and keeps those of a window. */
typedef struct jf__item_writer {
    const jf__grammar *grammar;
    size_t size; /* of the text so far */
    int64_t item_count;
    uint8_t *bytes; /* NULL: counts only */
    size_t offset;
    size_t byte_count;
} jf__item_writer;

/* Values stand in the order of the shape's fields. */
void jf__item_put(jf__item_writer *writer, size_t shape, const int64_t *values);

/* The same, but no line when every value is the usual one. */
void jf__item_put_unusual(jf__item_writer *writer, size_t shape, const int64_t *values);

/* Puts the items of `self`. */
typedef jf_status (*jf__item_source)(const void *self, jf__item_writer *writer, jf_error *err);

/* Size of the whole text. */
jf_status jf__items_measure(const jf__grammar *grammar, const void *self, jf__item_source source,
                            size_t *size_out, jf_error *err);

/* Copies a piece of the text. JF_E_RANGE: beyond it. */
jf_status jf__items_copy(jf__item_writer *window, const void *self, jf__item_source source,
                         jf_error *err);

/* A text that is read. */
typedef struct jf__item_reader {
    const jf__grammar *grammar;
    const char *text;
    size_t size;
    size_t at;       /* of the next byte of the line */
    size_t line_end; /* of what the line says: its comment lies behind */
    size_t next;     /* of the next line */
    int32_t line;
    int64_t item_count;
    size_t shape;                   /* of the last item … */
    int64_t values[JF__FIELDS_MAX]; /* … and its values */
} jf__item_reader;

/* Takes the item that the reader holds. A failure is of its line, unless it names another. */
typedef jf_status (*jf__item_taker)(void *made, const jf__item_reader *reader, jf_error *err);

/* JF_E_TEXT: the line of the reader has this problem. */
jf_status jf__item_fail(const jf__item_reader *reader, jf_error *err, const char *problem);

/* Reads the whole text, item by item. `err` is not NULL. */
jf_status jf__items_read(jf__item_reader *reader, void *made, jf__item_taker taker, jf_error *err);

/* A reader of bytes. JF_E_ARGUMENT; JF_E_RANGE: too many. */
jf_status jf__items_open(jf__item_reader *reader, const jf__grammar *grammar, const uint8_t *bytes,
                         size_t byte_count, jf_error *err);

#endif
